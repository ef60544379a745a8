import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../core/model/findings.js';
import { shown } from './shown.js';
import { changeString, passageOf } from '../../edits/strings.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { isSound } from '../../edits/verify.js';

/** Writes another text in the place of a forbidden token, as its file writes it; line breaks are blanks. */
export function replaceText(subject: FixSubject, finding: Finding, replacement: string): Fix | undefined {
  const passage = passageOf(subject, finding);
  if (!passage) return undefined;
  const text = replacement.replaceAll(/\s*\n\s*/g, ' ');
  const change = changeString(subject, passage.string, [{ start: passage.start, end: passage.end, text }]);
  if (!change || !isSound(subject, change)) return undefined;
  const covered = passage.string.node.value.slice(passage.start, passage.end);
  return { title: l10n.t('Replace {0} by {1}', shown(covered), shown(text)), edits: change.edits };
}

/** Whether another text can be written there at all. */
export function isReplaceable(subject: FixSubject, finding: Finding): boolean {
  const passage = passageOf(subject, finding);
  if (!passage) return false;
  const covered = passage.string.node.value.slice(passage.start, passage.end);
  const change = changeString(subject, passage.string, [
    { start: passage.start, end: passage.end, text: covered },
  ]);
  return change !== undefined && isSound(subject, change);
}
