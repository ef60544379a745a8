import { countCharacters, countWords } from './countWords.js';

/** How long a text is. */
export interface TextSize {
  readonly words: number;
  readonly characters: number;
  /** Once counted. */
  readonly tokens: number | undefined;
  /** Whether the text had to be cut where a token may reach across, because it has no better place for long. */
  readonly isRough: boolean;
}

export type CountTokens = (text: string) => number;

interface Block {
  readonly text: string;
  readonly isRough: boolean;
  words?: number;
  characters?: number;
  tokens?: number;
}

/** A block ends at the first good place after this many code units, and at the latest after so many. */
const LEAST = 2000;
const MOST = 4000;
/**
 * Where no word and no token of either encoding reaches across: after a letter or a digit and before white space, and
 * after a line break and before a letter or a digit. So blocks are counted one by one, and the sums are exact.
 */
const GOOD_PLACE = /(?<=[\p{L}\p{N}])(?=\s)|(?<=\n)(?=[\p{L}\p{N}])/gu;

/** A text that is counted in small steps, and of which an edit counts a small part anew. */
export class MeasuredText {
  #blocks: readonly Block[] = [];
  #count: CountTokens | undefined;

  /** Takes another text. What it shares with the one before at its start and its end stays counted. */
  set(text: string): void {
    const old = this.#blocks;
    let [first, start] = [0, 0];
    for (let block = old[0]; block && text.startsWith(block.text, start); block = old[first]) {
      start += block.text.length;
      first++;
    }
    let [last, end] = [old.length, text.length];
    for (let block = old.at(-1); block && last > first; block = old[last - 1]) {
      if (end - block.text.length < start || !text.endsWith(block.text, end)) break;
      end -= block.text.length;
      last--;
    }
    // The places that were good between the old neighbours may not be between the new ones.
    while (first > 0 && !isGood(text, start)) start -= old[--first]?.text.length ?? 0;
    while (last < old.length && !isGood(text, end)) end += old[last++]?.text.length ?? 0;
    this.#blocks = [...old.slice(0, first), ...blocksOf(text.slice(start, end)), ...old.slice(last)];
  }

  /** Counts tokens too from now on, or with another function, or no more. */
  countTokens(count: CountTokens | undefined): void {
    if (count === this.#count) return;
    this.#count = count;
    for (const block of this.#blocks) delete block.tokens;
  }

  /** Counts on while there is time; tells whether all is counted. */
  measure(isTime: () => boolean): boolean {
    for (const block of this.#blocks) {
      if (isMeasured(block, this.#count)) continue;
      if (!isTime()) return false;
      block.words ??= countWords(block.text);
      block.characters ??= countCharacters(block.text);
      if (this.#count) block.tokens ??= this.#count(block.text);
    }
    return true;
  }

  /** How long the text is; `undefined` while not all is counted. */
  get size(): TextSize | undefined {
    let [words, characters, tokens] = [0, 0, 0];
    for (const block of this.#blocks) {
      if (!isMeasured(block, this.#count)) return undefined;
      words += block.words ?? 0;
      characters += block.characters ?? 0;
      tokens += block.tokens ?? 0;
    }
    const isRough = this.#blocks.some((block) => block.isRough);
    return { words, characters, tokens: this.#count && tokens, isRough };
  }
}

function isMeasured({ words, tokens }: Block, count: CountTokens | undefined): boolean {
  return words !== undefined && (count === undefined || tokens !== undefined);
}

function isGood(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  const around = text.slice(at - 1, at + 1);
  GOOD_PLACE.lastIndex = 1;
  return GOOD_PLACE.test(around);
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < text.length;) {
    const { end, isRough } = placeToCut(text, start);
    blocks.push({ text: text.slice(start, end), isRough });
    start = end;
  }
  return blocks;
}

function placeToCut(text: string, start: number): { readonly end: number; readonly isRough: boolean } {
  if (text.length - start <= MOST) return { end: text.length, isRough: false };
  const window = text.slice(start, start + MOST + 1);
  GOOD_PLACE.lastIndex = LEAST;
  const found = GOOD_PLACE.exec(window)?.index;
  if (found !== undefined && found <= MOST) return { end: start + found, isRough: false };
  // Never inside a character.
  const isInside = /[\uDC00-\uDFFF]/.test(text.charAt(start + MOST));
  return { end: start + MOST - (isInside ? 1 : 0), isRough: true };
}
