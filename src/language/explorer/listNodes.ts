import { compareSemver } from '../../core/model/semver.js';
import { SLOTS } from '../../core/model/slots.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import type { ExplorerGroup, ExplorerNode, NodeOf } from './nodes.js';

/** The indexes of folders, by the keys of those. */
export interface ExplorerScopes {
  scopes(): ReadonlyMap<string, ScopeIndex>;
}

const GROUPS: readonly ExplorerGroup[] = ['bundles', 'templates', 'inputs'];

/** The uppermost rows: the groups of the one folder that has prompt files, or the folders where several have. */
export function rootNodes(files: ExplorerScopes): readonly ExplorerNode[] {
  const folders = shownFolders(files);
  const [only, ...others] = folders;
  if (only === undefined) return [];
  return others.length === 0 ? groupNodes(only) : folders.map((folder) => ({ kind: 'folder', folder }));
}

/** The rows below one. */
export function childNodes(files: ExplorerScopes, node: ExplorerNode): readonly ExplorerNode[] {
  const scope = files.scopes().get(node.folder);
  if (!scope) return [];
  switch (node.kind) {
    case 'folder':
      return groupNodes(node.folder);
    case 'group':
      return membersOf(scope, node);
    case 'versions':
      return versionNodes(scope, node);
    case 'version':
      return node.of === 'bundle' ? sectionNodes(scope, node) : userNodes(scope, node);
    case 'section':
    case 'user':
    case 'input':
    case 'nameless':
      return [];
  }
}

/** The row that another stands below; none for the uppermost. */
export function parentNode(files: ExplorerScopes, node: ExplorerNode): ExplorerNode | undefined {
  const { folder } = node;
  switch (node.kind) {
    case 'folder':
      return undefined;
    case 'group':
      return shownFolders(files).length > 1 ? { kind: 'folder', folder } : undefined;
    case 'versions':
    case 'nameless':
      return { kind: 'group', folder, group: node.of === 'bundle' ? 'bundles' : 'templates' };
    case 'input':
      return { kind: 'group', folder, group: 'inputs' };
    case 'version':
      return { kind: 'versions', folder, of: node.of, id: node.reference.id };
    case 'section':
      return fileNode(files, folder, node.bundle);
    case 'user': {
      const [file] = files.scopes().get(folder)?.definitions('template', node.template) ?? [];
      return file === undefined ? undefined : fileNode(files, folder, file);
    }
  }
}

/** The row of a prompt file, or of a published version; `undefined` where there is none of it. */
export function fileNode(
  files: ExplorerScopes,
  folder: string,
  file: string,
): NodeOf<'version' | 'input' | 'nameless'> | undefined {
  const scope = files.scopes().get(folder);
  if (!scope) return undefined;
  const summary = scope.get(file);
  if (summary?.kind === 'input') return { kind: 'input', folder, file };
  if (summary && !summary.identity) return { kind: 'nameless', folder, of: summary.kind, file };
  if (summary?.identity)
    return { kind: 'version', folder, of: summary.kind, reference: summary.identity.name, file };
  const reference = scope.published.get(file)?.identity;
  const isShown = reference && scope.definitions('bundle', reference).length === 0;
  return isShown ? { kind: 'version', folder, of: 'bundle', reference, file } : undefined;
}

/** The ids of all bundles, in files or published, or of all templates in files; the same list as long as none comes or goes. */
export function shownIds(scope: ScopeIndex, kind: DefiningKind): readonly string[] {
  return kind === 'bundle' ? scope.choices.bundle.list() : scope.ids(kind);
}

/** Every version of an id, in files or published, newest first. */
export function shownVersions(scope: ScopeIndex, kind: DefiningKind, id: string): readonly string[] {
  const inFiles = scope.versions(kind, id);
  const published = kind === 'bundle' ? scope.published.versions(id) : [];
  return [...new Set([...inFiles, ...published])].sort(compareSemver).reverse();
}

/** The folders that have something to show. A file that belongs to none is shown nowhere: it is checked on its own. */
export function shownFolders(files: ExplorerScopes): readonly string[] {
  return [...files.scopes()]
    .filter(([, scope]) => !isEmpty(scope) && scope.surroundings.alone?.() === undefined)
    .map(([folder]) => folder);
}

function isEmpty(scope: ScopeIndex): boolean {
  return scope.files().next().done === true && scope.choices.bundle.size === 0;
}

function groupNodes(folder: string): readonly ExplorerNode[] {
  return GROUPS.map((group) => ({ kind: 'group', folder, group }));
}

function membersOf(scope: ScopeIndex, { folder, group }: NodeOf<'group'>): readonly ExplorerNode[] {
  if (group === 'inputs') return scope.inputs().map((file) => ({ kind: 'input', folder, file }));
  const of = group === 'bundles' ? 'bundle' : 'template';
  return [
    ...shownIds(scope, of).map((id): ExplorerNode => ({ kind: 'versions', folder, of, id })),
    ...scope.nameless(of).map((file): ExplorerNode => ({ kind: 'nameless', folder, of, file })),
  ];
}

function versionNodes(scope: ScopeIndex, { folder, of, id }: NodeOf<'versions'>): readonly ExplorerNode[] {
  return shownVersions(scope, of, id).flatMap((semver) => {
    const reference = { id, semver };
    const files = scope.definitions(of, reference);
    const snapshot =
      files.length === 0 && of === 'bundle' ? scope.published.bundle(reference)?.file : undefined;
    const shown = snapshot === undefined ? files : [snapshot];
    return shown.map((file): ExplorerNode => ({ kind: 'version', folder, of, reference, file }));
  });
}

function sectionNodes(scope: ScopeIndex, { folder, file }: NodeOf<'version'>): readonly ExplorerNode[] {
  if (scope.get(file)?.unreadable) return [];
  return SLOTS.map((slot) => ({ kind: 'section', folder, bundle: file, slot }));
}

function userNodes(scope: ScopeIndex, { folder, reference }: NodeOf<'version'>): readonly ExplorerNode[] {
  return scope.usersOf(reference).map((bundle) => ({ kind: 'user', folder, template: reference, bundle }));
}
