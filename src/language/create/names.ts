import * as l10n from '@vscode/l10n';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import type { Reference } from '../../core/model/reference.js';
import { formatReference } from '../../core/model/reference.js';
import { isSemver } from '../../core/model/semver.js';
import { quote } from '../../core/text/quote.js';
import { MAX_ID } from '../fixes/documents/starter.js';
import { isVersionKnown } from '../scopes/isVersionKnown.js';

/** Why a new version cannot have a name, in words for the user; `undefined` where it can. */
export function whyNotNamed(scope: ScopeIndex, kind: DefiningKind, reference: Reference): string | undefined {
  const { id, semver } = reference;
  if (id.trim() === '' || Array.from(id).length > MAX_ID)
    return l10n.t('Use an id of 1 to {0} characters.', MAX_ID);
  if (id !== id.trim() || /\p{C}/u.test(id))
    return l10n.t('Use an id without blanks around it and without hidden characters.');
  if (!isSemver(semver)) return l10n.t('{0} is no SemVer version. Write one such as 1.0.0.', quote(semver));
  return isVersionKnown(scope, kind, reference)
    ? l10n.t('{0} exists already. Choose another id or version.', quote(formatReference(reference)))
    : undefined;
}
