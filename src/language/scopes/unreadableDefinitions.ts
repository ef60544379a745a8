import * as l10n from '@vscode/l10n';
import { boundedPlaces, MAX_RELATED_PLACES, type RelatedPlace } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import type { UnreadablePlace } from '../../core/model/unreadable.js';
import type { DefiningKind, ScopeIndex } from './scopeIndex.js';

/** A version that is not missing, but in files that cannot be read. */
export interface UnreadableDefinition {
  readonly place: UnreadablePlace;
  readonly related: readonly RelatedPlace[];
}

/**
 * Where a version is that no file defines which can be read; `undefined` when there is nothing that may define it. Files
 * that only may define it count where `published`, how many published ones answer, is none.
 */
export function unreadableDefinition(
  scope: ScopeIndex,
  kind: DefiningKind,
  reference: Reference,
  published: number,
): UnreadableDefinition | undefined {
  const defining = scope.definitions(kind, reference);
  const files = defining.length > 0 ? defining : published > 0 ? [] : scope.claims(kind, reference);
  // Of those that define it, none or all can be read.
  const related = files.slice(0, MAX_RELATED_PLACES).flatMap((file): RelatedPlace[] => {
    const unreadable = scope.get(file)?.unreadable;
    return unreadable ? [{ message: l10n.t('This cannot be read.'), file, range: unreadable.range }] : [];
  });
  const [first] = related;
  if (!first) return undefined;
  const line = scope.get(first.file)?.unreadable?.line;
  const place = { file: scope.nameOf(first.file), line, isCertain: defining.length > 0 };
  return { place, related: boundedPlaces(related, files.length) };
}
