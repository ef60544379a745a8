import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import type { Reference } from '../../core/model/reference.js';
import { formatReference } from '../../core/model/reference.js';
import { isSemver } from '../../core/model/semver.js';
import { quote } from '../../core/text/quote.js';

/** The most characters of an id (spec, section 1.1). */
const MAX_ID = 255;

/** Why a new version cannot have a name, in words for the user; `undefined` where it can. */
export function whyNotNamed(scope: ScopeIndex, kind: DefiningKind, reference: Reference): string | undefined {
  const { id, semver } = reference;
  if (id.trim() === '' || Array.from(id).length > MAX_ID) return `Use an id of 1 to ${MAX_ID} characters.`;
  if (id !== id.trim() || /\p{C}/u.test(id))
    return 'Use an id without blanks around it and without hidden characters.';
  if (!isSemver(semver)) return `${quote(semver)} is no SemVer version. Write one such as 1.0.0.`;
  const { published } = scope;
  const isPublished =
    kind === 'template'
      ? published.templates(reference).length > 0
      : published.bundle(reference) !== undefined;
  return isPublished || scope.definitions(kind, reference).length > 0
    ? `${quote(formatReference(reference))} exists already. Choose another id or version.`
    : undefined;
}
