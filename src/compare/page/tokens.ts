import { countChange } from '../../core/compare/sizeChange.js';
import { describeTokenChange, type TokenChange } from '../../core/compare/tokenChange.js';
import type { EncodingName } from '../../webview/encodings.js';
import { ChosenTokenizer, type Tokenizer } from '../../webview/page/chosenTokenizer.js';
import { IdleWork } from '../../webview/page/idleWork.js';
import { textBlocks, type TextBlock } from '../../core/text/textBlocks.js';
import { HASH_NAMES, type CountedTokens, type PromptsMessage, type Row } from '../protocol.js';
import type { ShownCount } from './countCell.js';

const PROMPT = HASH_NAMES.indexOf('prompt_hash');

/** A prompt, the tokens of its first blocks, and of all of them once they are read. */
interface Prompt {
  readonly blocks: readonly TextBlock[];
  readonly isRough: boolean;
  done: number;
  tokens: number[];
}

/** Rows of which one is held against the other. */
type RowPair = readonly [from: Row, to: Row];

/** The tokens of the rows' prompts, which the page asks for and counts while an encoding is chosen. */
export class Tokens {
  readonly #prompts = new Map<string, Prompt>();
  readonly #changes = new Map<string, TokenChange>();
  /** Changes that are asked about and not known yet. */
  readonly #unknown = new Map<string, readonly [before: Prompt, after: Prompt]>();
  readonly #work: IdleWork;
  readonly #choice: ChosenTokenizer;
  #encoding: EncodingName | undefined;
  #tokenizer: Tokenizer | undefined;
  #wanted: ReadonlySet<string> = new Set();

  /** `ask` is told the hashes of prompts that are wanted; `report` is called whenever more is known; `fail` where nothing will be. */
  constructor(
    private readonly ask: (hashes: readonly string[]) => void,
    report: () => void,
    fail: (encoding: EncodingName) => void,
  ) {
    this.#work = new IdleWork((isTime) => this.#encode(isTime) && this.#compare(isTime), report);
    this.#choice = new ChosenTokenizer((tokenizer) => {
      this.#tokenizer = tokenizer;
      for (const kept of [this.#changes, this.#unknown]) kept.clear();
      for (const prompt of this.#prompts.values()) Object.assign(prompt, { done: 0, tokens: [] });
      this.#work.soon();
    }, fail);
  }

  /** The encoding that is counted in. */
  get encoding(): EncodingName | undefined {
    return this.#encoding;
  }

  /** Counts in an encoding from now on, or not at all. */
  choose(encoding: EncodingName | undefined): void {
    this.#encoding = encoding;
    this.#choice.choose(encoding);
    this.#askForMore();
  }

  /** Takes the rows that are shown, and forgets what was of others. */
  show(rows: readonly Row[]): void {
    this.#wanted = new Set(rows.flatMap((row) => hashOf(row) ?? []));
    for (const kept of [this.#prompts, this.#changes, this.#unknown])
      for (const key of [...kept.keys()])
        if (!key.split(' ').every((hash) => this.#wanted.has(hash))) kept.delete(key);
    this.#askForMore();
  }

  /** Takes prompts that were asked for. */
  take({ prompts }: PromptsMessage): void {
    for (const { hash, text } of prompts) {
      if (!this.#wanted.has(hash) || this.#prompts.has(hash)) continue;
      const blocks = textBlocks(text);
      this.#prompts.set(hash, {
        blocks,
        isRough: blocks.some((block) => block.isRough),
        done: 0,
        tokens: [],
      });
    }
    this.#work.soon();
  }

  /** The tokens of a row, and what changed since the row above. */
  countOf(row: Row, above: Row | undefined): ShownCount | 'reading' | null {
    const hash = hashOf(row);
    if (hash === null || this.#encoding === undefined) return null;
    const prompt = this.#read(hash);
    if (!prompt) return 'reading';
    const since = above && row.words?.since ? (this.between([above, row]) ?? null) : null;
    return { total: prompt.tokens.length, since, isRough: prompt.isRough };
  }

  /** How the tokens changed from one row to another; `undefined` while that is not known. */
  between([from, to]: RowPair): TokenChange | undefined {
    const [a, b] = [hashOf(from), hashOf(to)];
    const [before, after] = [this.#read(a), this.#read(b)];
    if (!before || !after) return undefined;
    const key = `${a ?? ''} ${b ?? ''}`;
    const known = this.#changes.get(key);
    if (!known && !this.#unknown.has(key)) {
      this.#unknown.set(key, [before, after]);
      this.#work.soon();
    }
    return known;
  }

  /** The same in a sentence; empty where the prompts are equal or it is not known. */
  sentence(pair: RowPair): string {
    const change = hashOf(pair[0]) === hashOf(pair[1]) ? undefined : this.between(pair);
    return change && this.#encoding ? describeTokenChange(change, this.#encoding) : '';
  }

  /** What is known of pairs whose prompts differ. */
  counted(pairs: readonly RowPair[]): CountedTokens | null {
    if (this.#encoding === undefined) return null;
    return {
      encoding: this.#encoding,
      pairs: pairs.flatMap(([from, to]) => {
        const change = hashOf(from) === hashOf(to) ? undefined : this.between([from, to]);
        return change ? [{ from: from.id, to: to.id, ...change }] : [];
      }),
    };
  }

  #read(hash: string | null): Prompt | undefined {
    const prompt = hash === null ? undefined : this.#prompts.get(hash);
    return this.#tokenizer && prompt?.done === prompt?.blocks.length ? prompt : undefined;
  }

  #askForMore(): void {
    if (this.#encoding === undefined) return;
    const missing = [...this.#wanted].filter((hash) => !this.#prompts.has(hash));
    if (missing.length > 0) this.ask(missing);
  }

  #encode(isTime: () => boolean): boolean {
    const tokenizer = this.#tokenizer;
    if (!tokenizer) return true;
    for (const prompt of this.#prompts.values())
      for (; prompt.done < prompt.blocks.length; prompt.done++) {
        if (!isTime()) return false;
        for (const token of tokenizer.encode(prompt.blocks[prompt.done]?.text ?? ''))
          prompt.tokens.push(token);
      }
    return true;
  }

  #compare(isTime: () => boolean): boolean {
    for (const [key, [before, after]] of this.#unknown) {
      if (!isTime()) return false;
      this.#unknown.delete(key);
      this.#changes.set(key, {
        ...countChange(before.tokens, after.tokens),
        before: before.tokens.length,
        after: after.tokens.length,
        isRough: before.isRough || after.isRough,
      });
    }
    return true;
  }
}

function hashOf(row: Row): string | null {
  return row.words === null ? null : (row.hashes[PROMPT] ?? null);
}
