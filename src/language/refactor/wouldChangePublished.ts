import * as l10n from '@vscode/l10n';
import { formatReference } from '../../core/model/reference.js';
import { excerpt } from '../../core/text/quote.js';
import type { FixSubject } from '../edits/subject.js';
import { applyEdits, type TextEdit } from '../edits/textEdit.js';
import { changedVersion } from '../publication/publishedFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import type { Refused } from './refused.js';

/** Refuses edits by which the file of a published version would say something else (spec, section 6). */
export function wouldChangePublished(
  scope: ScopeIndex,
  subject: FixSubject,
  edits: readonly TextEdit[],
): Refused | undefined {
  const changed = changedVersion(scope, subject.read(applyEdits(subject.text, edits)).file);
  if (!changed) return undefined;
  const name = excerpt(formatReference(changed.reference));
  return {
    reason: l10n.t('{0} is published and does not change. Create its next version first.', name),
  };
}
