import {
  check,
  type CompiledConstraints,
  type ConstraintCode,
  type ConstraintFinding,
} from '../../core/constraints/index.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Slot } from '../../core/model/slots.js';
import type { Placeholder } from '../../core/model/placeholders.js';
import { needsSteps, renderPart, tracePart, type FormedPlaceholder, type Span } from '../../core/renderer.js';
import { once } from '../../core/text/once.js';
import type { InputValues, UsedPlaceholders } from './inputValues.js';

/** What the constraints of all four templates say of the text of each part. */
const UNITED: readonly ConstraintCode[] = ['forbidden-token', 'emoji'];
/** What the constraints of a template say of its own part. */
export const OWN: readonly ConstraintCode[] = ['too-many-paragraphs', 'assertiveness'];

/** How many templates are kept, with how many sets of constraints each, and how many values with each of those. */
const MAX_TEMPLATES = 20_000;
const MAX_SETS = 16;
const MAX_VALUES = 1_000;
const MAX_TEXTS = 20_000;
/** How many outcomes are kept in all: of many templates and as many tasks, few are met again. */
const MAX_OUTCOMES = 100_000;

/** A template, and what its part of a prompt is held to. */
export interface CheckedTemplate extends UsedPlaceholders {
  /** The same for no other content, nor for other constraints on a template's own part. */
  readonly key: string;
  readonly slot: Slot;
  readonly own: () => CompiledConstraints;
}

/** The constraints of all templates of a bundle. */
export interface CheckedSet {
  /** The same for no other constraints. */
  readonly key: string;
  readonly sentenceLimit: number | undefined;
  readonly united: () => CompiledConstraints;
}

/** What came of a part with the values of an input. */
export interface PartOutcome {
  readonly text: string;
  readonly findings: readonly ConstraintFinding[];
  /** Where the characters come from; empty where nothing was found. */
  readonly spans: readonly Span[];
  readonly formed: readonly FormedPlaceholder[];
  /** Whether the task stands in it. */
  readonly holdsTask: boolean;
}

const NOTHING_FOUND: PartOutcome = { text: '', findings: [], spans: [], formed: [], holdsTask: false };
const NOTHING_BUT_TASK: PartOutcome = { ...NOTHING_FOUND, holdsTask: true };

/** Each part checked once for each set of constraints and values that it meets, however many bundles and inputs bring them. */
export class PartChecks {
  readonly #known = new Map<string, Map<string, Map<string, PartOutcome>>>();
  #outcomes = 0;
  /** Long sentences by the limit, and by what stands for the text. */
  readonly #sentences = new Map<number, Map<string, readonly ConstraintFinding[]>>();

  /** What looks for tokens, emoji, paragraphs and assertiveness in the text of a part as it stands with the values of inputs. */
  of(template: CheckedTemplate, set: CheckedSet): (values: InputValues) => PartOutcome {
    const sets = kept(this.#known, template.key, MAX_TEMPLATES, newMap<string, Map<string, PartOutcome>>);
    const outcomes = kept(sets, set.key, MAX_SETS, newMap<string, PartOutcome>);
    return (values) => {
      const key = values.keyFor(template);
      return outcomes.get(key) ?? kept(outcomes, key, MAX_VALUES, () => this.#check(template, set, values));
    };
  }

  #check(template: CheckedTemplate, set: CheckedSet, values: InputValues): PartOutcome {
    if (++this.#outcomes > MAX_OUTCOMES) {
      this.#known.clear();
      this.#outcomes = 0;
    }
    return checkPart(template, set, values);
  }

  /** Long sentences in a text by itself, where a placeholder is one word. `key` stands for the text, and for no other. */
  longSentences(text: string, set: CheckedSet, key = text): readonly ConstraintFinding[] {
    const { sentenceLimit, united } = set;
    if (sentenceLimit === undefined) return [];
    const texts = this.#sentences.get(sentenceLimit) ?? new Map<string, readonly ConstraintFinding[]>();
    this.#sentences.set(sentenceLimit, texts);
    return kept(texts, key, MAX_TEXTS, () => check(text, united(), { rules: ['sentence-too-long'] }));
  }
}

function checkPart(
  { compiled, slot, own }: CheckedTemplate,
  { united }: CheckedSet,
  { texts }: InputValues,
): PartOutcome {
  const text = renderPart(compiled, texts);
  const trace = once(() => tracePart(compiled, slot, texts));
  const { placeholders } = compiled;
  const isStepped = needsSteps(compiled, texts);
  const isTraced = isStepped || placeholders.includes('semantic_traits');
  const options = { opaque: [], filled: isTraced ? filledIn(trace().spans) : [] };
  const findings = [
    ...check(text, united(), { ...options, rules: UNITED }),
    ...check(text, own(), { ...options, rules: OWN }),
  ];
  const holdsTask = isStepped ? holds(trace().spans, 'task') : placeholders.includes('task');
  if (findings.length > 0 || (isStepped && trace().formed.length > 0))
    return { text, findings, ...trace(), holdsTask };
  return holdsTask ? NOTHING_BUT_TASK : NOTHING_FOUND;
}

function holds(spans: readonly Span[], name: Placeholder): boolean {
  return spans.some(({ origin }) => origin.kind === 'value' && origin.name === name);
}

/** The ranges of a part that traits fill: they are JSON, and yet no code that somebody wrote. */
function filledIn(spans: readonly Span[]): TextRange[] {
  return spans
    .filter(({ origin }) => origin.kind === 'value' && origin.name === 'semantic_traits')
    .map(({ start, end }) => ({ start, end }));
}

function newMap<Key, Value>(): Map<Key, Value> {
  return new Map();
}

/** What a map holds under a key, made now if it is not there; the oldest goes where there are too many. */
function kept<Value>(map: Map<string, Value>, key: string, most: number, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
  return value;
}
