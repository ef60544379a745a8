import * as l10n from '@vscode/l10n';
import {
  constraintsKey,
  uniteConstraints,
  type CompiledCache,
  type ConstraintFinding,
  type Constraints,
} from '../../core/constraints/index.js';
import { compileTemplate } from '../../core/compileTemplate.js';
import { stringOf, type ValueNode } from '../../core/documents/valueNode.js';
import type { Finding, RelatedPlace } from '../../core/model/findings.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS, type BySlot, type Slot } from '../../core/model/slots.js';
import type { FormedPlaceholder } from '../../core/renderer.js';
import { once } from '../../core/text/once.js';
import { excerpt } from '../../core/text/quote.js';
import { usedPlaceholders, type InputValues } from './inputValues.js';
import { toFinding } from './ownFindings.js';
import {
  OWN,
  type CheckedSet,
  type CheckedTemplate,
  type PartChecks,
  type PartOutcome,
} from './partChecks.js';
import { constraintPlace, declares } from './partConstraints.js';
import { PartPlaces, type FilePlace, type PlacedInput, type PlacedTemplate } from './partPlaces.js';

/** A finding and the file it belongs to. */
export interface PlacedFinding {
  readonly file: string;
  readonly finding: Finding;
}

/** A template of a bundle, and the hash of its content. */
export interface HashedTemplate extends PlacedTemplate {
  readonly content: string;
  readonly hash: string;
}

/**
 * Holds the assembled prompts of one bundle to its constraints (spec, section 4.2). Each finding is placed at the text that
 * offends, in the template or the input it came from, with the constraint that objects. What a template shows on its own
 * is among them: the caller, who knows those findings, leaves them out.
 */
export class AssemblyChecker {
  readonly #united: Constraints;
  readonly #set: CheckedSet;
  readonly #outcomes: readonly ((values: InputValues) => PartOutcome)[];

  constructor(
    private readonly templates: BySlot<HashedTemplate>,
    private readonly checks: PartChecks,
    cache: CompiledCache,
  ) {
    const united = uniteConstraints(SLOTS.map((slot) => templates[slot].written.constraints));
    this.#united = united;
    this.#set = {
      key: constraintsKey(united),
      sentenceLimit: united.maxSentenceLength,
      united: once(() => cache.get(`${templates.system.file}#united`, united)),
    };
    this.#outcomes = SLOTS.map((slot) => {
      const { file, written, content, hash } = templates[slot];
      const { constraints } = written;
      const compiled = compileTemplate(content);
      const part: CheckedTemplate = {
        key: `${hash} ${constraints.maxParagraphs ?? ''} ${constraints.assertivenessLevel ?? ''}`,
        slot,
        compiled,
        used: usedPlaceholders(compiled),
        own: once(() => cache.get(`${file}#0`, constraints)),
      };
      return checks.of(part, this.#set);
    });
  }

  /** Long sentences in each template's own text, where a value is one word: the same with every input. */
  checkTemplates(): PlacedFinding[] {
    return SLOTS.flatMap((slot) => {
      const { file, written, hash } = this.templates[slot];
      return this.#checkSentences(file, written.content, hash);
    });
  }

  /** Whether there is nothing to place in a prompt assembled with the values of an input: asked for each of many. */
  isClean(values: InputValues): boolean {
    let isTaskSent = false;
    for (const outcomeOf of this.#outcomes) {
      const { findings, formed, holdsTask } = outcomeOf(values);
      if (findings.length > 0 || formed.length > 0) return false;
      isTaskSent ||= holdsTask;
    }
    const { task } = values.texts;
    return !isTaskSent || task === '' || this.checks.longSentences(task, this.#set).length === 0;
  }

  /** Everything else, in a prompt assembled with the values of an input, or with those of none. */
  checkPrompt(values: InputValues, input: PlacedInput | undefined): PlacedFinding[] {
    const outcomes = this.#outcomes.map((outcomeOf) => outcomeOf(values));
    const parts = outcomes.flatMap(({ text, findings, spans }, index) => {
      if (findings.length === 0) return [];
      const slot = SLOTS[index] as Slot;
      const places = new PartPlaces(this.templates[slot], spans, input);
      return findings.flatMap((found) => {
        const place = places.of(found);
        return place ? [this.#place(found, text, place, slot)] : [];
      });
    });
    const isTaskSent = outcomes.some(({ holdsTask }) => holdsTask);
    const task = input && isTaskSent ? stringOf(input.parsed.root, 'task') : undefined;
    const sentences = input && task ? this.#checkSentences(input.file, task) : [];
    const formed = outcomes.flatMap((outcome, index) =>
      outcome.formed.flatMap((made) => this.#formedPlaceholder(made, SLOTS[index] as Slot, input)),
    );
    return [...parts, ...sentences, ...formed];
  }

  #checkSentences(file: string, text: ValueNode | undefined, key?: string): PlacedFinding[] {
    if (text?.kind !== 'string') return [];
    return this.checks.longSentences(text.value, this.#set, key).map((found) => {
      const range = text.textMap().rangeToSource(found.start, found.end);
      return this.#place(found, text.value, { file, range });
    });
  }

  /** A placeholder that the task makes together with the text around it; one that it holds whole is told without a bundle. */
  #formedPlaceholder(
    { name, task }: FormedPlaceholder,
    slot: Slot,
    input: PlacedInput | undefined,
  ): PlacedFinding[] {
    const placeholder = `{{${name}}}`;
    const node = stringOf(input?.parsed.root, 'task');
    if (!input || !node || node.value.slice(task.start, task.end) === placeholder) return [];
    const message = l10n.t(
      'Together with the text around it, the task makes `{0}`, which the service replaces with its value. Reword one of them.',
      placeholder,
    );
    const { file, written } = this.templates[slot];
    const around = written.content?.range;
    const related = around ? [{ message: l10n.t('The text around it.'), file, range: around }] : [];
    const range = node.textMap().rangeToSource(task.start, task.end);
    const finding: Finding = { code: 'placeholder-in-input', severity: 'warning', message, range, related };
    return [{ file: input.file, finding }];
  }

  #place(found: ConstraintFinding, checked: string, place: FilePlace, own?: Slot): PlacedFinding {
    const { file, written, reference } = this.templates[this.#objectingSlot(found, own)];
    const range = constraintPlace(written, found);
    const related: RelatedPlace[] = range ? [{ message: l10n.t('The constraint.'), file, range }] : [];
    const name = reference ? excerpt(formatReference(reference)) : l10n.t('the bundle');
    const message = file === place.file ? found.message : `${found.message} (${name})`;
    return { file: place.file, finding: toFinding(found, checked, place.range, { message, related }) };
  }

  /** The first slot in order whose constraint it is; paragraphs and assertiveness are the part's own. */
  #objectingSlot(found: ConstraintFinding, own: Slot | undefined): Slot {
    if (own && OWN.includes(found.code)) return own;
    return SLOTS.find((slot) => declares(this.templates[slot].written, found, this.#united)) ?? 'system';
  }
}
