import { nodeAt } from '../../core/documents/valueNode.js';
import type { JsonValue } from '../../core/model/jsonValue.js';
import { setInPlace } from '../edits/setValues.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import type { FixSubject } from '../edits/subject.js';
import { applyEdits, difference, type TextEdit } from '../edits/textEdit.js';
import type { SingleExpectation } from './evaluateExpectation.js';
import type { ComparedVersion } from './expectationIndex.js';

/** An input that says what its prompts are like. */
export interface UpdatedExpectations {
  /** What changes of its text; `undefined` where nothing does. */
  readonly edit: TextEdit | undefined;
  /** How many values were changed. */
  readonly count: number;
}

/**
 * Writes what the prompts have where another hash, or a lower limit, is expected, in its place and in the style of the file.
 * What holds is never touched; neither is what no number tells: a text that has to occur, or must not.
 */
export function updateExpectations(
  subject: FixSubject,
  versions: readonly Pick<ComparedVersion, 'name' | 'expectations'>[],
): UpdatedExpectations {
  let current = subject;
  let count = 0;
  for (const { name, expectations } of versions)
    for (const one of expectations) {
      const value = actualValue(one);
      const edit =
        value === undefined ? undefined : setInPlace(current, { path: ['expect', name, ...one.path], value });
      if (!edit) continue;
      current = current.with(applyEdits(current.text, [edit]));
      count++;
    }
  return { edit: count > 0 ? difference(subject.text, current.text) : undefined, count };
}

/** True for what does not hold and can be updated. */
export function isUpdatable(expectation: SingleExpectation): boolean {
  return actualValue(expectation) !== undefined;
}

function actualValue({ failure, actual }: SingleExpectation): JsonValue | undefined {
  if (!failure) return undefined;
  if (typeof actual === 'number') return BigInt(actual);
  return typeof actual === 'string' ? actual : undefined;
}

/**
 * Has an input expect the hash of a version, given as `bundle_id@semver`, whatever else it expects of it. `undefined` where it
 * expects a hash of that version already, or cannot be edited in place.
 */
export function freezeExpectation(subject: FixSubject, version: string, hash: string): TextEdit | undefined {
  const expected = nodeAt(subject.file.root, ['expect', version]);
  if (expected?.kind === 'string' || nodeAt(expected, ['prompt_hash'])) return undefined;
  const path = ['expect', version, ...(expected?.kind === 'mapping' ? ['prompt_hash'] : [])];
  return setInPlace(subject, { path, value: hash });
}

/** The inputs that may be meant for the versions of a bundle: those that expect something of it, or nothing of anybody. */
export function inputsToFreeze(scope: ScopeIndex, id: string): readonly string[] {
  const own = new Set(scope.expecting({ id }));
  return scope.inputs().filter((file) => own.has(file) || scope.get(file)?.expected.length === 0);
}
