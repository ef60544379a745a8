import type { PromptFileReader } from '../scopes/indexSources.js';
import { changedVersion } from './publishedFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** How a version stands to what is published. */
export type PublishedState = 'new' | 'published' | 'changed' | 'damaged';

/**
 * How a bundle or a template in a file stands to what is published of its version: `changed` when it says something else
 * by now, or the file of a template that a bundle refers to does; `damaged` when the snapshot of a bundle's version is.
 * `undefined` for an input, and for what cannot be read.
 */
export async function publishedState(
  scope: ScopeIndex,
  files: PromptFileReader,
  file: string,
): Promise<PublishedState | undefined> {
  const { kind, identity, references = [] } = scope.get(file) ?? {};
  const parsed = await files.read(file);
  if (!identity || !parsed?.model) return undefined;
  const { name } = identity;
  if (kind === 'bundle' && scope.published.damaged(name).length > 0) return 'damaged';
  const isPublished =
    kind === 'bundle'
      ? scope.published.bundle(name) !== undefined
      : scope.published.templates(name).length > 0;
  if (!isPublished) return 'new';
  const templates = references.flatMap(({ name: used }) => scope.definitions('template', used));
  for (const read of [file, ...templates]) {
    const said = read === file ? parsed : await files.read(read);
    if (said && changedVersion(scope, said)) return 'changed';
  }
  return 'published';
}
