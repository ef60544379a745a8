import type { Range, Uri, Webview } from 'vscode';
import type { HostMessage, RenderMessage, RenderPart } from '../../preview/protocol.js';
import { isNews, SentRender } from '../../preview/sentRender.js';
import type { PreviewView } from './previewView.js';
import type { SourceNavigator } from './sourceNavigator.js';

/** Sends the page of a preview what it has not been sent yet. */
export class PageSender {
  readonly #render = new SentRender();
  #highlight = '';
  #showsChanges = false;
  /** The baseline that the page was sent last, by what tells it from others. */
  #baseline = '';

  constructor(private readonly webview: Webview) {}

  /** The page starts anew and has nothing. */
  reset(): void {
    this.#highlight = '';
    this.#baseline = '';
    this.#render.reset();
  }

  /** Sends a message, if there is one. */
  send(message: HostMessage | undefined): void {
    // The panel may have been closed meanwhile.
    if (message) void this.webview.postMessage(message).then(undefined, () => undefined);
  }

  /** Sends what is different in a render; where nothing is, a page that waits for an answer is told so. */
  render(message: RenderMessage, { isAsked }: { readonly isAsked: boolean }): void {
    const sent = this.#render.slim(message);
    if (isAsked || isNews(sent)) this.send(sent);
  }

  /** Sends what is different in a part of the render that the page has. */
  renderPart(part: RenderPart): void {
    const sent = this.#render.isBegun && this.#render.slim(part);
    if (sent && isNews(sent)) this.send(sent);
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
