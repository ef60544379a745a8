import { formatReference } from '../../core/model/reference.js';
import { bundleReference } from '../../core/model/bundle.js';
import type { Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import type { Span } from '../../core/renderer.js';
import type { Piece, Section, TextPatch } from '../../preview/protocol.js';
import { toRuns, total } from '../../preview/runs.js';
import { patchBetween } from '../../preview/textPatch.js';

interface SentSection {
  readonly source: string;
  readonly templateHash: string;
  readonly changed: boolean;
  readonly runs: readonly Piece[];
}

/** Makes the messages on the parts of a render: what is different from what the page was sent before. */
export class SectionPatches {
  readonly #sent = new Map<Slot, SentSection>();

  /** The page has nothing any more: the next patches are whole texts. */
  reset(): void {
    this.#sent.clear();
  }

  /**
   * Of the parts that are shown those that are different, each with the patch of its text; `isChanged` tells whether a part
   * differs from the baseline.
   */
  patches(render: Render, slots: readonly Slot[], isChanged: (slot: Slot) => boolean): Section[] {
    const { spans } = render.provenance();
    return slots.flatMap((slot) => {
      const next = sectionOf(render, slot, spans, isChanged(slot));
      const before = this.#sent.get(slot);
      const text = patchBetween(before?.runs ?? [], next.runs);
      this.#sent.set(slot, next);
      const { source, templateHash, changed } = next;
      const isSame =
        before?.source === source && before.templateHash === templateHash && before.changed === changed;
      return isSame && isEmpty(text, before.runs) ? [] : [{ slot, source, templateHash, changed, text }];
    });
  }
}

function sectionOf(render: Render, slot: Slot, spans: readonly Span[], changed: boolean): SentSection {
  const { reference, template_hash } = render.parts[slot];
  const own = spans.filter(({ origin }) => origin.kind !== 'separator' && origin.slot === slot);
  return {
    source: reference
      ? formatReference(reference)
      : `${formatReference(bundleReference(render.bundle))}#${slot}`,
    templateHash: template_hash,
    changed,
    runs: toRuns(own.map((span) => toPiece(span, render.rendered_prompt))),
  };
}

function toPiece({ start, end, origin }: Span, prompt: string): Piece {
  const text = prompt.slice(start, end);
  return origin.kind === 'value' ? { text, value: origin.name } : { text };
}

function isEmpty({ keepStart, keepEnd, insert }: TextPatch, before: readonly Piece[]): boolean {
  return insert.length === 0 && keepStart + keepEnd === total(before);
}
