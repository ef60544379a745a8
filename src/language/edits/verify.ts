import { canonicalJson } from '../../core/canonicalJson.js';
import { toJsonValue } from '../../core/documents/valueNode.js';
import type { Finding, FindingCode } from '../../core/model/findings.js';
import type { JsonValue } from '../../core/model/jsonValue.js';
import type { FixSubject, Reread } from './subject.js';
import { applyEdits, offsetBefore, type TextEdit } from './textEdit.js';

/** What a change of a file claims to do. */
export interface Change {
  readonly edits: readonly TextEdit[];
  /** All that the file says afterwards; unless given, only its findings are looked at. */
  readonly says?: JsonValue;
}

/** Fixing these makes more of a file readable or valid, and then more may be found in what was not looked at before. */
const OPENING_CODES: ReadonlySet<FindingCode> = new Set([
  'syntax',
  'schema',
  'unknown-key',
  'unknown-constraint',
  'unresolved-template',
  'unsupported-model',
  // A forbidden word that was hidden by it.
  'invisible-character',
]);

/** Findings that are there again when the file is read with the constraints of the others. */
const OF_CONSTRAINTS: ReadonlySet<FindingCode> = new Set(['forbidden-token', 'emoji', 'sentence-too-long']);

/** True when a change takes the finding away, does what it claims, and brings nothing new about. */
export function resolves(subject: FixSubject, finding: Finding, change: Change): boolean {
  const { before } = subject;
  const after = subject.read(applyEdits(subject.text, change.edits));
  if (!saysSo(after, change)) return false;
  const left = placesOf(after, finding.code, change.edits).filter((start) => isIn(finding, start)).length;
  const were = placesOf(before, finding.code, []).filter((start) => isIn(finding, start)).length;
  if (left > 0 && left >= were) return false;
  // The constraint stands where it cannot be read, such as in a published version: nothing was tried.
  if (were === 0 && OF_CONSTRAINTS.has(finding.code)) return false;
  return OPENING_CODES.has(finding.code)
    ? isNoWorse(before, after)
    : bringsNothingNew(before, after, change.edits);
}

/** True when a change does what it claims, and the file is no worse to read; what it says is the author's own choice. */
export function isSound(subject: FixSubject, change: Change): boolean {
  const after = subject.read(applyEdits(subject.text, change.edits));
  return saysSo(after, change) && isNoWorse(subject.before, after);
}

/** A file that can no longer be read has one error, however many it had before. */
function isNoWorse(before: Reread, after: Reread): boolean {
  const isRead = after.file.root !== undefined || before.file.root === undefined;
  return isRead && countErrors(after) <= countErrors(before);
}

function saysSo({ file: { root } }: Reread, { says }: Change): boolean {
  return (
    says === undefined || (root !== undefined && canonicalJson(toJsonValue(root)) === canonicalJson(says))
  );
}

function bringsNothingNew(before: Reread, after: Reread, edits: readonly TextEdit[]): boolean {
  const known = new Set(before.findings.map(({ code, range }) => `${code} ${range.start}`));
  return after.findings.every(({ code, range }) => known.has(`${code} ${offsetBefore(edits, range.start)}`));
}

function placesOf({ findings }: Reread, code: FindingCode, edits: readonly TextEdit[]): number[] {
  return findings
    .filter((finding) => finding.code === code)
    .map(({ range }) => offsetBefore(edits, range.start));
}

function isIn({ range }: Finding, offset: number): boolean {
  return offset >= range.start && offset < Math.max(range.end, range.start + 1);
}

function countErrors({ findings }: Reread): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}
