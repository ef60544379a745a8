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
  if (id.trim() === '' || Array.from(id).length > MAX_ID) return `Use an id of 1 to ${MAX_ID} characters.`;
  if (id !== id.trim() || /\p{C}/u.test(id))
    return 'Use an id without blanks around it and without hidden characters.';
  if (!isSemver(semver)) return `${quote(semver)} is no SemVer version. Write one such as 1.0.0.`;
  return isVersionKnown(scope, kind, reference)
    ? `${quote(formatReference(reference))} exists already. Choose another id or version.`
    : undefined;
}
