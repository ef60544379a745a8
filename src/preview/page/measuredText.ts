import { isGoodPlace, textBlocks, type TextBlock } from '../../core/text/textBlocks.js';
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

interface Block extends TextBlock {
  words?: number;
  characters?: number;
  tokens?: number;
}

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
    while (first > 0 && !isGoodPlace(text, start)) start -= old[--first]?.text.length ?? 0;
    while (last < old.length && !isGoodPlace(text, end)) end += old[last++]?.text.length ?? 0;
    this.#blocks = [...old.slice(0, first), ...textBlocks(text.slice(start, end)), ...old.slice(last)];
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
