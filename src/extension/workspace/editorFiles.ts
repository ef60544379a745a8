import { Disposable, workspace, type TextDocument, type Uri } from 'vscode';
import type { ScopeIndex } from '../../language/index.js';
import { isOurs } from './ownFiles.js';
import { isHeldBack } from './parsedFiles.js';
import { isSnapshot } from './publishedFiles.js';
import { isGone } from './shownDocument.js';
import type { Snapshots } from './snapshots.js';
import type { StoredFiles } from './storedFiles.js';
import { isLoaded, type WorkspaceParts } from './workspaceParts.js';

/** Keeps the index at what editors show, which counts before what is stored, but for what is held back until it is saved. */
export class EditorFiles implements Disposable {
  readonly #subscriptions: Disposable;

  constructor(
    private readonly parts: WorkspaceParts,
    private readonly stored: StoredFiles,
    private readonly snapshots: Snapshots,
  ) {
    const take = (document: TextDocument): void => {
      this.#take(document);
    };
    this.#subscriptions = Disposable.from(
      workspace.onDidOpenTextDocument(take),
      workspace.onDidSaveTextDocument(take),
      workspace.onDidChangeTextDocument(({ document }) => {
        take(document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#release(document);
      }),
    );
  }

  /** Takes in what editors show by now. */
  takeAll(): void {
    for (const document of workspace.textDocuments) this.#take(document);
  }

  /** Takes in what editors show and is not saved: it may be held back by now, or not any more. */
  takeUnsaved(): void {
    for (const document of workspace.textDocuments) if (document.isDirty) this.#take(document);
  }

  /** The files of a scope whose text in an editor is not in the index yet: it is told to no other file before it is saved. */
  heldBack(scope: ScopeIndex): readonly string[] {
    return workspace.textDocuments
      .filter((document) => isHeldBack(document) && !document.isClosed && isOurs(document.uri))
      .map(({ uri }) => uri.toString())
      .filter((file) => this.parts.index.of(file) === scope);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #take(document: TextDocument): void {
    const { parts, stored } = this;
    const { uri } = document;
    if (isSnapshot(uri, parts.roots)) this.snapshots.schedule(uri);
    if (!isOurs(uri)) return;
    parts.queue.schedule(uri, async () => {
      if (document.isClosed || !isLoaded(parts, uri) || !(await stored.settle(uri))) return;
      if (isHeldBack(document)) {
        await this.#holdBack(uri);
        return;
      }
      if (await isGone(document)) {
        stored.forget(uri);
        return;
      }
      const file = parts.parsed.parseShown(document);
      if (file) stored.update(uri, file);
    });
  }

  /** Of what is typed from now on, only those are told who show the file itself, such as previews. */
  async #holdBack(uri: Uri): Promise<void> {
    const key = uri.toString();
    if (this.parts.held.has(key)) this.parts.changes.tell([key]);
    else await this.stored.take(uri);
  }

  #release({ uri }: TextDocument): void {
    const { parsed, held, roots } = this.parts;
    if (isSnapshot(uri, roots)) this.snapshots.schedule(uri);
    if (!isOurs(uri)) return;
    parsed.forgetShown(uri);
    held.delete(uri.toString());
    this.stored.schedule(uri);
  }
}
