import type { PromptBundle } from '../../core/model/bundle.js';
import type { Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { LanguageContext } from '../context.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';

/** Every version of an id that a file or a published version has, oldest first. */
export function allVersions(scope: ScopeIndex, of: DefiningKind, id: string): readonly string[] {
  const published = of === 'bundle' ? scope.published.versions(id) : scope.published.templateVersions(id);
  return [...new Set([...scope.versions(of, id), ...published])].sort(compareSemver);
}

/** What a version says: in its file, or else as it is published, or as the fallback has it. */
export async function modelOfVersion(
  { files }: LanguageContext,
  scope: ScopeIndex,
  of: DefiningKind,
  name: Reference,
): Promise<PromptTemplate | PromptBundle | undefined> {
  const [file] = scope.definitions(of, name);
  const parsed = file === undefined ? undefined : await files.read(file);
  if (parsed && parsed.kind !== 'input' && parsed.model) return parsed.model;
  return of === 'bundle'
    ? scope.published.bundle(name)?.snapshot.bundle
    : (scope.published.templates(name)[0] ?? scope.fallback.get(name))?.template;
}
