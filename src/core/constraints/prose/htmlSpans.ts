/** CommonMark's open and closing tags, and its autolinks. Each part begins with what ends the one before: no backtracking. */
const TAG_OR_AUTOLINK = new RegExp(
  [
    String.raw`<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>${'`'}]+|'[^']*'|"[^"]*"))?)*\s*/?>`,
    String.raw`</[A-Za-z][A-Za-z0-9-]*\s*>`,
    String.raw`<[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>\0-\x1f]*>`,
  ].join('|'),
  'y',
);

/** What opens a comment, an instruction, character data or a declaration, and what ends it. */
const DELIMITED = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
] as const;

/**
 * Finds HTML tags, comments and autolinks: in CommonMark these are as strong as inline code, so a back-tick inside one
 * opens no code. Otherwise they are read like any other text.
 */
export class HtmlSpans {
  readonly #text: string;
  /** For each end mark: before which index there is none. */
  readonly #noneBefore = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The end of the span that the `<` at an index opens, at most `limit`; -1 if it opens none. */
  end(start: number, limit: number): number {
    const text = this.#text;
    TAG_OR_AUTOLINK.lastIndex = start;
    if (TAG_OR_AUTOLINK.test(text))
      return TAG_OR_AUTOLINK.lastIndex <= limit ? TAG_OR_AUTOLINK.lastIndex : -1;
    const kind = DELIMITED.find(([opening]) => text.startsWith(opening, start));
    if (!kind || (kind[0] === '<!' && !/[A-Za-z]/.test(text[start + 2] ?? ''))) return -1;
    // `<!-->` and `<!--->` are whole comments.
    const from = start + (kind[0] === '<!--' ? 2 : kind[0].length);
    if (from < (this.#noneBefore.get(kind[1]) ?? 0)) return -1;
    const found = text.indexOf(kind[1], from);
    if (found >= 0 && found + kind[1].length <= limit) return found + kind[1].length;
    this.#noneBefore.set(kind[1], found < 0 ? Infinity : found);
    return -1;
  }
}
