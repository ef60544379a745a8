import { Disposable, workspace, type Uri } from 'vscode';
import { changesSettings, personalMaxFileBytes, readSettings, type Settings } from './settings.js';

/** What is set for the files of a folder. */
export interface SettingsOfFolder extends Settings {
  /** The longest file that is read where no configuration says so, in bytes. */
  readonly maxFileBytes: number;
}

/** The settings that hold for files, read once for each workspace folder until one is changed: VS Code takes long to tell. */
export class FolderSettings implements Disposable {
  readonly #known = new Map<string, SettingsOfFolder>();
  readonly #subscriptions: Disposable;

  /** Make it before all else that follows settings, so that those read what holds by then. */
  constructor() {
    const forget = (): void => {
      this.#known.clear();
    };
    this.#subscriptions = Disposable.from(
      workspace.onDidChangeWorkspaceFolders(forget),
      workspace.onDidChangeConfiguration((event) => {
        if (changesSettings(event)) forget();
      }),
    );
  }

  /** What holds for a file. */
  of(file: Uri): SettingsOfFolder {
    const folder = workspace.getWorkspaceFolder(file)?.uri.toString() ?? '';
    const known = this.#known.get(folder);
    if (known) return known;
    const settings = { ...readSettings(file), maxFileBytes: personalMaxFileBytes(file) };
    this.#known.set(folder, settings);
    return settings;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
