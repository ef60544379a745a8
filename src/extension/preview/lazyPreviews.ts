import { window, type Disposable, type Uri, type ViewColumn } from 'vscode';
import { readSelection } from '../../preview/protocol.js';
import { PREVIEW_TYPE } from './previewHtml.js';
import type { PreviewPanel } from './previewPanel.js';
import type { Previews } from './previews.js';

/** The previews, whose code is read when the first one is opened: until then, activation pays for none of it. */
export class LazyPreviews implements Disposable {
  readonly #serializer: Disposable;
  #loading: Promise<Previews> | undefined;
  #loaded: Previews | undefined;

  constructor(private readonly load: () => Promise<Previews>) {
    this.#serializer = window.registerWebviewPanelSerializer(PREVIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await this.#previews()).restore(panel, readSelection(state)),
    });
  }

  /** Opens the preview that fits a file, or brings it to the front. */
  async open(file: Uri | undefined, column: ViewColumn): Promise<void> {
    await (await this.#previews()).open(file, column);
  }

  /** The preview that has the focus. */
  active(): PreviewPanel | undefined {
    return this.#loaded?.active();
  }

  /** The preview in sight, the one with the focus before others. */
  visible(): PreviewPanel | undefined {
    return this.#loaded?.visible();
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#loaded?.dispose();
  }

  async #previews(): Promise<Previews> {
    this.#loading ??= this.load();
    this.#loaded = await this.#loading;
    return this.#loaded;
  }
}
