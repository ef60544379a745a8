import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { EncodingName } from './encodings.js';
import { loadTokenizer } from './loadTokenizer.js';
import { MeasuredText, type TextSize } from './measuredText.js';
import { SEPARATOR, type Prompt } from './prompt.js';

/** The parts, and the prompt they make together. */
export type Measured = Slot | 'prompt';

/** Counting waits until typing pauses, and then goes on in steps of so long. */
const PAUSE_MS = 100;
const STEP_MS = 6;

/** How long the parts and the whole prompt are, counted while nothing else happens. */
export class Sizes {
  readonly #texts = new Map<Measured, MeasuredText>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #encoding: EncodingName | undefined;
  #isStale = false;

  /** `report` is called whenever sizes are known anew; a part that is not counted yet has none. */
  constructor(
    private readonly prompt: Prompt,
    private readonly report: (sizes: ReadonlyMap<Measured, TextSize | undefined>) => void,
    private readonly fail: (encoding: EncodingName) => void,
  ) {
    for (const name of [...SLOTS, 'prompt'] as const) this.#texts.set(name, new MeasuredText());
  }

  /** The texts that are shown have changed. */
  refresh(): void {
    this.#isStale = true;
    this.#measureSoon(PAUSE_MS);
  }

  #take(): void {
    this.#isStale = false;
    const { parts } = this.prompt;
    for (const slot of SLOTS) this.#texts.get(slot)?.set(this.prompt.textOf(slot)?.text ?? '');
    this.#texts.get('prompt')?.set(parts.map(([, { text }]) => text.text).join(SEPARATOR));
  }

  /** Counts tokens too, from when the tokenizer is loaded; `undefined` to count none. */
  countTokens(encoding: EncodingName | undefined): void {
    if (this.#encoding === encoding) return;
    this.#encoding = encoding;
    for (const text of this.#texts.values()) text.countTokens(undefined);
    this.#measureSoon(0);
    if (encoding === undefined) return;
    loadTokenizer(encoding).then(
      (count) => {
        if (this.#encoding !== encoding) return;
        for (const text of this.#texts.values()) text.countTokens(count);
        this.#measureSoon(0);
      },
      () => {
        if (this.#encoding !== encoding) return;
        this.#encoding = undefined;
        this.fail(encoding);
      },
    );
  }

  #measureSoon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      requestIdleCallback(
        () => {
          this.#measure();
        },
        { timeout: 200 },
      );
    }, delay);
  }

  #measure(): void {
    if (this.#isStale) this.#take();
    const end = performance.now() + STEP_MS;
    let isDone = true;
    for (const text of this.#texts.values()) isDone = text.measure(() => performance.now() < end) && isDone;
    if (isDone) this.report(new Map([...this.#texts].map(([name, text]) => [name, text.size])));
    else this.#measureSoon(0);
  }
}
