import { Uri, workspace } from 'vscode';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { ScopeIndex, type DefiningKind } from '../../language/index.js';
import type { Roots } from './roots.js';
import { isInWorkspace, savedPlace } from './savedPlace.js';

/** What was taken out of the scopes. */
export interface TakenOut {
  readonly files: readonly string[];
  /** The files whose findings may have changed by it, themselves included. */
  readonly affected: ReadonlySet<string>;
}

/** The scopes of the roots, by their URIs. */
export class Scopes {
  readonly #scopes = new Map<string, ScopeIndex>();

  /** `isListed` says whether the files of a root are known. */
  constructor(
    private readonly roots: Roots,
    private readonly isListed: (root: Uri) => boolean,
  ) {}

  all(): ReadonlyMap<string, ScopeIndex> {
    return this.#scopes;
  }

  /** The scope of the root that a file belongs to. */
  of(uri: Uri): ScopeIndex {
    const root = this.roots.rootOf(uri);
    const key = root.toString();
    const known = this.#scopes.get(key);
    if (known) return known;
    const scope = new ScopeIndex((file) => workspace.asRelativePath(savedPlace(Uri.parse(file)), false), {
      isWhole: () => this.isListed(root),
      rootsDefining: (template) => this.#rootsDefining(key, template),
      alone: () => this.roots.alone(root),
    });
    this.#scopes.set(key, scope);
    return scope;
  }

  /** Drops the scope of a root. */
  delete(root: string): TakenOut {
    const scope = this.#scopes.get(root);
    this.#scopes.delete(root);
    const files = scope ? filesOf(scope) : [];
    return { files, affected: new Set(files) };
  }

  /** Takes out the files that belong to another root by now, or to none: `isRoot` says what is one. */
  takeOutMoved(isRoot: (root: Uri) => boolean): TakenOut {
    const taken: string[] = [];
    const affected = new Set<string>();
    for (const [key, scope] of [...this.#scopes]) {
      const files = filesOf(scope);
      const moved = isRoot(Uri.parse(key))
        ? files.filter((file) => this.roots.rootOf(Uri.parse(file)).toString() !== key)
        : files;
      if (moved.length === files.length) this.#scopes.delete(key);
      for (const file of moved) {
        taken.push(file);
        affected.add(file);
        if (moved.length === files.length) continue;
        for (const other of [...scope.remove(file), ...scope.removeSnapshot(file)]) affected.add(other);
      }
    }
    return { files: taken, affected };
  }

  /** The bundles of other roots that name a template whose version came or went in a scope: they are told who has it. */
  usersElsewhere(
    scope: ScopeIndex,
    kind: DefiningKind | 'input',
    before: Reference | undefined,
    after: Reference | undefined,
  ): readonly string[] {
    const [gone, come] = [before, after].map((name) => name && formatReference(name));
    if (kind !== 'template' || gone === come) return [];
    const others = [...this.#scopes.values()].filter((other) => other !== scope);
    return others.flatMap((other) => [before, after].flatMap((name) => (name ? other.usersOf(name) : [])));
  }

  /** The names of the other roots of the workspace that define a version of a template. */
  #rootsDefining(root: string, template: Reference): readonly string[] {
    return [...this.#scopes]
      .filter(([key, scope]) => key !== root && scope.definitions('template', template).length > 0)
      .map(([key]) => Uri.parse(key))
      .filter(isInWorkspace)
      .map(nameOf)
      .sort();
  }
}

function filesOf(scope: ScopeIndex): readonly string[] {
  return [...scope.files(), ...scope.published.files().map(({ file }) => file)];
}

/** What people call a root: the name of its workspace folder, or its path in that. */
function nameOf(root: Uri): string {
  const folder = workspace.getWorkspaceFolder(root);
  return folder?.uri.toString() === root.toString() ? folder.name : workspace.asRelativePath(root);
}
