/** Whether an occurrence of a token may begin or end before the character of a number (code points, not units). */
export interface BoundaryOracle {
  mayBegin(at: number): boolean;
  mayEnd(at: number): boolean;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const MARK = /\p{M}/u;
/** What the spec says belongs to the character before it: marks, among them the selectors and U+20E3, and the joiners. */
const BELONGS = /[\p{M}\u200c\u200d]/u;
const WITHOUT_SPACES =
  /(?!\u02bc)(?=[\p{L}\p{Nl}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
/** Emoji by Unicode's own list, and the keycap without its selector, which is shown the same. */
const EMOJI = new RegExp('^(?:\\p{RGI_Emoji}|[0-9]\\u20e3)', 'v');

/**
 * The section "Word boundaries" of the spec, sentence by sentence and as slow as that comes: it looks at the characters and
 * at Unicode's properties, and at nothing of the engine's.
 */
export function createBoundaryOracle(text: string): BoundaryOracle {
  const characters = Array.from(text);
  const clusters = new Set([0, characters.length]);
  let count = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    count += Array.from(segment).length;
    clusters.add(count);
  }

  /** The character that one belongs to: itself, or the one before its marks. */
  function ownerOf(index: number): number {
    let owner = index;
    while (owner > 0 && BELONGS.test(characters[owner]!)) owner--;
    return owner;
  }

  /** "A letter or digit"; of a script without spaces "letters do not count"; nor does what is part of an emoji before `edge`. */
  function counts(index: number, edge: number): boolean {
    const character = characters[index];
    if (character === undefined || !LETTER_OR_DIGIT.test(character) || WITHOUT_SPACES.test(character))
      return false;
    const emoji = EMOJI.exec(characters.slice(index).join(''))?.[0];
    return emoji === undefined || index + Array.from(emoji).length > edge || index >= edge;
  }

  /** A token's edge between the character `inner`, which is its own, and `outer`. */
  function isAllowed(edge: number, inner: number, outer: number): boolean {
    const own = characters[inner]!;
    if (!LETTER_OR_DIGIT.test(own) && !MARK.test(own) && own !== '_') return true;
    const owner = ownerOf(inner);
    // "… behind a symbol or an emoji are part of no word."
    const isUnspaced = WITHOUT_SPACES.test(characters[owner]!);
    if (MARK.test(own) && !counts(owner, edge) && characters[owner] !== '_' && !isUnspaced) return true;
    const beside = characters[outer];
    if (beside === undefined) return true;
    if (counts(outer, edge)) return false;
    if (BELONGS.test(beside) && MARK.test(beside) && counts(ownerOf(outer), edge)) return false;
    // "An underscore with a letter or digit on its other side", and a joiner with one.
    const step = outer - inner;
    const isMarkOfUnspaced = MARK.test(beside) && step > 0 && isUnspaced;
    let other = outer;
    while (/[_\p{M}\u200c\u200d]/u.test(characters[other] ?? '')) other += step;
    if (!isMarkOfUnspaced && counts(other, edge)) return false;
    const isBesideUnspaced = WITHOUT_SPACES.test(characters[step > 0 ? outer : ownerOf(outer)]!);
    return (!isUnspaced && !isBesideUnspaced) || clusters.has(edge);
  }

  return {
    mayBegin: (at) => isAllowed(at, at, at - 1),
    mayEnd: (at) => isAllowed(at, at - 1, at),
  };
}
