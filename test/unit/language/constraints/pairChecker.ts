import {
  check,
  uniteConstraints,
  type CompiledCache,
  type ConstraintCode,
  type ConstraintFinding,
  type Constraints,
} from '../../../../src/core/constraints/index.js';
import { traitPlaces, type TraitPlace } from '../../../../src/core/documents/traitPlaces.js';
import { entryOf, stringOf, type ValueNode } from '../../../../src/core/documents/valueNode.js';
import type { Finding, RelatedPlace, TextRange } from '../../../../src/core/model/findings.js';
import { formatReference } from '../../../../src/core/model/reference.js';
import { SLOTS, type BySlot, type Slot } from '../../../../src/core/model/slots.js';
import type { Render } from '../../../../src/core/promptGenerator.js';
import { SEPARATOR, type FormedPlaceholder, type Origin, type Span } from '../../../../src/core/renderer.js';
import { excerpt } from '../../../../src/core/text/quote.js';
import { foldCase } from '../../../../src/core/text/caseFold.js';
import type { PlacedFinding } from '../../../../src/language/constraints/assembledFindings.js';
import type {
  FilePlace,
  PlacedInput,
  PlacedTemplate,
} from '../../../../src/language/constraints/partPlaces.js';
import { toFinding } from '../../../../src/language/constraints/ownFindings.js';
import {
  constraintPlace,
  type WrittenTemplate,
} from '../../../../src/language/constraints/partConstraints.js';

/** What the constraints of all four templates say of the text of each part. */
const UNITED: readonly ConstraintCode[] = ['forbidden-token', 'emoji'];
/** What the constraints of a template say of its own part. */
const OWN: readonly ConstraintCode[] = ['too-many-paragraphs', 'assertiveness'];

/** The ranges of a part, which begins at `start`, that traits fill: they are JSON, and yet no code that somebody wrote. */
function filledIn(spans: readonly Span[], start: number, length: number): TextRange[] {
  return spans
    .filter(({ origin }) => origin.kind === 'value' && origin.name === 'semantic_traits')
    .map((span) => ({ start: span.start - start, end: span.end - start }))
    .filter((range) => range.start >= 0 && range.end <= length);
}

/** The straight way to the findings of an assembled prompt, which the quick one is held to: all of a prompt, for each pair of a bundle and an input. */
export class PairChecker {
  readonly #united: Constraints;
  readonly #identity: string;

  constructor(
    private readonly templates: BySlot<PlacedTemplate>,
    private readonly cache: CompiledCache,
  ) {
    this.#united = uniteConstraints(SLOTS.map((slot) => templates[slot].written.constraints));
    this.#identity = `${templates.system.file}#united`;
  }

  /** Long sentences in each template's own text, where a value is one word: the same with every input. */
  checkTemplates(): PlacedFinding[] {
    return SLOTS.flatMap((slot) => {
      const { file, written } = this.templates[slot];
      return this.#checkSentences(file, written.content);
    });
  }

  /** Everything else, in a prompt assembled with an input or with none. */
  checkPrompt(render: Render, input: PlacedInput | undefined): PlacedFinding[] {
    const { spans, formed } = render.provenance();
    const places = new PromptPlaces(this.templates, spans, input);
    const task = stringOf(input?.parsed.root, 'task');
    let start = 0;
    const parts = SLOTS.flatMap((slot) => {
      const { text } = render.parts[slot];
      const placed = this.#checkPart(slot, text, filledIn(spans, start, text.length)).flatMap((found) => {
        const place = places.of(found, start);
        return place ? [this.#place(found, text, place, slot)] : [];
      });
      start += text.length + SEPARATOR.length;
      return placed;
    });
    const isTaskSent = spans.some(({ origin }) => origin.kind === 'value' && origin.name === 'task');
    const sentences = input && isTaskSent ? this.#checkSentences(input.file, task) : [];
    return [...parts, ...sentences, ...formed.flatMap((made) => this.#formedPlaceholder(made, input))];
  }

  /** Tokens, emoji, paragraphs and assertiveness in the text of a part as it stands. */
  #checkPart(slot: Slot, text: string, filled: readonly TextRange[]): readonly ConstraintFinding[] {
    const { file, written } = this.templates[slot];
    const united = this.cache.get(this.#identity, this.#united);
    const own = this.cache.get(`${file}#0`, written.constraints);
    return [
      ...check(text, united, { opaque: [], filled, rules: UNITED }),
      ...check(text, own, { opaque: [], filled, rules: OWN }),
    ];
  }

  #checkSentences(file: string, text: ValueNode | undefined): PlacedFinding[] {
    if (text?.kind !== 'string') return [];
    const compiled = this.cache.get(this.#identity, this.#united);
    return check(text.value, compiled, { rules: ['sentence-too-long'] }).map((found) => {
      const range = text.textMap().rangeToSource(found.start, found.end);
      return this.#place(found, text.value, { file, range });
    });
  }

  /** A placeholder that the task makes together with the text around it; one that it holds whole is told without a bundle. */
  #formedPlaceholder(
    { name, task, slot }: FormedPlaceholder,
    input: PlacedInput | undefined,
  ): PlacedFinding[] {
    const placeholder = `{{${name}}}`;
    const node = stringOf(input?.parsed.root, 'task');
    if (!input || !node || node.value.slice(task.start, task.end) === placeholder) return [];
    const message = `Together with the text around it, the task makes \`${placeholder}\`, which the service replaces with its value. Reword one of them.`;
    const { file, written } = this.templates[slot];
    const related = written.content
      ? [{ message: 'The text around it.', file, range: written.content.range }]
      : [];
    const range = node.textMap().rangeToSource(task.start, task.end);
    const finding: Finding = { code: 'placeholder-in-input', severity: 'warning', message, range, related };
    return [{ file: input.file, finding }];
  }

  #place(found: ConstraintFinding, checked: string, place: FilePlace, own?: Slot): PlacedFinding {
    const { file, written, reference } = this.templates[this.#objectingSlot(found, own)];
    const range = constraintPlace(written, found);
    const related: RelatedPlace[] = range ? [{ message: 'The constraint.', file, range }] : [];
    const name = reference ? excerpt(formatReference(reference)) : 'the bundle';
    const message = file === place.file ? found.message : `${found.message} (${name})`;
    return { file: place.file, finding: toFinding(found, checked, place.range, { message, related }) };
  }

  /** The first slot in order whose constraint it is; paragraphs and assertiveness are the part's own. */
  #objectingSlot({ code, constraint, token }: ConstraintFinding, own: Slot | undefined): Slot {
    if (own && OWN.includes(code)) return own;
    const objects = ({ constraints, tokenPlaces }: WrittenTemplate): boolean => {
      if (constraint === 'FORBIDDEN_TOKENS') return tokenPlaces().has(foldCase(token ?? ''));
      if (constraint === 'NO_EMOJI') return constraints.noEmoji;
      return constraints.maxSentenceLength === this.#united.maxSentenceLength;
    };
    return SLOTS.find((slot) => objects(this.templates[slot].written)) ?? 'system';
  }
}

/** A place, and which text of its file it is in: a template's, or that of a value. */
interface OriginPlace extends FilePlace {
  readonly of: string;
}

/** Where the characters of one prompt stand in files. */
class PromptPlaces {
  #traits: readonly TraitPlace[] | undefined;

  constructor(
    private readonly templates: BySlot<PlacedTemplate>,
    private readonly spans: readonly Span[],
    private readonly input: PlacedInput | undefined,
  ) {}

  /**
   * The place of a range of a part: where its first character stands, to the last one that is of the same text.
   * `undefined` when all of it is defaults, which stand in no file.
   */
  of({ start, end, code }: ConstraintFinding, partStart: number): FilePlace | undefined {
    const range = { start: partStart + start, end: partStart + end };
    const places = touching(this.spans, range).flatMap((span) => {
      const from = Math.max(span.start, range.start) - span.start;
      const to = Math.min(span.end, range.end) - span.start;
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
      const { file, written } = this.templates[origin.slot];
      return (
        written.content && {
          file,
          of: 'template',
          range: written.content.textMap().rangeToSource(start, end),
        }
      );
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
