import type { Range, Uri, Webview } from 'vscode';
import type { HostMessage, RenderMessage } from '../../preview/protocol.js';
import { SentLists } from '../../preview/sentLists.js';
import type { PreviewView } from './previewView.js';
import type { SourceNavigator } from './sourceNavigator.js';

/** Sends the page of a preview what it has not been sent yet. */
export class PageSender {
  readonly #lists = new SentLists();
  #highlight = '';
  #showsChanges = false;
  /** The baseline that the page was sent last, by what tells it from others. */
  #baseline = '';

  constructor(private readonly webview: Webview) {}

  /** The page starts anew and has nothing. */
  reset(): void {
    this.#highlight = '';
    this.#baseline = '';
    this.#lists.reset();
  }

  /** Sends a message, if there is one. */
  send(message: Exclude<HostMessage, { type: 'render' }> | RenderMessage | undefined): void {
    // The panel may have been closed meanwhile.
    const sent = message?.type === 'render' ? this.#lists.slim(message) : message;
    if (sent) void this.webview.postMessage(sent).then(undefined, () => undefined);
  }

  /** Tells the reader something in passing. */
  notice(text: string): void {
    this.send({ type: 'notice', text });
  }

  /** Marks what a selection in an editor became; `isOpened` when the editor was just opened. */
  async mark(sources: SourceNavigator, file: Uri, selection: Range, isOpened: boolean): Promise<void> {
    const message = await sources.highlightOf(file.toString(), selection, isOpened);
    const told = JSON.stringify(message);
    // Told again, it would scroll a page whose reader has gone elsewhere since.
    if (told === this.#highlight && !isOpened) return;
    this.#highlight = told;
    this.send(message);
  }

  /** The page shows changes from now on, or none. */
  showChanges(isShown: boolean, view: PreviewView): void {
    this.#showsChanges = isShown;
    this.#baseline = '';
    this.baseline(view);
  }

  /** Sends what changes are counted from, while they are shown and if it is another than was sent. */
  baseline(view: PreviewView): void {
    const { current } = view.baselines;
    const what = current && `${current.render?.prompt_hash ?? ''} ${current.problem}`;
    if (!this.#showsChanges || what === undefined || what === this.#baseline) return;
    this.#baseline = what;
    this.send(view.baselineMessage());
  }
}
