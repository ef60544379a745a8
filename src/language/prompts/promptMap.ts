import { traitPlaces, type TraitPlace } from '../../core/documents/traitPlaces.js';
import { entryOf, type ValueNode } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Placeholder } from '../../core/model/placeholders.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import { SEPARATOR, type Origin, type Span } from '../../core/renderer.js';
import type { Assembly } from './assembly.js';
import { lineEnd, lineStart } from '../../core/text/lines.js';

/** A stretch of a part's text, in UTF-16 offsets of that text. */
export interface PartRange extends TextRange {
  readonly slot: Slot;
}

/** Where a stretch of the prompt comes from. */
export interface PromptOrigin {
  readonly range: PartRange;
  /** The template, or the path of keys in the input. */
  readonly from:
    { readonly kind: 'template' } | { readonly kind: 'input'; readonly path: readonly (string | number)[] };
  /** `undefined` for a default, which stands in no file. */
  readonly place: { readonly file: string; readonly range: TextRange } | undefined;
}

interface PartSpan extends Span {
  readonly origin: Exclude<Origin, { kind: 'separator' }>;
}

/** A rendered prompt and the files it came from, each found from the other. */
export class PromptMap {
  readonly #spans: ReadonlyMap<Slot, readonly PartSpan[]>;
  #traits: { readonly node: ValueNode; readonly places: readonly TraitPlace[] } | undefined;

  constructor(private readonly assembly: Assembly) {
    this.#spans = spansBySlot(assembly);
  }

  /** Where the text around an offset of a part comes from: of a template the line, of a value the part that one place has. */
  originAt(slot: Slot, offset: number): PromptOrigin | undefined {
    const spans = this.#spans.get(slot) ?? [];
    const span = spans.find(({ start, end }) => offset >= start && offset < end) ?? spans.at(-1);
    if (!span) return undefined;
    return span.origin.kind === 'template'
      ? this.#templateOrigin(slot, span, offset)
      : this.#valueOrigin(slot, span, span.origin.name, offset);
  }

  /** What a range of a file became in the prompt; an empty range is one of its characters. */
  rangesOf(file: string, range: TextRange): PartRange[] {
    const isInput = this.assembly.input?.file === file;
    return SLOTS.flatMap((slot) => {
      const isTemplate = this.assembly.templates[slot].file === file;
      const fromTemplate = isTemplate ? this.#rangesFromTemplate(slot, range) : [];
      return [...fromTemplate, ...(isInput ? this.#rangesFromInput(slot, range) : [])];
    });
  }

  /** Where the content of a slot's template begins. */
  beginningOf(slot: Slot): { readonly file: string; readonly range: TextRange } {
    const { file, written } = this.assembly.templates[slot];
    const start = written.content?.textMap().toSource(0) ?? 0;
    return { file, range: { start, end: start } };
  }

  #templateOrigin(slot: Slot, { start, end, origin }: PartSpan, offset: number): PromptOrigin | undefined {
    const { file, written } = this.assembly.templates[slot];
    const { text } = this.assembly.render.parts[slot];
    const inside = characterStart(text, Math.max(start, Math.min(offset, end - 1)));
    const from = Math.max(start, lineStart(text, inside));
    const to = Math.min(end, Math.max(lineEnd(text, inside), inside + 1));
    const at = origin.start + (inside - start);
    const map = written.content?.textMap();
    const range = map?.rangeToSource(at, Math.max(at, origin.start + (to - start)));
    return {
      range: { slot, start: from, end: to },
      from: { kind: 'template' },
      place: range && { file, range },
    };
  }

  #valueOrigin(slot: Slot, span: PartSpan, name: Placeholder, offset: number): PromptOrigin {
    const whole = { slot, start: span.start, end: span.end };
    const { input } = this.assembly;
    const node = this.#inputNode(name);
    if (!input || !node) return { range: whole, from: { kind: 'input', path: [name] }, place: undefined };
    if (node.kind === 'string') {
      const at = span.origin.start + (offset - span.start);
      const end = span.origin.start + (span.end - span.start);
      return {
        range: whole,
        from: { kind: 'input', path: [name] },
        place: { file: input.file, range: node.textMap().rangeToSource(at, end) },
      };
    }
    const trait =
      name === 'semantic_traits' ? this.#traitAt(node, span.origin.start + (offset - span.start)) : undefined;
    if (!trait)
      return {
        range: whole,
        from: { kind: 'input', path: [name] },
        place: { file: input.file, range: node.range },
      };
    const shift = span.start - span.origin.start;
    const range = {
      slot,
      start: Math.max(span.start, trait.start + shift),
      end: Math.min(span.end, trait.end + shift),
    };
    return {
      range,
      from: { kind: 'input', path: [name, ...trait.path] },
      place: { file: input.file, range: trait.place },
    };
  }

  #rangesFromTemplate(slot: Slot, range: TextRange): PartRange[] {
    const map = this.assembly.templates[slot].written.content?.textMap();
    const content = this.assembly.templates[slot].written.content;
    if (!map || !content || range.start > content.range.end || range.end < content.range.start) return [];
    const start = map.toValue(range.start);
    const end = Math.max(map.toValue(range.end), start + 1);
    const spans = this.#spans.get(slot) ?? [];
    const places = placesInTemplate(spans, content.value.length);
    return spans.flatMap((span, index) => {
      const written = places[index] ?? { start: 0, end: 0 };
      const from = Math.max(start, written.start);
      const to = Math.min(end, written.end);
      if (from >= to) return [];
      if (span.origin.kind === 'value')
        return span.end > span.start ? [{ slot, start: span.start, end: span.end }] : [];
      return [{ slot, start: span.start + (from - written.start), end: span.start + (to - written.start) }];
    });
  }

  #rangesFromInput(slot: Slot, range: TextRange): PartRange[] {
    return (this.#spans.get(slot) ?? []).flatMap(({ start, end, origin }) => {
      const node = origin.kind === 'value' ? this.#inputNode(origin.name) : undefined;
      if (!node || range.start > node.range.end || range.end < node.range.start) return [];
      const within = (from: number, to: number): PartRange[] => {
        const [first, last] = [Math.max(from, origin.start), Math.min(to, origin.start + (end - start))];
        return first < last
          ? [{ slot, start: start + (first - origin.start), end: start + (last - origin.start) }]
          : [];
      };
      if (node.kind === 'string') {
        const from = node.textMap().toValue(range.start);
        return within(from, Math.max(node.textMap().toValue(range.end), from + 1));
      }
      const isWhole = range.start <= node.range.start && range.end >= node.range.end;
      if (node.kind !== 'mapping' || isWhole) return [{ slot, start, end }];
      return this.#traitsOf(node)
        .filter(({ place }) => range.start <= place.end && range.end >= place.start)
        .flatMap((trait) => within(trait.start, trait.end));
    });
  }

  #inputNode(name: Placeholder): ValueNode | undefined {
    return entryOf(this.assembly.input?.parsed.root, name)?.value;
  }

  #traitAt(node: ValueNode, offset: number): TraitPlace | undefined {
    return this.#traitsOf(node).find(({ start, end }) => offset >= start && offset < end);
  }

  #traitsOf(node: ValueNode): readonly TraitPlace[] {
    if (this.#traits?.node !== node) this.#traits = { node, places: traitPlaces(node) };
    return this.#traits.places;
  }
}

/** Where the character begins that a unit belongs to. */
function characterStart(text: string, at: number): number {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}

/** Where in the content each span stands: a value's where its placeholder is, between the template's text around it. */
function placesInTemplate(spans: readonly PartSpan[], contentLength: number): TextRange[] {
  const ends: number[] = [];
  let behind = contentLength;
  for (const { origin } of [...spans].reverse()) {
    ends.push(behind);
    if (origin.kind === 'template') behind = origin.start;
  }
  let before = 0;
  return spans.map(({ start, end, origin }, index) => {
    const isTemplate = origin.kind === 'template';
    const place = isTemplate
      ? { start: origin.start, end: origin.start + (end - start) }
      : { start: before, end: ends[spans.length - 1 - index] ?? contentLength };
    if (isTemplate) before = place.end;
    return place;
  });
}

function spansBySlot({ render }: Assembly): ReadonlyMap<Slot, readonly PartSpan[]> {
  const spans = render.provenance().spans;
  let start = 0;
  return new Map(
    SLOTS.map((slot) => {
      const partStart = start;
      start += render.parts[slot].text.length + SEPARATOR.length;
      const own = spans.filter(
        (span): span is PartSpan => span.origin.kind !== 'separator' && span.origin.slot === slot,
      );
      return [
        slot,
        own.map((span) => ({ ...span, start: span.start - partStart, end: span.end - partStart })),
      ] as const;
    }),
  );
}
