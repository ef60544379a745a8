import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../core/model/findings.js';
import { removals } from './removal.js';
import { shown } from './shown.js';
import { changeString, passageOf } from '../../edits/strings.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { resolves } from '../../edits/verify.js';

/** “Remove …”: a forbidden token or an emoji, so that the sentence around it stays a sentence. */
export function removeText(subject: FixSubject, finding: Finding): Fix[] {
  const passage = passageOf(subject, finding);
  if (!passage) return [];
  const { value } = passage.string.node;
  for (const edit of removals(value, passage.start, passage.end)) {
    const change = changeString(subject, passage.string, [edit]);
    if (!change || !resolves(subject, finding, change)) continue;
    const covered = value.slice(passage.start, passage.end);
    return [
      {
        title: edit.instead
          ? l10n.t('Change {0} to {1}', shown(covered), shown(edit.text))
          : l10n.t('Remove {0}', shown(covered)),
        edits: change.edits,
      },
    ];
  }
  return [];
}
