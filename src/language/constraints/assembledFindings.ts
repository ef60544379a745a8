import {
  check,
  uniteConstraints,
  type CompiledCache,
  type ConstraintFinding,
  type Constraints,
} from '../../core/constraints/index.js';
import type { InputFile } from '../../core/documents/promptFile.js';
import { entryOf, stringOf, type ValueNode } from '../../core/documents/valueNode.js';
import { traitPlaces } from '../../core/documents/traitPlaces.js';
import type { Finding, RelatedPlace, TextRange } from '../../core/model/findings.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS, type BySlot, type Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import type { Origin, Span } from '../../core/renderer.js';
import { foldCase } from '../../core/text/caseFold.js';
import { toFinding } from './ownFindings.js';
import { constraintPlace, type WrittenTemplate } from './partConstraints.js';

/** A finding and the file it belongs to. */
export interface PlacedFinding {
  readonly file: string;
  readonly finding: Finding;
}

/** A render, and the files that it came from. */
export interface Assembly {
  readonly render: Render;
  readonly templates: BySlot<{ readonly file: string; readonly written: WrittenTemplate }>;
  readonly input: { readonly file: string; readonly parsed: InputFile } | undefined;
}

/**
 * Findings of an assembled prompt (spec, section 4.2), each at the text that offends, in the template or the input it
 * came from, with the constraint that objects. What a template shows on its own is among them: the caller, who knows
 * those findings, leaves them out.
 */
export function assembledFindings(assembly: Assembly, cache: CompiledCache): PlacedFinding[] {
  const united = uniteConstraints(SLOTS.map((slot) => assembly.templates[slot].written.constraints));
  const { spans, formed } = assembly.render.provenance();
  const starts = partStarts(assembly.render);
  const identity = `${assembly.templates.system.file}#united`;
  const checker = new AssemblyChecker(assembly, united, spans, (constraints) =>
    cache.get(identity, constraints),
  );
  const parts = SLOTS.flatMap((slot) => [
    ...checker.checkPart(slot, starts[slot]),
    ...checker.checkSentences(slot),
  ]);
  const made = formed.flatMap(({ name, task, slot }) => checker.formedPlaceholder(`{{${name}}}`, task, slot));
  return [...parts, ...checker.checkTask(), ...made];
}

class AssemblyChecker {
  constructor(
    private readonly assembly: Assembly,
    private readonly united: Constraints,
    private readonly spans: readonly Span[],
    private readonly compile: (constraints: Constraints) => ReturnType<CompiledCache['get']>,
  ) {}

  /** Tokens, emoji, paragraphs and assertiveness in the text of a part as it stands. */
  checkPart(slot: Slot, start: number): PlacedFinding[] {
    const { maxParagraphs, assertivenessLevel } = this.assembly.templates[slot].written.constraints;
    const constraints: Constraints = {
      ...this.united,
      ...(maxParagraphs !== undefined && { maxParagraphs }),
      ...(assertivenessLevel !== undefined && { assertivenessLevel }),
    };
    const { text } = this.assembly.render.parts[slot];
    const found = check(text, this.compile(constraints), {
      opaque: [],
      rules: ['forbidden-token', 'emoji', 'too-many-paragraphs', 'assertiveness'],
    });
    return found.flatMap((finding) => this.#place(finding, text, this.#placeInPrompt(finding, start), slot));
  }

  /** Sentences in a template's own text, where a value is one word. */
  checkSentences(slot: Slot): PlacedFinding[] {
    const { file, written } = this.assembly.templates[slot];
    const { content } = written;
    if (!content) return [];
    const found = check(content.value, this.compile(this.united), { rules: ['sentence-too-long'] });
    return found.flatMap((finding) =>
      this.#place(
        finding,
        content.value,
        { file, range: content.textMap().rangeToSource(finding.start, finding.end) },
        slot,
      ),
    );
  }

  /** Sentences in the task on its own. */
  checkTask(): PlacedFinding[] {
    const { input } = this.assembly;
    const task = stringOf(input?.parsed.root, 'task');
    if (!input || !task) return [];
    const found = check(task.value, this.compile(this.united), { rules: ['sentence-too-long'] });
    return found.flatMap((finding) =>
      this.#place(
        finding,
        task.value,
        { file: input.file, range: task.textMap().rangeToSource(finding.start, finding.end) },
        undefined,
      ),
    );
  }

  /** A placeholder that the task makes together with the text around it; one that it holds whole is told without a bundle. */
  formedPlaceholder(placeholder: string, task: TextRange, slot: Slot): PlacedFinding[] {
    const { input, templates } = this.assembly;
    const node = stringOf(input?.parsed.root, 'task');
    if (!input || !node || task.end - task.start >= placeholder.length) return [];
    const message = `Together with the text around it, the task makes \`${placeholder}\`, which the service replaces by its value. Reword one of them.`;
    const around = templates[slot].written.content?.range;
    const related = around
      ? [{ message: 'The text around it.', file: templates[slot].file, range: around }]
      : [];
    return [
      {
        file: input.file,
        finding: {
          code: 'placeholder-in-input',
          severity: 'warning',
          message,
          range: node.textMap().rangeToSource(task.start, task.end),
          related,
        },
      },
    ];
  }

  #place(
    found: ConstraintFinding,
    checked: string,
    place: { file: string; range: TextRange } | undefined,
    slot: Slot | undefined,
  ): PlacedFinding[] {
    if (!place) return [];
    const objecting = this.#objectingSlot(found, slot);
    const { file, written } = this.assembly.templates[objecting];
    const range = constraintPlace(written, found);
    const related: RelatedPlace[] = range ? [{ message: 'The constraint.', file, range }] : [];
    const message = file === place.file ? found.message : `${found.message} (${this.#nameOf(objecting)})`;
    return [{ file: place.file, finding: toFinding(found, checked, place.range, { message, related }) }];
  }

  /** The first slot in order whose constraint it is; paragraphs and assertiveness are the part's own. */
  #objectingSlot({ constraint, token }: ConstraintFinding, own: Slot | undefined): Slot {
    const objects = ({ forbiddenTokens, maxSentenceLength, noEmoji }: Constraints): boolean => {
      if (constraint === 'FORBIDDEN_TOKENS')
        return forbiddenTokens.some((candidate) => foldCase(candidate) === foldCase(token ?? ''));
      return constraint === 'NO_EMOJI' ? noEmoji : maxSentenceLength === this.united.maxSentenceLength;
    };
    const isOwn = constraint === 'MAX_PARAGRAPHS' || constraint === 'ASSERTIVENESS_LEVEL';
    return (
      (isOwn ? own : SLOTS.find((slot) => objects(this.assembly.templates[slot].written.constraints))) ??
      'system'
    );
  }

  #nameOf(slot: Slot): string {
    const { reference } = this.assembly.render.parts[slot];
    return reference ? formatReference(reference) : `the ${slot} part`;
  }

  /** The place of a range of a part: in the file of its first character, to the last character that is of that file too. */
  #placeInPrompt(
    { start, end, code }: ConstraintFinding,
    partStart: number,
  ): { file: string; range: TextRange } | undefined {
    const inside = this.spans.filter((span) => span.end > partStart + start && span.start < partStart + end);
    const places = inside.flatMap((span) => {
      const from = Math.max(span.start, partStart + start) - span.start;
      const to = Math.min(span.end, partStart + end) - span.start;
      return this.#placeOf(span.origin, from, to) ?? [];
    });
    const first =
      code === 'assertiveness'
        ? (places.find(({ file }) => file !== this.assembly.input?.file) ?? places[0])
        : places[0];
    const last = places.filter(({ file }) => file === first?.file).at(-1);
    return (
      first &&
      last && {
        file: first.file,
        range: { start: first.range.start, end: Math.max(first.range.end, last.range.end) },
      }
    );
  }

  /** Where a stretch of an origin stands; `undefined` for a default, which stands in no file. */
  #placeOf(origin: Origin, from: number, to: number): { file: string; range: TextRange } | undefined {
    if (origin.kind === 'separator') return undefined;
    const [start, end] = [origin.start + from, origin.start + to];
    if (origin.kind === 'template') {
      const { file, written } = this.assembly.templates[origin.slot];
      return written.content && { file, range: written.content.textMap().rangeToSource(start, end) };
    }
    const { input } = this.assembly;
    const node = entryOf(input?.parsed.root, origin.name)?.value;
    if (!input || !node) return undefined;
    if (node.kind === 'string') return { file: input.file, range: node.textMap().rangeToSource(start, end) };
    return { file: input.file, range: placeInTraits(node, start, end) };
  }
}

/** The keys and values of the traits that a stretch of their canonical JSON is made of. */
function placeInTraits(node: ValueNode, start: number, end: number): TextRange {
  const touched = traitPlaces(node).filter((place) => place.end > start && place.start < end);
  const [first] = touched;
  return touched.length === 1 && first ? first.place : node.range;
}

function partStarts({ parts }: Render): BySlot<number> {
  const personality = parts.system.text.length + 2;
  const activity = personality + parts.personality.text.length + 2;
  return { system: 0, personality, activity, task: activity + parts.activity.text.length + 2 };
}
