import { l10n, Uri } from 'vscode';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { namedBundle, type ScopeIndex } from '../../language/index.js';
import { fileName } from '../workspace/fileName.js';

/** What became of a bundle: it is in another file, or nowhere, which is said. */
export type Became = { readonly file: string } | { readonly words: string };

/**
 * What became, while no window was open, of a bundle that a preview shows; `undefined` where its file still has it, has
 * another version of it, or cannot be read.
 */
export function becameOf(scope: ScopeIndex, bundle: string, was: Reference): Became | undefined {
  const now = namedBundle(scope, bundle)?.identity;
  const isUnread = now === undefined && scope.get(bundle) !== undefined;
  if (isUnread || now?.id === was.id) return undefined;
  const [only, ...others] = scope.definitions('bundle', was);
  if (only !== undefined && others.length === 0) return { file: only };
  const name = formatReference(was);
  return {
    words: now
      ? l10n.t(
          '{0} was {1} when its preview was open last, and is {2} now.',
          fileName(Uri.parse(bundle)),
          name,
          formatReference(now),
        )
      : l10n.t('The preview showed {0}, which is in no file of this folder any more.', name),
  };
}
