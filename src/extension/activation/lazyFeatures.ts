import { commands, Disposable, window, type ExtensionContext, type TreeItem } from 'vscode';
import type { BaseServices } from './baseServices.js';
import { registerTools } from '../languageModels/registerTools.js';
import { targetOf } from '../explorer/element.js';
import type { Features } from '../features.js';
import { createLazyTree, type LazyTree } from '../views/lazyTree.js';
import { AUDIT_VIEW, REGISTRY_VIEW, VIEW_TYPES } from '../views/viewTypes.js';

/** The commands and views, whose code is read when the first one is asked for: until then, activation pays for none of it. */
export class LazyFeatures implements Disposable {
  readonly #registrations: Disposable;
  readonly #auditTree: LazyTree<TreeItem>;
  readonly #registryTree: LazyTree<TreeItem>;
  #loading: Promise<Features> | undefined;

  /** `start` gives what keeps the problems live, started if it is not yet. */
  constructor(
    context: ExtensionContext,
    private readonly start: () => Promise<BaseServices>,
  ) {
    this.#auditTree = createLazyTree(AUDIT_VIEW, async () => (await this.#features()).audit);
    this.#registryTree = createLazyTree(REGISTRY_VIEW, async () => (await this.#features()).registry);
    this.#registrations = Disposable.from(
      this.#registryTree.view,
      this.#registryTree.changed,
      this.#auditTree.view,
      this.#auditTree.changed,
      registerTools(context, () => this.#features()),
      ...VIEW_TYPES.map((type) =>
        window.registerWebviewPanelSerializer(type, {
          deserializeWebviewPanel: async (panel, state: unknown) =>
            (await this.#features()).restore(panel, state),
        }),
      ),
      // eslint-disable-next-line bounded/no-spread-arguments -- as many as the manifest declares
      ...contributedCommands(context).map((command) =>
        commands.registerCommand(command, async (argument: unknown, selected: unknown) =>
          (await this.#features()).run(command, targetOf(argument), selected),
        ),
      ),
    );
  }

  /** Settles when nothing is on its way to a file any more. */
  async flush(): Promise<void> {
    await (await this.#loading)?.flush();
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#loading?.then(
      (features) => {
        features.dispose();
      },
      () => undefined, // told by whoever asked for them
    );
  }

  #features(): Promise<Features> {
    this.#loading ??= Promise.all([this.start(), import('../features.js')]).then(
      ([base, { Features }]) => new Features(base, { audit: this.#auditTree, registry: this.#registryTree }),
    );
    return this.#loading;
  }
}

/** The ids of the commands in package.json; a test holds the table of what they do to it. */
function contributedCommands({ extension }: ExtensionContext): string[] {
  const manifest = extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  return manifest.contributes.commands.map(({ command }) => command);
}
