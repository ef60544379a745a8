import type { PromptFileReader } from '../scopes/indexSources.js';
import { changedVersion } from './publishedFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** How a bundle's version stands to what is published. */
export type PublishedState = 'new' | 'published' | 'changed' | 'damaged';

/**
 * How a bundle file stands to what is published of its version: `changed` when it, or the file of a template that it refers
 * to, says something else by now; `damaged` when the snapshot of the version is. `undefined` for what is no bundle, or cannot
 * be read.
 */
export async function publishedState(
  scope: ScopeIndex,
  files: PromptFileReader,
  bundle: string,
): Promise<PublishedState | undefined> {
  const { kind, identity, references = [] } = scope.get(bundle) ?? {};
  const parsed = await files.read(bundle);
  if (kind !== 'bundle' || !identity || !parsed?.model) return undefined;
  if (scope.published.damaged(identity.name).length > 0) return 'damaged';
  if (!scope.published.bundle(identity.name)) return 'new';
  const templates = references.flatMap(({ name }) => scope.definitions('template', name));
  for (const file of [bundle, ...templates]) {
    const said = await files.read(file);
    if (said && changedVersion(scope, said)) return 'changed';
  }
  return 'published';
}
