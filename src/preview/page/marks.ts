import type { FindingSeverity, Mark } from '../protocol.js';
import type { Prompt } from './prompt.js';

/** What a stretch is marked as, each with a look of its own in marks.css; later ones lie above earlier ones. */
const KINDS = [
  'age-0',
  'age-1',
  'age-2',
  'age-3',
  'age-4',
  'age-5',
  'added',
  'current-change',
  'current-age',
  'information',
  'warning',
  'error',
  'cursor-line',
  'cursor',
  'pointed',
  'asked',
  'current',
] as const;
export type MarkKind = FindingSeverity | (typeof KINDS)[number];

/** Marks stretches of the prompt without touching its nodes: selections, copying and searching know nothing of them. */
export class Marks {
  readonly #highlights = new Map<MarkKind, Highlight>();
  readonly #shown = new Map<MarkKind, readonly Mark[]>();

  constructor(private readonly prompt: Prompt) {
    for (const [priority, kind] of KINDS.entries()) {
      const highlight = new Highlight();
      highlight.priority = priority;
      this.#highlights.set(kind, highlight);
      CSS.highlights.set(kind, highlight);
    }
  }

  /** Marks these stretches as `kind`, and no others. */
  show(kind: MarkKind, marks: readonly Mark[]): void {
    const highlight = this.#highlights.get(kind);
    if (!highlight || (highlight.size === 0 && marks.length === 0)) return;
    this.#shown.set(kind, marks);
    highlight.clear();
    for (const mark of marks) {
      const range = this.prompt.rangeOf(mark);
      if (range) highlight.add(range);
    }
  }
  /** Marks all anew, where the same text is shown by other nodes. */
  refresh(): void {
    for (const [kind, marks] of this.#shown) this.show(kind, marks);
  }
}
