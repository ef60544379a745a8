import * as l10n from '@vscode/l10n';
import { stopsRender, type RelatedPlace } from '../../core/model/findings.js';
import type { PromptError } from '../../core/model/promptError.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { quote } from '../../core/text/quote.js';
import { scopeFindings } from '../findings/scopeFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** Why a version cannot be rendered, for a message, and where that is told. */
export interface NotRendered {
  readonly message: string;
  readonly related: readonly RelatedPlace[];
}

/** What a refused render of a version comes to: the first error in the files that it concerns, where there is one. */
export function whyNotRendered(scope: ScopeIndex, reference: Reference, error: PromptError): NotRendered {
  const name = quote(formatReference(reference));
  if (error.code === 'unknown_bundle') return { message: unknown(scope, reference), related: [] };
  const because = (reason: string): string => l10n.t('{0} cannot be rendered: {1}', name, reason);
  if (error.code === 'bundle_unsupported_model' || error.code.startsWith('ambiguous'))
    return { message: because(error.message), related: placesOf(scope, error.origins) };
  const concerned = error.origins.length > 0 ? error.origins : scope.definitions('bundle', reference);
  for (const file of concerned) {
    // Of one that cannot be read the render itself says where it is.
    if (scope.get(file)?.unreadable) break;
    const first = scopeFindings(scope, file).find(stopsRender);
    if (first)
      return {
        message: because(first.message),
        related: [{ message: l10n.t('The first error.'), file, range: first.range }],
      };
  }
  return { message: because(error.message), related: placesOf(scope, error.origins) };
}

function unknown({ published }: ScopeIndex, reference: Reference): string {
  const closed = published.damaged().find(({ problem }) => problem?.code !== undefined);
  const name = quote(formatReference(reference));
  if (closed)
    return l10n.t('{0} is in no file, and the published versions cannot be read. Fix that first.', name);
  return published.damaged(reference).length > 0
    ? l10n.t(
        '{0} is in no file, and its published version is damaged. Use a version that exists, or remove the expectation.',
        name,
      )
    : l10n.t(
        '{0} is in no file and not published. Use a version that exists, or remove the expectation.',
        name,
      );
}

function placesOf(scope: ScopeIndex, files: readonly string[]): readonly RelatedPlace[] {
  return files.flatMap((file) => {
    const { identity, unreadable } = scope.get(file) ?? {};
    if (unreadable) return [{ message: l10n.t('This cannot be read.'), file, range: unreadable.range }];
    return identity ? [{ message: l10n.t('Defined here.'), file, range: identity.range }] : [];
  });
}
