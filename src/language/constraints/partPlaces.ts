import type { ConstraintFinding } from '../../core/constraints/index.js';
import type { InputFile } from '../../core/documents/promptFile.js';
import { traitPlaces, type TraitPlace } from '../../core/documents/traitPlaces.js';
import { entryOf, type ValueNode } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import type { Origin, Span } from '../../core/renderer.js';
import type { WrittenTemplate } from './partConstraints.js';

/** A place in a file. */
export interface FilePlace {
  readonly file: string;
  readonly range: TextRange;
}

/** What fills a slot of a bundle, and the file it is written in. */
export interface PlacedTemplate {
  readonly file: string;
  readonly written: WrittenTemplate;
  /** `null` for a template written in the bundle itself. */
  readonly reference: Reference | null;
}

/** An input and its file. */
export interface PlacedInput {
  readonly file: string;
  readonly parsed: InputFile;
}

/** A place, and which text of its file it is in: a template's, or that of a value. */
interface OriginPlace extends FilePlace {
  readonly of: string;
}

/** Where the characters of one part of a prompt stand in files. */
export class PartPlaces {
  #traits: readonly TraitPlace[] | undefined;

  constructor(
    private readonly template: PlacedTemplate,
    private readonly spans: readonly Span[],
    private readonly input: PlacedInput | undefined,
  ) {}

  /**
   * The place of a range of the part: where its first character stands, to the last one that is of the same text.
   * `undefined` when all of it is defaults, which stand in no file.
   */
  of({ start, end, code }: ConstraintFinding): FilePlace | undefined {
    const places = touching(this.spans, { start, end }).flatMap((span) => {
      const from = Math.max(span.start, start) - span.start;
      const to = Math.min(span.end, end) - span.start;
      return this.#ofOrigin(span.origin, from, to) ?? [];
    });
    // How firmly a part speaks is its template's matter, whatever it begins with.
    const ofTemplate = places.find(({ of }) => of === 'template');
    const first = code === 'assertiveness' ? (ofTemplate ?? places[0]) : places[0];
    if (!first) return undefined;
    const last = places.filter(({ of }) => of === first.of).at(-1) ?? first;
    const to = Math.max(first.range.end, last.range.end);
    return { file: first.file, range: { start: first.range.start, end: to } };
  }

  #ofOrigin(origin: Origin, from: number, to: number): OriginPlace | undefined {
    if (origin.kind === 'separator') return undefined;
    const [start, end] = [origin.start + from, origin.start + to];
    if (origin.kind === 'template') {
      const { file, written } = this.template;
      const range = written.content?.textMap().rangeToSource(start, end);
      return range && { file, of: 'template', range };
    }
    const node = entryOf(this.input?.parsed.root, origin.name)?.value;
    if (!this.input || !node) return undefined;
    const range =
      node.kind === 'string'
        ? node.textMap().rangeToSource(start, end)
        : this.#inTraits(node, { start, end });
    return { file: this.input.file, of: origin.name, range };
  }

  /** The key or value that a stretch of the traits' canonical JSON is made of; all of the traits when it is several. */
  #inTraits(node: ValueNode, stretch: TextRange): TextRange {
    if (node.kind !== 'mapping') return node.range;
    this.#traits ??= traitPlaces(node);
    const [first, ...others] = touching(this.#traits, stretch);
    return first && others.length === 0 ? first.place : node.range;
  }
}

/** Those of some ranges, which ascend and do not overlap, that share a character with another. */
function touching<Range extends TextRange>(ranges: readonly Range[], { start, end }: TextRange): Range[] {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.end ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  const found: Range[] = [];
  for (let range = ranges[low]; range && range.start < end; range = ranges[++low]) {
    if (range.end > range.start) found.push(range);
  }
  return found;
}
