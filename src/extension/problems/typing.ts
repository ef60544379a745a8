import { Disposable, window, workspace, type Range, type TextDocument } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { Finding } from '../../core/model/findings.js';

/** How long the author may pause inside a word or sentence before it is checked, in milliseconds. */
const CURSOR_PAUSE = 1500;
/** Codes that half-written text brings about by itself. */
const WAITING_CODES: ReadonlySet<string> = new Set([
  'forbidden-token',
  'sentence-too-long',
  'unknown-placeholder',
  'emoji',
]);

/** The document that is being typed in, until its author pauses or moves on: what is said of the text at the cursor waits. */
export class Typing implements Disposable {
  #typing: { document: TextDocument; timer: unknown } | undefined;
  readonly #subscriptions: Disposable;

  /** `show` shows the problems of a file anew: what was kept back of it waits no longer. */
  constructor(private readonly show: (file: string) => void) {
    this.#subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#start(document);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
        // A cursor that moves without an edit has left what it was writing; one that an edit moves has not.
        if (this.#typing?.document === document) this.show(document.uri.toString());
      }),
    );
  }

  /** True for a finding on the text that somebody is writing at this moment. */
  isAtCursor(document: TextDocument | undefined, { code }: Finding, range: () => Range): boolean {
    if (!document || this.#typing?.document !== document || !WAITING_CODES.has(code)) return false;
    return window.visibleTextEditors.some(
      (editor) =>
        editor.document === document && editor.selections.some(({ active }) => range().contains(active)),
    );
  }

  dispose(): void {
    clearTimeout(this.#typing?.timer);
    this.#subscriptions.dispose();
  }

  /** Only one document is being typed in: what was kept back in another is shown. */
  #start(document: TextDocument): void {
    if (!fileTypeOf(document.uri.path)) return;
    const left = this.#typing;
    clearTimeout(left?.timer);
    const timer = setTimeout(() => {
      this.#stop();
    }, CURSOR_PAUSE);
    this.#typing = { document, timer };
    if (left && left.document !== document) this.show(left.document.uri.toString());
  }

  #stop(): void {
    const file = this.#typing?.document.uri.toString();
    this.#typing = undefined;
    if (file !== undefined) this.show(file);
  }
}
