import type { FileSummary } from '../scopes/fileSummary.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import { shownFolders, shownIds, type ExplorerScopes } from './listNodes.js';
import { nodeKey, type ExplorerNode } from './nodes.js';

/** What a folder showed, in order. */
type Shown = readonly (readonly string[])[];

/** Tells which rows are to be read again after files have changed: all of them only where one comes or goes. */
export class ChangedNodes {
  readonly #shown = new Map<string, Shown>();
  /** What each file said when it was last asked about. */
  readonly #known = new Map<string, FileSummary>();
  #folders: readonly string[] = [];

  constructor(private readonly files: ExplorerScopes) {
    this.#takeShown();
  }

  /** The rows that are to be read again with all below them, or `all`. `folderOf` gives the folder of a file. */
  after(changed: Iterable<string>, folderOf: (file: string) => string): readonly ExplorerNode[] | 'all' {
    if (this.#hasOtherRows()) {
      this.#takeShown();
      for (const file of changed) this.#take(this.files.scopes().get(folderOf(file)), file);
      return 'all';
    }
    const nodes = new Map<string, ExplorerNode>();
    for (const file of changed) {
      const folder = folderOf(file);
      const scope = this.files.scopes().get(folder);
      if (!scope) continue;
      for (const node of this.#nodesOf(scope, folder, file)) nodes.set(nodeKey(node), node);
    }
    return [...nodes.values()];
  }

  #hasOtherRows(): boolean {
    const folders = shownFolders(this.files);
    if (!isSame(folders, this.#folders)) return true;
    return folders.some((folder) => {
      const scope = this.files.scopes().get(folder);
      const before = this.#shown.get(folder);
      return scope && !listsOf(scope).every((list, index) => isSame(list, before?.[index] ?? []));
    });
  }

  /** Takes what the folders show, and what the files of a new one say. */
  #takeShown(): void {
    this.#folders = shownFolders(this.files);
    for (const folder of [...this.#shown.keys()])
      if (!this.#folders.includes(folder)) this.#shown.delete(folder);
    for (const folder of this.#folders) {
      const scope = this.files.scopes().get(folder);
      if (!scope) continue;
      if (!this.#shown.has(folder)) for (const file of scope.files()) this.#take(scope, file);
      this.#shown.set(folder, listsOf(scope));
    }
  }

  /** Takes what a file says now. */
  #take(scope: ScopeIndex | undefined, file: string): void {
    const summary = scope?.get(file);
    if (summary) this.#known.set(file, summary);
    else this.#known.delete(file);
  }

  /** A file's own rows, and those of the bundles that are made with it and of the templates that it refers to, or did. */
  #nodesOf(scope: ScopeIndex, folder: string, file: string): readonly ExplorerNode[] {
    const before = this.#known.get(file);
    const summary = scope.get(file);
    this.#take(scope, file);
    const published = versionsNodes(folder, 'bundle', [scope.published.get(file)?.identity?.id]);
    const nodes = [before, summary].flatMap((one) => (one ? nodesOfSummary(scope, folder, one) : []));
    return [...published, ...nodes].filter((node) => isShown(scope, node));
  }
}

function nodesOfSummary(scope: ScopeIndex, folder: string, summary: FileSummary): readonly ExplorerNode[] {
  const { file, kind, identity, references } = summary;
  if (kind === 'input') return [{ kind: 'input', folder, file }];
  if (!identity) return [{ kind: 'nameless', folder, of: kind, file }];
  const users = kind === 'template' ? scope.usersOf(identity.name) : [];
  return [
    ...versionsNodes(folder, kind, [identity.name.id]),
    ...versionsNodes(
      folder,
      'bundle',
      users.map((user) => scope.get(user)?.identity?.name.id),
    ),
    ...versionsNodes(
      folder,
      'template',
      references.map(({ name }) => name.id),
    ),
  ];
}

function versionsNodes(
  folder: string,
  of: DefiningKind,
  ids: readonly (string | undefined)[],
): readonly ExplorerNode[] {
  return ids.flatMap((id) => (id === undefined ? [] : [{ kind: 'versions', folder, of, id }]));
}

/** False for what is not in the view any more, or not under this name. */
function isShown(scope: ScopeIndex, node: ExplorerNode): boolean {
  // Bundles are in the view, or all rows are read again; a template may be referred to that is nowhere.
  if (node.kind === 'versions') return node.of === 'bundle' || scope.defines('template', node.id);
  return 'file' in node && scope.get(node.file) !== undefined;
}

function listsOf(scope: ScopeIndex): Shown {
  return [
    shownIds(scope, 'bundle'),
    shownIds(scope, 'template'),
    scope.inputs(),
    scope.nameless('bundle'),
    scope.nameless('template'),
  ];
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return (
    one === other || (one.length === other.length && one.every((value, index) => value === other[index]))
  );
}
