import type { Disposable } from 'vscode';
import type { BaseServices } from '../activation/baseServices.js';
import { createLazyTree, type LazyTree } from '../views/lazyTree.js';
import { EXPLORER_VIEW } from '../views/viewTypes.js';
import type { BundleTree } from './bundleTree.js';
import { REFERENCE_TYPE } from './dragTypes.js';
import type { ExplorerElement } from './element.js';

/** The view of all bundles, whose code is read when it is shown first. */
export class LazyExplorer implements Disposable {
  readonly #tree: LazyTree<ExplorerElement>;
  #loading: Promise<BundleTree> | undefined;

  /** `start` gives what keeps the problems live, started if it is not yet. */
  constructor(private readonly start: () => Promise<BaseServices>) {
    this.#tree = createLazyTree(EXPLORER_VIEW, () => this.#bundles(), {
      dragMimeTypes: [REFERENCE_TYPE, 'text/plain'],
      dropMimeTypes: [],
      handleDrag: async (elements, transfer) => {
        await (await this.#bundles()).drag(elements, transfer);
      },
    });
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
    this.#loading ??= Promise.all([this.start(), import('./index.js')]).then(
      ([base, { BundleTree }]) => new BundleTree(base, this.#tree),
    );
    return this.#loading;
  }
}
