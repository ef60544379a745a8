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
  #isStale = false;

  /** `report` is called whenever sizes are known anew; a part that is not counted yet has none. */
  constructor(
    private readonly prompt: Prompt,
    report: (sizes: ReadonlyMap<Measured, TextSize | undefined>) => void,
    fail: (encoding: EncodingName) => void,
  ) {
    for (const name of [...SLOTS, 'prompt'] as const) this.#texts.set(name, new MeasuredText());
    this.#work = new IdleWork(
      (isTime) => this.#measure(isTime),
      () => {
        report(new Map([...this.#texts].map(([name, text]) => [name, text.size])));
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

  #measure(isTime: () => boolean): boolean {
    if (this.#isStale) this.#take();
    let isDone = true;
    for (const text of this.#texts.values()) isDone = text.measure(isTime) && isDone;
    return isDone;
  }

  #take(): void {
    this.#isStale = false;
    const { parts } = this.prompt;
    for (const slot of SLOTS) this.#texts.get(slot)?.set(this.prompt.textOf(slot)?.text ?? '');
    this.#texts.get('prompt')?.set(parts.map(([, { text }]) => text.text).join(SEPARATOR));
  }
}
