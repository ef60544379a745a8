import { l10n, type Disposable, type TreeItem } from 'vscode';
import { showInformation } from '../output/messages.js';
import type { LazyTree, TreeRows } from '../views/lazyTree.js';
import type { LazyRegistries } from './lazyRegistries.js';
import type { RegistryActions } from './registryActions.js';
import type { RegistryServices } from './registryServices.js';
import type { RegistryView } from './registryView.js';

interface Loaded {
  readonly view: RegistryView;
  readonly actions: RegistryActions;
}

/** The view of registries and their commands, whose code is read when the view is shown, or a command is run, first. */
export class LazyRegistryView implements Disposable, TreeRows<TreeItem> {
  #loading: Promise<Loaded> | undefined;
  readonly #owned: { dispose(): void }[] = [];

  constructor(
    private readonly registries: LazyRegistries | undefined,
    private readonly tree: LazyTree<TreeItem>,
    private readonly services: RegistryServices,
  ) {}

  /** Does what a command is for; where there is no way to a registry, that is told. */
  async act(act: (actions: RegistryActions) => unknown): Promise<void> {
    if (this.registries) await act((await this.#load(this.registries)).actions);
    else
      void showInformation(
        l10n.t(
          'A registry can be reached from VS Code on a desktop or a remote machine, not from a browser.',
        ),
      );
  }

  /** Lists one more page: `{ registry, more }`. */
  async showMore(argument: unknown): Promise<void> {
    if (this.registries) (await this.#load(this.registries)).view.showMore(argument);
  }

  item(row: TreeItem): TreeItem {
    return row;
  }

  resolve(item: TreeItem): Promise<TreeItem> {
    return Promise.resolve(item);
  }

  async children(row?: TreeItem): Promise<readonly TreeItem[]> {
    return this.registries ? (await this.#load(this.registries)).view.children(row) : [];
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  #load(registries: LazyRegistries): Promise<Loaded> {
    this.#loading ??= this.#make(registries);
    return this.#loading;
  }

  async #make(registries: LazyRegistries): Promise<Loaded> {
    const { RegistryActions, RegistryView, WorkspaceStates } = await registries.code.loadRegistries();
    const access = await registries.get();
    const states = new WorkspaceStates({ ...this.services, registries: access.registries });
    const view = new RegistryView({
      tree: this.tree,
      files: this.services.files,
      registries: access.registries,
      states,
    });
    this.#owned.push(view, states);
    return { view, actions: new RegistryActions(access, this.services) };
  }
}
