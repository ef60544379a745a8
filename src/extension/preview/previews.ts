import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import type { Selection } from '../../preview/protocol.js';
import { chooseSelection, hasBundles } from './chooseBundle.js';
import { PREVIEW_TYPE } from '../viewTypes.js';
import { pageFolder, pageHtml } from '../pageHtml.js';
import { PreviewPanel, type PreviewServices } from './previewPanel.js';

/** Before there is any bundle. */
const NOTHING: Selection = { bundle: '', input: '', model: '' };

/** The open previews: at most one for each bundle of each folder. */
export class Previews implements Disposable {
  readonly #open = new Set<PreviewPanel>();

  constructor(
    private readonly extension: Uri,
    private readonly services: PreviewServices,
    private readonly newId: () => string,
  ) {}

  /** Opens the preview that fits a file, or brings it to the front. */
  async open(file: Uri | undefined, column: ViewColumn): Promise<void> {
    const { files } = this.services;
    const selection = (await hasBundles(files))
      ? await chooseSelection(files, this.services.memory, file)
      : NOTHING;
    if (!selection) return;
    const known = this.#showing(selection.bundle);
    if (known) {
      known.reveal(known.panel.viewColumn);
      await known.select(selection);
      return;
    }
    const panel = window.createWebviewPanel(
      PREVIEW_TYPE,
      'Preview',
      { viewColumn: column, preserveFocus: column === ViewColumn.Beside },
      { enableFindWidget: true },
    );
    this.#show(panel, selection);
  }

  /** The preview that has the focus, or had it last of those in sight. */
  active(): PreviewPanel | undefined {
    return [...this.#open].find(({ panel }) => panel.active);
  }

  /** The preview in sight that shows the bundle of a selection, or any bundle. */
  visible(): PreviewPanel | undefined {
    return this.active() ?? [...this.#open].find(({ panel }) => panel.visible);
  }

  dispose(): void {
    for (const preview of this.#open) preview.dispose();
  }

  /** Fills a panel that VS Code kept over a reload of the window. */
  async restore(panel: WebviewPanel, state: Partial<Selection>): Promise<void> {
    await this.services.files.settled();
    this.#show(panel, { ...NOTHING, ...state });
  }

  #show(panel: WebviewPanel, selection: Selection): void {
    const preview = new PreviewPanel(panel, this.services, selection);
    this.#open.add(preview);
    const remember = (next: Selection): void => {
      if (next.bundle === '') return;
      this.services.memory.remember(this.services.files.scopeKey(Uri.parse(next.bundle)), next);
    };
    preview.onDidSelect(remember);
    remember(selection);
    panel.onDidDispose(() => {
      this.#open.delete(preview);
      preview.dispose();
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(this.extension)] };
    panel.webview.html = pageHtml(panel.webview, this.extension, this.newId(), {
      name: 'preview',
      title: 'Prompt preview',
    });
  }

  /** The preview of any version of the same bundle in the same folder. */
  #showing(bundle: string): PreviewPanel | undefined {
    const { files } = this.services;
    if (bundle === '') return [...this.#open].find(({ selection }) => selection.bundle === '');
    const idOf = (file: string): string | undefined => files.scopeOf(file).get(file)?.identity?.name.id;
    return [...this.#open].find(
      ({ selection }) =>
        selection.bundle === bundle ||
        (selection.bundle !== '' &&
          files.scopeOf(selection.bundle) === files.scopeOf(bundle) &&
          idOf(selection.bundle) === idOf(bundle)),
    );
  }
}
