import { formatReference, type Reference } from '../../core/model/reference.js';
import { quote } from '../../core/text/quote.js';
import type { LanguageContext } from '../context.js';
import { changedVersion } from '../publication/publishedFindings.js';
import { publishedState } from '../publication/publishedState.js';
import { isFromFallback } from '../scopes/isFromFallback.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** How a template's version stands to what is published, in a sentence. `file` is any of its root. */
export async function stateOfTemplate(
  { files }: LanguageContext,
  file: string,
  name: Reference,
): Promise<string> {
  const scope = files.scopeOf(file);
  const [published] = scope.published.templates(name);
  if (!published) return fallbackSentence(scope, name) ?? 'Not published.';
  const bundle = scope.published.get(published.file)?.identity;
  const within = bundle ? ` with ${quote(formatReference(bundle))}` : '';
  const [defining] = scope.definitions('template', name);
  if (defining === undefined) return `Published${within}, and in no file any more.`;
  const parsed = await files.read(defining);
  const isChanged = parsed !== undefined && changedVersion(scope, parsed) !== undefined;
  return isChanged ? `Published${within}, and changed since.` : `Published${within}.`;
}

/** That a version is in no folder, but in a registry. */
function fallbackSentence(scope: ScopeIndex, name: Reference): string | undefined {
  return isFromFallback(scope, name)
    ? `From the registry ${quote(scope.fallback.registry ?? '')}, not in this folder.`
    : undefined;
}

/** The same of a bundle's version. */
export async function stateOfBundle(
  { files }: LanguageContext,
  file: string,
  name: Reference,
): Promise<string> {
  const scope = files.scopeOf(file);
  const [defining] = scope.definitions('bundle', name);
  if (defining === undefined)
    return scope.published.bundle(name) ? 'Published, and in no file any more.' : 'Not published.';
  switch (await publishedState(scope, files, defining)) {
    case 'published':
      return 'Published.';
    case 'changed':
      return 'Published, and changed since.';
    case 'damaged':
      return 'Its published version is damaged.';
    case 'new':
      return 'Not published.';
    case undefined:
      return '';
  }
}
