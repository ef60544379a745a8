import type { JsonMap } from '../model/jsonValue.js';
import { trimWhiteSpace } from '../text/whiteSpace.js';

/** What a text may not do, as a template's `constraints` say it (spec, section 4). An absent limit limits nothing. */
export interface Constraints {
  /** Trimmed, none empty; repeats are harmless. */
  readonly forbiddenTokens: readonly string[];
  /** Words a sentence, an integer from 1 to 1000. */
  readonly maxSentenceLength?: number;
  /** An integer from 1 to 100. */
  readonly maxParagraphs?: number;
  readonly noEmoji: boolean;
  /** 0 to 1. */
  readonly assertivenessLevel?: number;
}

/** The keys of the constraints in a file, as findings name them. */
export type ConstraintKey =
  'FORBIDDEN_TOKENS' | 'MAX_SENTENCE_LENGTH' | 'MAX_PARAGRAPHS' | 'NO_EMOJI' | 'ASSERTIVENESS_LEVEL';

/** Constraints that forbid nothing. */
export const NO_CONSTRAINTS: Constraints = freezeConstraints({ forbiddenTokens: [], noEmoji: false });

/**
 * The constraints in a mapping of a file, frozen. Takes what is valid and leaves out the rest, unknown keys too: telling
 * the author of those is for the reader of the file.
 */
export function constraintsFromJson(map: JsonMap): Constraints {
  // In a file's value a `number` is a float, and the spec wants `20.0` refused where an integer belongs.
  const integer = (key: ConstraintKey) =>
    typeof map.get(key) === 'bigint' ? Number(map.get(key)) : undefined;
  const level = map.get('ASSERTIVENESS_LEVEL');
  return assemble((key) => map.get(key), integer, typeof level === 'bigint' ? Number(level) : level);
}

/** The constraints in a plain object, as `JSON.parse` gives it; takes and leaves the same, integers being numbers there. */
export function constraintsFromObject(object: Readonly<Record<string, unknown>>): Constraints {
  const valueOf = (key: ConstraintKey) => (Object.hasOwn(object, key) ? object[key] : undefined);
  return assemble(
    valueOf,
    (key) => (Number.isInteger(valueOf(key)) ? valueOf(key) : undefined),
    valueOf('ASSERTIVENESS_LEVEL'),
  );
}

type ValueOf = (key: ConstraintKey) => unknown;

function assemble(valueOf: ValueOf, integer: ValueOf, level: unknown): Constraints {
  const maxSentenceLength = within(integer('MAX_SENTENCE_LENGTH'), 1, 1000);
  const maxParagraphs = within(integer('MAX_PARAGRAPHS'), 1, 100);
  const assertivenessLevel = within(level, 0, 1);
  return freezeConstraints({
    forbiddenTokens: tokens(valueOf('FORBIDDEN_TOKENS')),
    noEmoji: valueOf('NO_EMOJI') === true,
    ...(maxSentenceLength !== undefined && { maxSentenceLength }),
    ...(maxParagraphs !== undefined && { maxParagraphs }),
    ...(assertivenessLevel !== undefined && { assertivenessLevel }),
  });
}

function tokens(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list
    .filter((token) => typeof token === 'string')
    .map(trimWhiteSpace)
    .filter((token) => token !== '');
}

function within(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && value >= least && value <= most ? value : undefined;
}

/** Freezes constraints in depth. */
export function freezeConstraints(constraints: Constraints): Constraints {
  Object.freeze(constraints.forbiddenTokens);
  return Object.freeze(constraints);
}
