/** `length` units of a value, from `value` on, stand in the file from `source` on; `width` units there when they differ (an escape). */
export interface TextRun {
  readonly value: number;
  readonly source: number;
  readonly length: number;
  readonly width: number;
}

/**
 * Where the characters of a decoded value (a YAML block, a JSON string) stand in the file. Runs ascend on both
 * sides and cover the value; a run of equal length and width is the same text (but that a line break may stand for a
 * space), any other stands for it as a whole.
 */
export class TextMap {
  constructor(readonly runs: readonly TextRun[]) {}

  /** A value that stands in the file as it is. */
  static identity(source: number, length: number): TextMap {
    return new TextMap([{ value: 0, source, length, width: length }]);
  }

  /** Where a character of the value stands in the file. At the end of the value: the end of its last run. */
  toSource(value: number): number {
    const run = this.#last((candidate) => candidate.value <= value);
    if (!run) return this.runs[0]?.source ?? 0;
    const into = value - run.value;
    if (into >= run.length) return run.source + run.width;
    return run.length === run.width ? run.source + into : run.source;
  }

  /** The file's range for a range of the value: it ends where the last character of it ends. */
  rangeToSource(start: number, end: number): { start: number; end: number } {
    const from = this.toSource(start);
    const run = this.#last((candidate) => candidate.value < end);
    if (end <= start || !run) return { start: from, end: from };
    const exact = run.length === run.width;
    return {
      start: from,
      end: exact ? run.source + Math.min(end - run.value, run.length) : run.source + run.width,
    };
  }

  /** True when the file's range for a range of the value holds nothing else, so that it can be replaced or removed. */
  standsAlone(start: number, end: number): boolean {
    return [this.#last(({ value }) => value <= start), this.#last(({ value }) => value < end)].every(
      (run) =>
        run === undefined ||
        run.length === run.width ||
        (run.value >= start && run.value + run.length <= end),
    );
  }

  /** Which character of the value an offset of the file belongs to; between runs, the next one. */
  toValue(source: number): number {
    const run = this.#last((candidate) => candidate.source <= source);
    if (!run) return 0;
    const into = source - run.source;
    if (into >= run.width) return run.value + run.length;
    return run.length === run.width ? run.value + into : run.value;
  }

  /** The last run for which the test holds; it holds for a prefix of them. */
  #last(holds: (run: TextRun) => boolean): TextRun | undefined {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const run = this.runs[middle];
      if (run && holds(run)) low = middle + 1;
      else high = middle;
    }
    return this.runs[low - 1];
  }
}

/** Collects runs in order, joining neighbours that stand side by side in the file as they do in the value. */
export class TextMapBuilder {
  readonly #runs: { value: number; source: number; length: number; width: number }[] = [];
  #value = 0;

  /** Units of the value so far. */
  get length(): number {
    return this.#value;
  }

  /** Adds `length` units of the value that stand at `source`, there `width` units wide. */
  add(source: number, length: number, width = length): void {
    if (length === 0) return;
    const last = this.#runs.at(-1);
    if (last && last.length === last.width && length === width && last.source + last.width === source) {
      last.length += length;
      last.width += width;
    } else {
      this.#runs.push({ value: this.#value, source, length, width });
    }
    this.#value += length;
  }

  build(): TextMap {
    return new TextMap(this.#runs);
  }
}
