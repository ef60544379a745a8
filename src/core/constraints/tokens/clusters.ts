/** How many windows are remembered, and up to which length: most texts have a few hundred, of two or three characters. */
const MOST_KNOWN = 4096;
const LONGEST_KNOWN = 16;

/**
 * Tells where extended grapheme clusters (UAX 29) begin. The segmenter sees a window of the text: its cost a character
 * grows with the length of what it is given.
 */
export class Clusters {
  readonly #known = new Map<string, boolean>();
  #segmenter: Intl.Segmenter | undefined;

  /** True if no cluster goes on over the end of `before`, which ends with the character before it at least, to `after`. */
  isBoundary(before: string, after: string): boolean {
    const window = before + after;
    const known = this.#known.get(window);
    if (known !== undefined) return known;
    // For one fixed locale, so that the answer depends on no setting.
    this.#segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
    const isBoundary = this.#segmenter.segment(window).containing(before.length)?.index === before.length;
    if (window.length > LONGEST_KNOWN) return isBoundary;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(window, isBoundary);
    return isBoundary;
  }
}
