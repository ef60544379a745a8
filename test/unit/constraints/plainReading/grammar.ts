/*
 * The characters and small forms that the spec's section 4 names, as regular expressions of their own: nothing here comes
 * from the engine, so that a fault of its reading is no fault of this one. All are meant for one place of a text (`y`).
 */

export const WHITE_SPACE = /\p{White_Space}/u;
/** Letters, digits, marks and underscores. */
export const WORD_CHARACTER = /[\p{L}\p{N}\p{M}_]/u;
/** Letters of scripts written without spaces. */
export const UNSPACED =
  /(?!\u02bc)(?=[\p{L}\p{Nl}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
export const END_MARK = /[\p{Sentence_Terminal}…]/u;
export const WIDE_END_MARK = /[。！？｡]/u;
/** Quotes, brackets and emphasis marks; what opens a quotation in one language closes it in another. */
export const CLOSER = /[\p{Pe}\p{Pf}\p{Pi}"'’*_~＂＇]/u;
export const OPENING_QUOTE = /\p{Pi}/u;
export const COLON = /[:：]/u;
/** Stand inside a word between two of its characters; hyphens, the soft one too, and the joiners of Persian and others. */
export const JOINER = /['’\-\u2010\u2011\u00ad./\u200c\u200d]/u;

export const PLACEHOLDER = /\{\{(?:task|activity_level|stress|semantic_traits)\}\}/y;
const ATTRIBUTE = String.raw`[ \t\n]+[A-Za-z_:][A-Za-z0-9_.:-]*(?:[ \t\n]*=[ \t\n]*(?:[^\s"'=<>${'`'}]+|'[^']*'|"[^"]*"))?`;
const NAME = '[A-Za-z][A-Za-z0-9_.:-]*';
/** CommonMark's inline HTML, with `_`, `.` and `:` in names. */
export const TAG = new RegExp(
  [
    String.raw`<${NAME}(?:${ATTRIBUTE})*[ \t\n]*/?>`,
    String.raw`</${NAME}[ \t\n]*>`,
    String.raw`<!--(?:-?>|[^]*?-->)`,
    String.raw`<\?[^]*?\?>`,
    String.raw`<!\[CDATA\[[^]*?\]\]>`,
    String.raw`<![A-Za-z][^>]*>`,
  ].join('|'),
  'y',
);
/** What can only be a tag if it has no blank line in it. */
export const BLANK_LINE = /\n[^\S\n]*\n/;
export const ADDRESS_START = /(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/|[wW]{3}\.(?=[\p{L}\p{N}]))/uy;
/** Where an address stops at the latest: white space, and the punctuation of scripts that set none after it. */
export const ADDRESS_STOP =
  /[\p{White_Space}\u3001-\u3003\u3008-\u3011\u3014-\u301f！（），：；？［］｛｝｠｡｢｣､]/u;
/** What closes an address without being of it. */
export const ADDRESS_CLOSER = /[\p{Pe}\p{Pf}\p{Pi}\p{Sentence_Terminal}"'’*_~…,;:>]/u;
const LOCAL = String.raw`(?!${UNSPACED.source})[\p{L}\p{N}\p{M}_]`;
const NAMED = String.raw`(?:(?!${UNSPACED.source})[\p{L}\p{N}\p{M}-])`;
export const MAIL_ADDRESS = new RegExp(
  String.raw`${LOCAL}(?:${LOCAL}|[.'’/+-](?=${LOCAL}))*@${NAMED}+(?:\.${NAMED}+)+`,
  'uy',
);

/** Asks a sticky expression about one place: what it matches there, or nothing. */
export function matchAt(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}

/** The whole character at an index; empty at the end. */
export function characterAt(text: string, at: number): string {
  const codePoint = text.codePointAt(at);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}

/** The tag that begins at an index, if one does. */
export function tagAt(text: string, at: number): string | undefined {
  const tag = matchAt(TAG, text, at);
  const isOpenOrClose = tag !== undefined && /^<(?:[A-Za-z/]|![A-Za-z])/.test(tag);
  return isOpenOrClose && BLANK_LINE.test(tag) ? undefined : tag;
}
