// Quick fixes, pure: from a file and a finding to edits of its text. Nothing here or in `fixes/` holds a parser: what reads
// an edited text is handed in, since this is loaded when a problem is asked about for the first time.

import * as l10n from '@vscode/l10n';
import type { Finding, FindingCode } from '../core/model/findings.js';
import { addMissing, starterEdit } from './fixes/documents/addMissing.js';
import { changeToProposal } from './fixes/documents/changeToProposal.js';
import { changeForeign } from './fixes/texts/replaceForeign.js';
import { fixSyntax } from './fixes/documents/fixSyntax.js';
import { removeEntry } from './fixes/documents/removeEntry.js';
import { removeInvisible } from './fixes/texts/removeInvisible.js';
import { removeText } from './fixes/texts/removeText.js';
import { splitSentence } from './fixes/texts/splitSentence.js';
import type { Fix, FixSubject } from './edits/subject.js';
import { applyEdits, difference, type TextEdit } from './edits/textEdit.js';
import { raiseLimit } from './fixes/versions/raiseLimit.js';
import { updateHash } from './fixes/versions/updateHash.js';
import { changedVersion } from './publication/publishedFindings.js';
import { wouldChangePublished } from './refactor/wouldChangePublished.js';
import type { ScopeIndex } from './scopes/scopeIndex.js';

/** Findings that other files, or none, bring about: what a file says by itself does not show them. */
const FROM_OUTSIDE: ReadonlySet<FindingCode> = new Set([
  'unresolved-template',
  'unsupported-model',
  'unused-suppression',
  'forbidden-token',
  'emoji',
  'sentence-too-long',
  'expectation-failed',
]);

/** Each fix is tried on the whole text: so many characters are read at a time, and what is left over is left for next time. */
const MAX_READ = 100_000_000;

type Fixer = (subject: FixSubject, finding: Finding) => Fix[];

/** What fixes findings of a code; any other by what they propose themselves. */
const FIXERS: Readonly<Partial<Record<FindingCode, Fixer>>> = {
  syntax: fixSyntax,
  schema: addMissing,
  'invisible-character': removeInvisible,
  'forbidden-token': removeText,
  emoji: removeText,
  'foreign-placeholder': changeForeign,
  'sentence-too-long': splitSentence,
  'unused-suppression': (subject, finding) => [
    ...changeToProposal(subject, finding),
    ...removeEntry(subject, finding, 'suppress', l10n.t('Remove the entry')),
  ],
  'expectation-failed': (subject, finding) => [
    ...updateHash(subject, finding),
    ...raiseLimit(subject, finding),
  ],
  'dropped-tag': (subject, finding) => removeEntry(subject, finding, 'tags', l10n.t('Remove the tag')),
};

/** The fixes of a finding that need no further word from the author, the best first; each has been tried on the text. */
export function fixesFor(subject: FixSubject, finding: Finding): Fix[] {
  const fixer = FIXERS[finding.code] ?? changeToProposal;
  return isCurrent(subject, finding) ? fixer(subject, finding) : [];
}

/**
 * What may be done unasked (`source.fixAll`, `lint --fix`): put right what is misspelt or useless, but take no word out of a
 * prompt, write none into it, and accept no prompt that is another than was expected.
 */
const SAFE: ReadonlySet<FindingCode> = new Set([
  'syntax',
  'schema',
  'unknown-key',
  'unknown-constraint',
  'unknown-placeholder',
  'invisible-character',
  'dropped-tag',
]);

/** Edits, and how many findings they take away. */
export interface Fixed {
  readonly edits: readonly TextEdit[];
  readonly count: number;
}

const NOTHING: Fixed = { edits: [], count: 0 };

/**
 * The edits that fix what may be fixed unasked. None in a file that says nothing yet, nor where a published version would say
 * something else by them.
 */
export function fixSafely(scope: ScopeIndex, subject: FixSubject, findings: readonly Finding[]): Fixed {
  const safe = findings.filter(({ code, missing }) => SAFE.has(code) && missing === undefined);
  if (safe.length === 0 || starterEdit(subject)) return NOTHING;
  const fixed = fixEach(subject, safe);
  const isChanged = changedVersion(scope, subject.file) !== undefined;
  return isChanged || !wouldChangePublished(scope, subject, fixed.edits) ? fixed : NOTHING;
}

/** The edits that fix as many of the findings as can be at once. */
export function fixAll(subject: FixSubject, findings: readonly Finding[]): readonly TextEdit[] {
  return fixEach(subject, findings).edits;
}

/**
 * Goes from the last to the first, each on what the ones behind it left, so that places before stay what they were; a finding
 * that an edit has reached is left for next time.
 */
function fixEach(subject: FixSubject, findings: readonly Finding[]): Fixed {
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
  const edits = overlap ? [difference(subject.text, current.text)] : backwards.reverse().flat();
  return { edits, count: backwards.length };
}

/** False for a finding of a text that has changed since. */
function isCurrent({ text, before }: FixSubject, { code, range }: Finding): boolean {
  if (range.end > text.length) return false;
  return (
    FROM_OUTSIDE.has(code) ||
    before.findings.some(
      (one) => one.code === code && one.range.start === range.start && one.range.end === range.end,
    )
  );
}
