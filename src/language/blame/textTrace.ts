import type { TextRange } from '../../core/model/findings.js';
import { textChanges } from '../../core/versions/textChanges.js';
import { sentencesOf } from './sentences.js';

/** What last changed a stretch of a text. */
export interface TracedChange<Revision> {
  readonly revision: Revision;
  /** The sentences that stood there before; `undefined` where none did. */
  readonly before?: string;
}

/** A stretch that is still followed, by where it stands in the revision that was taken last. */
interface Followed {
  readonly index: number;
  readonly range: TextRange;
}

/**
 * Follows stretches of a text back through its revisions, newest first, until each has met the revision that last changed it:
 * that wrote a word of it, or took one out of it. What is moved by changes around it is not changed.
 */
export class TextTrace<Revision> {
  /** What last changed each stretch, in the order they were given; `undefined` as long as none is known. */
  readonly changes: (TracedChange<Revision> | undefined)[];
  #followed: readonly Followed[];
  #newer: { readonly text: string; readonly revision: Revision };

  /** `revision` is what the text as it is now belongs to; `stretches` begin in order. */
  constructor(text: string, stretches: readonly TextRange[], revision: Revision) {
    this.#newer = { text, revision };
    this.#followed = stretches.map((range, index) => ({ index, range }));
    this.changes = stretches.map(() => undefined);
  }

  /** Whether nothing is left to follow. */
  get isDone(): boolean {
    return this.#followed.length === 0;
  }

  /** Takes the text as the next older revision has it. */
  take(text: string, revision: Revision): void {
    const newer = this.#newer;
    this.#newer = { text, revision };
    if (text === newer.text) return;
    const { changes } = textChanges(text, newer.text);
    const left: Followed[] = [];
    let first = 0;
    let sentences: readonly TextRange[] | undefined;
    // Both are in order: a change that ends before a stretch ends before all that follow.
    for (const { index, range } of this.#followed) {
      while ((changes[first]?.after.end ?? Infinity) <= range.start) first++;
      const shift = shiftBehind(changes[first - 1]);
      const touching = [];
      for (let i = first; ; i++) {
        const change = changes[i];
        if (!change || change.after.start >= range.end) break;
        touching.push(change);
      }
      const [one] = touching;
      const last = touching.at(-1);
      if (!one || !last) {
        left.push({ index, range: { start: range.start + shift, end: range.end + shift } });
        continue;
      }
      sentences ??= sentencesOf(text);
      const start = Math.min(one.before.start, range.start + shift);
      const end = Math.max(last.before.end, range.end + shiftBehind(last));
      this.changes[index] = { revision: newer.revision, ...beforeIn(text, sentences, { start, end }) };
    }
    this.#followed = left;
  }

  /** Ends at the oldest revision: what is left to follow came with it. */
  end(): void {
    for (const { index } of this.#followed) this.changes[index] = { revision: this.#newer.revision };
    this.#followed = [];
  }
}

/** The sentences that a stretch touches, whole; none where nothing but blanks stood there. */
function beforeIn(
  text: string,
  sentences: readonly TextRange[],
  { start, end }: TextRange,
): { readonly before?: string } {
  const touched = sentences.filter((one) => one.start < end && one.end > start);
  const [first] = touched;
  const last = touched.at(-1);
  return first && last ? { before: text.slice(first.start, last.end) } : {};
}

/** How far what stands behind a change is moved, from the newer text to the older. */
function shiftBehind(change: { readonly before: TextRange; readonly after: TextRange } | undefined): number {
  return change ? change.before.end - change.after.end : 0;
}
