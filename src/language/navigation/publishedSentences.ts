import * as l10n from '@vscode/l10n';
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
  if (!published) return fallbackSentence(scope, name) ?? l10n.t('Not published.');
  const bundle = scope.published.get(published.file)?.identity;
  const within = bundle && quote(formatReference(bundle));
  const [defining] = scope.definitions('template', name);
  if (defining === undefined) return within === undefined ? gone() : goneWith(within);
  const parsed = await files.read(defining);
  const isChanged = parsed !== undefined && changedVersion(scope, parsed) !== undefined;
  return within === undefined ? changedText(isChanged) : changedWith(within, isChanged);
}

function goneWith(bundle: string): string {
  return l10n.t('Published with {0}, and in no file any more.', bundle);
}

function gone(): string {
  return l10n.t('Published, and in no file any more.');
}

function changedWith(bundle: string, isChanged: boolean): string {
  return isChanged
    ? l10n.t('Published with {0}, and changed since.', bundle)
    : l10n.t('Published with {0}.', bundle);
}

function changedText(isChanged: boolean): string {
  return isChanged ? l10n.t('Published, and changed since.') : l10n.t('Published.');
}

/** That a version is in no folder, but in a registry. */
function fallbackSentence(scope: ScopeIndex, name: Reference): string | undefined {
  return isFromFallback(scope, name)
    ? l10n.t('From the registry {0}, not in this folder.', quote(scope.fallback.registry ?? ''))
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
  if (defining === undefined) return scope.published.bundle(name) ? gone() : l10n.t('Not published.');
  const state = await publishedState(scope, files, defining);
  switch (state) {
    case 'published':
    case 'changed':
      return changedText(state === 'changed');
    case 'damaged':
      return l10n.t('Its published version is damaged.');
    case 'new':
      return l10n.t('Not published.');
    case undefined:
      return '';
  }
}
