import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import { documentPath } from '../output/editors.js';

/** Scheme of prompts opened as read-only editors. */
const PROMPT_SCHEME = 'prompt-bundles-render';

/** Prompts as read-only documents, each kept as long as an editor shows it. */
export class PromptDocuments implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: Disposable;

  constructor() {
    this.#subscriptions = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(PROMPT_SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  /** The document of a text. `name` is for people; of one name, each key is a document of its own. */
  add(name: string, key: string, text: string): Uri {
    const path = documentPath('rendered', `${name}.txt`);
    const uri = Uri.from({ scheme: PROMPT_SCHEME, path, query: key });
    const before = this.#texts.get(uri.toString());
    this.#texts.set(uri.toString(), text);
    if (before !== undefined && before !== text) this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
