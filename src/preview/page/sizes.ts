import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { EncodingName } from '../../webview/encodings.js';
import { IdleWork } from '../../webview/page/idleWork.js';
import { ChosenTokenizer } from '../../webview/page/chosenTokenizer.js';
import { MeasuredText, type TextSize } from './measuredText.js';
import { SEPARATOR, type Prompt } from './prompt.js';

/** The parts, and the prompt they make together. */
export type Measured = Slot | 'prompt';

/** Counting waits until typing pauses. */
const PAUSE_MS = 100;

/** How long the parts and the whole prompt are, counted while nothing else happens. */
export class Sizes {
  readonly #texts = new Map<Measured, MeasuredText>();
  readonly #work: IdleWork;
  readonly #tokenizer: ChosenTokenizer;
  /** The whole prompt in each encoding that limits it, whether the parts are counted by it or not. */
  readonly #limited = new Map<
    EncodingName,
    { readonly text: MeasuredText; readonly tokenizer: ChosenTokenizer }
  >();
  #isStale = false;

  /** `report` is called whenever sizes are known anew; a part that is not counted yet has none. */
  constructor(
    private readonly prompt: Prompt,
    report: (
      sizes: ReadonlyMap<Measured, TextSize | undefined>,
      tokens: ReadonlyMap<EncodingName, number | undefined>,
    ) => void,
    private readonly fail: (encoding: EncodingName) => void,
  ) {
    for (const name of [...SLOTS, 'prompt'] as const) this.#texts.set(name, new MeasuredText());
    this.#work = new IdleWork(
      (isTime) => this.#measure(isTime),
      () => {
        report(
          new Map([...this.#texts].map(([name, text]) => [name, text.size])),
          new Map([...this.#limited].map(([encoding, { text }]) => [encoding, text.size?.tokens])),
        );
      },
    );
    this.#tokenizer = new ChosenTokenizer((tokenizer) => {
      for (const text of this.#texts.values()) text.countTokens(tokenizer?.count);
      this.#work.soon();
    }, fail);
  }

  /** The texts that are shown have changed. */
  refresh(): void {
    this.#isStale = true;
    this.#work.soon(PAUSE_MS);
  }

  /** Counts tokens too, from when the tokenizer is loaded; `undefined` to count none. */
  countTokens(encoding: EncodingName | undefined): void {
    this.#tokenizer.choose(encoding);
  }

  /** Counts the tokens of the whole prompt in these encodings too, since they limit it. */
  limitTokens(encodings: ReadonlySet<EncodingName>): void {
    for (const encoding of this.#limited.keys()) if (!encodings.has(encoding)) this.#limited.delete(encoding);
    for (const encoding of encodings) {
      if (this.#limited.has(encoding)) continue;
      const text = new MeasuredText();
      const tokenizer = new ChosenTokenizer((loaded) => {
        text.countTokens(loaded?.count);
        this.#work.soon();
      }, this.fail);
      this.#limited.set(encoding, { text, tokenizer });
      tokenizer.choose(encoding);
      this.refresh();
    }
  }

  #measure(isTime: () => boolean): boolean {
    if (this.#isStale) this.#take();
    let isDone = true;
    const limited = [...this.#limited.values()].map(({ text }) => text);
    for (const text of [...this.#texts.values(), ...limited]) isDone = text.measure(isTime) && isDone;
    return isDone;
  }

  #take(): void {
    this.#isStale = false;
    const { parts } = this.prompt;
    for (const slot of SLOTS) this.#texts.get(slot)?.set(this.prompt.textOf(slot)?.text ?? '');
    const whole = parts.map(([, { text }]) => text.text).join(SEPARATOR);
    this.#texts.get('prompt')?.set(whole);
    for (const { text } of this.#limited.values()) text.set(whole);
  }
}
