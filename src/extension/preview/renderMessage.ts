import { SLOTS, type Slot } from '../../core/model/slots.js';
import { countCodePoints } from '../../core/text/codePoints.js';
import { formatReference } from '../../core/model/reference.js';
import { bundleReference } from '../../core/model/bundle.js';
import type { Render } from '../../core/promptGenerator.js';
import type { Span } from '../../core/renderer.js';
import type { NamedHash, Piece, Section } from '../../preview/protocol.js';

/** The hashes of a render with their names in the spec, and what each covers. */
export function namedHashes(render: Render): NamedHash[] {
  return [
    {
      name: 'prompt_hash',
      value: render.prompt_hash,
      covers: 'The whole prompt: what sha256sum prints for the copied text.',
    },
    {
      name: 'bundle_hash',
      value: render.bundle_hash,
      covers: 'The name and version of the bundle, not its text.',
    },
    {
      name: 'personality_hash',
      value: render.personality_hash,
      covers: 'The input: traits, levels and task.',
    },
    {
      name: 'content_hash',
      value: render.content_hash,
      covers: 'The bundle with its four templates and models.',
    },
  ];
}

/** The four sections of a render, each cut where a value stands. */
export function sectionsOf(render: Render): Section[] {
  const { spans } = render.provenance();
  return SLOTS.map((slot) => {
    const { reference, template_hash, text } = render.parts[slot];
    return {
      slot,
      source: reference
        ? formatReference(reference)
        : `${formatReference(bundleReference(render.bundle))}#${slot}`,
      templateHash: template_hash,
      characters: countCodePoints(text),
      pieces: spans
        .filter((span) => belongsTo(span, slot))
        .map((span) => toPiece(span, render.rendered_prompt)),
    };
  });
}

/** Whether two sections show the same, so that one need not be sent again. */
export function sameSection(a: Section, b: Section | undefined): boolean {
  return (
    a.source === b?.source &&
    a.templateHash === b.templateHash &&
    a.pieces.length === b.pieces.length &&
    a.pieces.every((piece, i) => piece.text === b.pieces[i]?.text && piece.value === b.pieces[i].value)
  );
}

function belongsTo({ origin }: Span, slot: Slot): boolean {
  return origin.kind !== 'separator' && origin.slot === slot;
}

function toPiece({ start, end, origin }: Span, prompt: string): Piece {
  const text = prompt.slice(start, end);
  return origin.kind === 'value' ? { text, value: origin.name } : { text };
}
