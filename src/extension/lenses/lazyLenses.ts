import { Disposable, EventEmitter, languages, window, workspace, type TextEditor } from 'vscode';
import { fileTypeOf, PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import type { BaseServices } from '../activation/baseServices.js';
import type { Lenses } from './lenses.js';

/** Lenses, inlay hints and the language status, whose code is read with the first prompt file that an editor shows. */
export class LazyLenses implements Disposable {
  readonly #subscriptions: Disposable;
  #loading: Promise<Lenses> | undefined;

  constructor(private readonly base: BaseServices) {
    const { files, diagnostics, memory, draftsChanged } = base;
    const lensesChanged = new EventEmitter<undefined>();
    const hintsChanged = new EventEmitter<undefined>();
    const chosen = (): void => {
      hintsChanged.fire(undefined);
    };
    const changed = (): void => {
      lensesChanged.fire(undefined);
      chosen();
    };
    const pattern = PROMPT_FILES_GLOB;
    this.#subscriptions = Disposable.from(
      lensesChanged,
      hintsChanged,
      files.onDidChange(changed),
      workspace.onDidChangeConfiguration(changed),
      memory.onDidChange(chosen),
      draftsChanged.event(chosen),
      // What became of an input's expectations is known when its problems are shown.
      diagnostics.onDidShow((shown) => {
        const isSeen = window.visibleTextEditors.some(
          ({ document: { uri } }) => fileTypeOf(uri.path)?.kind === 'input' && shown.has(uri.toString()),
        );
        if (isSeen) lensesChanged.fire(undefined);
      }),
      languages.registerCodeLensProvider(
        { pattern },
        {
          onDidChangeCodeLenses: (listener) => lensesChanged.event(() => void listener()),
          provideCodeLenses: async ({ uri }) => (await this.#lenses()).lenses(uri),
        },
      ),
      languages.registerInlayHintsProvider(
        { pattern },
        {
          onDidChangeInlayHints: (listener) => hintsChanged.event(() => void listener()),
          provideInlayHints: async ({ uri }, range) => (await this.#lenses()).hints(uri, range),
        },
      ),
      window.onDidChangeActiveTextEditor((editor) => {
        this.#show(editor);
      }),
    );
    this.#show(window.activeTextEditor);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    void this.#loading?.then((lenses) => {
      lenses.dispose();
    });
  }

  /** The language status is there as soon as it has something to say. */
  #show(editor: TextEditor | undefined): void {
    if (editor && fileTypeOf(editor.document.uri.path)) void this.#lenses();
  }

  #lenses(): Promise<Lenses> {
    this.#loading ??= import('./index.js').then(({ Lenses }) => new Lenses(this.base));
    return this.#loading;
  }
}
