import type { Finding, FindingCode } from '../../core/model/findings.js';
import { addMissing } from './documents/addMissing.js';
import { changeToProposal } from './documents/changeToProposal.js';
import { changeForeign } from './texts/replaceForeign.js';
import { fixSyntax } from './documents/fixSyntax.js';
import { removeEntry } from './documents/removeEntry.js';
import { removeInvisible } from './texts/removeInvisible.js';
import { removeText } from './texts/removeText.js';
import { splitSentence } from './texts/splitSentence.js';
import type { Fix, FixSubject } from '../edits/subject.js';
import { updateHash } from './versions/updateHash.js';

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
    ...removeEntry(subject, finding, 'suppress', 'Remove the entry'),
  ],
  'expectation-failed': updateHash,
  'dropped-tag': (subject, finding) => removeEntry(subject, finding, 'tags', 'Remove the tag'),
};

/** The fixes of a finding that need no further word from the author, the best first; each has been tried on the text. */
export function fixesFor(subject: FixSubject, finding: Finding): Fix[] {
  const fixer = FIXERS[finding.code] ?? changeToProposal;
  return isCurrent(subject, finding) ? fixer(subject, finding) : [];
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
