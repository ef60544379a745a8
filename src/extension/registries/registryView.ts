import { Disposable, l10n, workspace, type TreeItem } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import type { ListedKind, RegistryStore } from '../../registry/registry.js';
import type { LazyTree } from '../views/lazyTree.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { hasRegistries, type SetRegistry } from './connections.js';
import type { Registries } from './registries.js';
import {
  groupRow,
  idRow,
  moreRow,
  noteRow,
  partRows,
  registryRow,
  RegistryRow,
  stateCounts,
  stateRows,
  versionRow,
} from './registryRows.js';
import type { WorkspaceStates } from './workspaceStates.js';

/** Changes of files within so much time come to one. */
const PAUSE_MS = 500;

/** What the view shows rows of. */
export interface RegistryViewServices {
  readonly tree: LazyTree<TreeItem>;
  readonly files: PromptWorkspace;
  readonly registries: Registries;
  readonly states: WorkspaceStates;
}

/**
 * The rows of the registries: the versions of the workspace against each, and what is stored there. Nothing is asked before the
 * view is shown; what is listed is read page by page.
 */
export class RegistryView implements Disposable {
  readonly #subscriptions: Disposable;
  /** How many pages of ids are shown, by registry and kind. */
  readonly #pages = new Map<string, number>();
  /** What registries answered, until they are asked anew: files change more often than what is stored. */
  readonly #answers = new Map<string, Promise<unknown>>();
  #timer: unknown;

  constructor(private readonly services: RegistryViewServices) {
    const { tree, files, registries } = services;
    this.#subscriptions = Disposable.from(
      registries.onDidChange(() => {
        this.#answers.clear();
        tree.changed.fire(undefined);
      }),
      files.onDidChange(() => {
        this.#schedule();
      }),
      tree.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#schedule();
      }),
      new Disposable(() => {
        clearTimeout(this.#timer);
      }),
    );
  }

  /** The rows below one, or the uppermost. */
  async children(row?: TreeItem): Promise<readonly TreeItem[]> {
    if (row) return row instanceof RegistryRow ? ((await row.children?.()) ?? []) : [];
    // Without any, the words of welcome say how to set one; before they are trusted too.
    if (!hasRegistries() || !workspace.isTrusted) return [];
    const { registries, problems } = await this.services.registries.list();
    return [
      ...problems.map((problem) => noteRow(`problem:${problem}`, problem)),
      ...registries.map((registry) => registryRow(registry, () => this.#groups(registry))),
    ];
  }

  /** Lists one more page of ids: `{ registry, more }`. */
  showMore(argument: unknown): void {
    const { registry, more: kind } = (argument ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof registry !== 'string' || (kind !== 'bundle' && kind !== 'template')) return;
    const key = `${registry} ${kind}`;
    this.#pages.set(key, (this.#pages.get(key) ?? 1) + 1);
    this.services.tree.changed.fire(undefined);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #groups(registry: SetRegistry): Promise<readonly RegistryRow[]> {
    const states = await this.services.states.of(registry);
    if (!states) return [this.#failureRow(registry)];
    const roots = workspace.workspaceFolders?.length ?? 0;
    const here = groupRow(
      registry,
      { key: 'workspace', label: l10n.t('In this workspace'), icon: 'root-folder' },
      () => Promise.resolve(stateRows(registry, states, roots)),
      { description: stateCounts(states), isOpen: true },
    );
    if (registry.connection.kind === 'http') return [here];
    return [
      here,
      groupRow(registry, { key: 'bundle', label: l10n.t('Bundles'), icon: 'layers' }, () =>
        this.#idRows(registry, 'bundle'),
      ),
      groupRow(registry, { key: 'template', label: l10n.t('Templates'), icon: 'note' }, () =>
        this.#idRows(registry, 'template'),
      ),
    ];
  }

  async #idRows(registry: SetRegistry, kind: ListedKind): Promise<readonly RegistryRow[]> {
    const key = `${registry.name} ${kind}`;
    const pages = this.#pages.get(key) ?? 1;
    const list = await this.#ask(registry, `ids:${kind}:${pages}`, (store) => listedIds(store, kind, pages));
    if (!list) return [this.#failureRow(registry)];
    if (list.ids.length === 0) {
      const text = kind === 'bundle' ? l10n.t('There are no bundles.') : l10n.t('There are no templates.');
      return [noteRow(`none:${key}`, text, 'info')];
    }
    return [
      ...list.ids.map((id) => idRow(registry, kind, id, () => this.#versionRows(registry, kind, id))),
      ...(list.isWhole ? [] : [moreRow(registry, kind)]),
    ];
  }

  async #versionRows(registry: SetRegistry, kind: ListedKind, id: string): Promise<readonly RegistryRow[]> {
    const versions = await this.#ask(registry, `${kind} ${id}`, (store) => store.versions(kind, id));
    if (!versions) return [this.#failureRow(registry)];
    return [...versions].reverse().map((version) => {
      const parts = kind === 'bundle' ? () => this.#partRows(registry, version) : undefined;
      return versionRow(registry, kind, version, parts);
    });
  }

  async #partRows(
    registry: SetRegistry,
    { id, semver }: { readonly id: string; readonly semver: string },
  ): Promise<readonly RegistryRow[]> {
    const reference = { id, semver };
    const name = formatReference(reference);
    const found = await this.#ask(registry, `parts:${name}`, (store) => store.bundles([reference]));
    const stored = found?.get(name);
    return stored ? partRows(registry, stored) : [this.#failureRow(registry)];
  }

  /** What a database answers, asked once until the registries are asked anew. */
  #ask<Answer>(
    registry: SetRegistry,
    what: string,
    question: (store: RegistryStore) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const key = `${registry.name}\n${what}`;
    const known = this.#answers.get(key) as Promise<Answer | undefined> | undefined;
    if (known) return known;
    const asking = this.services.registries.ask(registry, async ({ store }) => store && question(store));
    this.#answers.set(key, asking);
    return asking;
  }

  #failureRow({ name }: SetRegistry): RegistryRow {
    const failure = this.services.registries.failure(name) ?? l10n.t('It is gone by now. Refresh the view.');
    return noteRow(`failure:${name}`, failure);
  }

  #schedule(): void {
    if (!this.services.tree.view.visible || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.services.tree.changed.fire(undefined);
    }, PAUSE_MS);
  }
}

interface IdList {
  readonly ids: readonly string[];
  readonly isWhole: boolean;
}

/** The ids of so many pages. */
async function listedIds(store: RegistryStore, kind: ListedKind, pages: number): Promise<IdList> {
  const ids: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < pages; page++) {
    const { items, next } = await store.ids(kind, after);
    for (const id of items) ids.push(id);
    if (next === undefined) return { ids, isWhole: true };
    after = next;
  }
  return { ids, isWhole: false };
}
