import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { parseReference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import { filesOfVersion, namedBundle, type ScopeIndex } from '../../language/index.js';

/** The bundle that a file is looked at as a part of: itself, or one that it is made into. */
export function bundleFor(scope: ScopeIndex, file: string, recalled: string | undefined): string | undefined {
  const summary = scope.get(file);
  if (!summary) {
    const published = scope.published.get(file)?.snapshot;
    const { bundle_id: id, semver } = published?.bundle ?? { bundle_id: '', semver: '' };
    return published && filesOfVersion(scope, { id, semver })[0];
  }
  if (summary.kind === 'bundle') return file;
  if (summary.kind === 'template') {
    const users = usersOf(scope, file);
    return recalled !== undefined && users.includes(recalled) ? recalled : newestBundle(scope, users);
  }
  const expected = summary.expected.flatMap((name) => bundleFilesNamed(scope, name));
  if (expected.length > 0) return newestBundle(scope, expected);
  return recalled !== undefined && namedBundle(scope, recalled) ? recalled : undefined;
}

/** The bundles that refer to the template of a file. */
export function usersOf(scope: ScopeIndex, template: string): readonly string[] {
  const summary = scope.get(template);
  return summary?.kind === 'template' && summary.identity ? scope.usersOf(summary.identity.name) : [];
}

/** Whether a file is a template that no bundle uses: it is shown by itself. */
export function isAlone(scope: ScopeIndex, file: string): boolean {
  // What is held back until it is saved is told to nobody, but it can be shown.
  const kind = scope.get(file)?.kind ?? fileTypeOf(file)?.kind;
  return kind === 'template' && usersOf(scope, file).length === 0;
}

/** The newest version of a bundle among its files, or of the first bundle there is. */
export function newestBundle(scope: ScopeIndex, files: readonly string[]): string | undefined {
  const semver = (file: string): string => scope.get(file)?.identity?.name.semver ?? '';
  return [...files].sort((a, b) => compareSemver(semver(a), semver(b))).at(-1);
}

/** Every bundle of a folder in a file. */
export function allBundles(scope: ScopeIndex): readonly string[] {
  return scope
    .ids('bundle')
    .flatMap((id) =>
      scope.versions('bundle', id).flatMap((semver) => scope.definitions('bundle', { id, semver })),
    );
}

function bundleFilesNamed(scope: ScopeIndex, name: string): readonly string[] {
  const reference = parseReference(name);
  return reference ? scope.definitions('bundle', reference) : [];
}
