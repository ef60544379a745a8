import type { Finding } from '../../core/model/findings.js';
import { fixesFor } from './fixesFor.js';
import type { FixSubject } from '../edits/subject.js';
import { applyEdits, difference, type TextEdit } from '../edits/textEdit.js';

/** Each fix is tried on the whole text: so many characters are read at a time, and what is left over is left for next time. */
const MAX_READ = 100_000_000;

/**
 * The edits that fix as many of the findings as can be at once. Goes from the last to the first, each on what the ones
 * behind it left, so that places before stay what they were; a finding that an edit has reached is left for next time.
 */
export function fixAll(subject: FixSubject, findings: readonly Finding[]): readonly TextEdit[] {
  const backwards: (readonly TextEdit[])[] = [];
  let budget = MAX_READ;
  let overlap = false;
  let left = subject.text.length;
  let current = subject;
  for (const finding of [...findings].sort((a, b) => b.range.start - a.range.start)) {
    budget -= current.text.length;
    if (budget < 0) break;
    const [fix] = finding.range.end <= left ? fixesFor(current, finding) : [];
    const [first] = fix?.edits ?? [];
    if (!fix || !first) continue;
    overlap ||= (fix.edits.at(-1)?.end ?? 0) > left;
    left = Math.min(left, first.start);
    backwards.push(fix.edits);
    current = current.with(applyEdits(current.text, fix.edits));
  }
  return overlap ? [difference(subject.text, current.text)] : backwards.reverse().flat();
}
