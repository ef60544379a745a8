import type { TextRange } from '../../core/model/findings.js';
import type { Placeholder } from '../../core/model/placeholders.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import type { Origin } from '../../core/renderer.js';
import { eachSentence } from './sentences.js';

/** A stretch of a text that a prompt is made of: of a slot's template, or of a value of the input. */
export interface SourceStretch {
  readonly slot: Slot;
  readonly from: 'template' | Placeholder;
  /** In the template's content, from its first character in the sentence to its last, or in the value's text. */
  readonly range: TextRange;
}

/** A sentence of a prompt. */
export interface PromptSentence {
  readonly slot: Slot;
  /** In UTF-16 offsets of the prompt. */
  readonly range: TextRange;
  /** The same in those of its part. */
  readonly inPart: TextRange;
  readonly text: string;
  readonly stretches: readonly SourceStretch[];
}

/** The sentences of a rendered prompt, each with the texts it is made of; `pause` is awaited between them. */
export async function promptSentences(
  render: Render,
  pause: () => Promise<void>,
): Promise<readonly PromptSentence[]> {
  const { spans } = render.provenance();
  const found: PromptSentence[] = [];
  for (const slot of SLOTS) {
    const own = spans.flatMap(({ origin, start, end }) =>
      origin.kind !== 'separator' && origin.slot === slot ? [{ origin, start, end }] : [],
    );
    const [head] = own;
    if (!head) continue;
    let first = 0;
    for (const sentence of eachSentence(render.parts[slot].text)) {
      await pause();
      const range = { start: head.start + sentence.start, end: head.start + sentence.end };
      while ((own[first]?.end ?? Infinity) <= range.start) first++;
      found.push({
        slot,
        range,
        inPart: sentence,
        text: render.rendered_prompt.slice(range.start, range.end),
        stretches: stretchesIn(own, first, range, slot),
      });
    }
  }
  return found;
}

/** A stretch of a part. */
interface PartSpan extends TextRange {
  readonly origin: Exclude<Origin, { kind: 'separator' }>;
}

function stretchesIn(
  spans: readonly PartSpan[],
  first: number,
  range: TextRange,
  slot: Slot,
): SourceStretch[] {
  const found = new Map<string, SourceStretch>();
  for (let i = first; ; i++) {
    const span = spans[i];
    if (!span || span.start >= range.end) break;
    const { origin } = span;
    const from = origin.kind === 'value' ? origin.name : 'template';
    const start = origin.start - span.start;
    const part = {
      start: start + Math.max(span.start, range.start),
      end: start + Math.min(span.end, range.end),
    };
    if (part.start >= part.end) continue;
    const before = found.get(from)?.range ?? part;
    found.set(from, {
      slot,
      from,
      range: { start: Math.min(before.start, part.start), end: Math.max(before.end, part.end) },
    });
  }
  return [...found.values()];
}
