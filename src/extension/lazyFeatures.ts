import { commands, Disposable, window } from 'vscode';
import type { BaseServices } from './baseServices.js';
import type { Features } from './features.js';
import { VIEW_TYPES } from './viewTypes.js';

/** The commands and views, whose code is read when the first one is asked for: until then, activation pays for none of it. */
export class LazyFeatures implements Disposable {
  readonly #registrations: Disposable;
  #loading: Promise<Features> | undefined;

  constructor(private readonly base: BaseServices) {
    this.#registrations = Disposable.from(
      ...VIEW_TYPES.map((type) =>
        window.registerWebviewPanelSerializer(type, {
          deserializeWebviewPanel: async (panel, state: unknown) =>
            (await this.#features()).restore(panel, state),
        }),
      ),
      ...contributedCommands(base).map((command) =>
        commands.registerCommand(command, async (argument: unknown) =>
          (await this.#features()).run(command, argument),
        ),
      ),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
    void this.#loading?.then((features) => {
      features.dispose();
    });
  }

  #features(): Promise<Features> {
    this.#loading ??= import('./features.js').then(({ Features }) => new Features(this.base));
    return this.#loading;
  }
}

/** The ids of the commands in package.json; a test holds the table of what they do to it. */
function contributedCommands({ context }: BaseServices): string[] {
  const manifest = context.extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  return manifest.contributes.commands.map(({ command }) => command);
}
