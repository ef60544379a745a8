import { EventEmitter, window, type Disposable } from 'vscode';
import type { BaseServices } from '../activation/baseServices.js';
import { EXPLORER_VIEW } from '../views/viewTypes.js';
import type { BundleTree } from './bundleTree.js';
import { REFERENCE_TYPE } from './dragTypes.js';
import type { ExplorerElement, ExplorerTree } from './element.js';

/** The view of all bundles, whose code is read when it is shown first. */
export class LazyExplorer implements Disposable {
  readonly #tree: ExplorerTree;
  #loading: Promise<BundleTree> | undefined;

  /** `start` gives what keeps the problems live, started if it is not yet. */
  constructor(private readonly start: () => Promise<BaseServices>) {
    const changed = new EventEmitter<ExplorerElement[] | undefined>();
    const view = window.createTreeView<ExplorerElement>(EXPLORER_VIEW, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getTreeItem: async (element) => (await this.#bundles()).item(element),
        getChildren: async (element) => [...(await (await this.#bundles()).children(element))],
        getParent: async (element) => (await this.#bundles()).parent(element),
        resolveTreeItem: async (item, element) => (await this.#bundles()).resolve(item, element),
      },
      dragAndDropController: {
        dragMimeTypes: [REFERENCE_TYPE, 'text/plain'],
        dropMimeTypes: [],
        handleDrag: async (elements, transfer) => {
          await (await this.#bundles()).drag(elements, transfer);
        },
      },
    });
    this.#tree = { view, changed };
  }

  dispose(): void {
    this.#tree.view.dispose();
    this.#tree.changed.dispose();
    this.#loading?.then(
      (bundles) => {
        bundles.dispose();
      },
      () => undefined, // told by whoever asked for them
    );
  }

  #bundles(): Promise<BundleTree> {
    this.#loading ??= Promise.all([this.start(), import('../explorer/index.js')]).then(
      ([base, { BundleTree }]) => new BundleTree(base, this.#tree),
    );
    return this.#loading;
  }
}
