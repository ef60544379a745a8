import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { FixSubject } from '../../../../src/language/index.js';
import type { ReadAs } from '../../../../src/language/refactor/readAs.js';
import { isRefused, type Refused } from '../../../../src/language/refactor/refused.js';
import { rereadAs } from '../../../../src/language/edits/rereadFile.js';

const cache = new CompiledCache();

/** Reads texts as a new file. */
export const readAs: ReadAs = (type) => rereadAs('new', type, new Map(), cache);

/** A file as edits see it. */
export function subjectOf(name: string, text: string): FixSubject {
  const type = fileTypeOf(name);
  assert.ok(type, name);
  const read = rereadAs(name, type, new Map(), cache);
  return new FixSubject(type, read(text).file, read, name);
}

/** What was done; fails where it was refused. */
export function done<Outcome extends object>(outcome: Outcome | Refused): Outcome {
  assert.ok(!isRefused(outcome), isRefused(outcome) ? outcome.reason : '');
  return outcome;
}

/** Why it was refused; fails where it was done. */
export function reasonOf(outcome: object): string {
  assert.ok(isRefused(outcome), JSON.stringify(outcome));
  return outcome.reason;
}
