import {
  Disposable,
  l10n,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextEditor,
  type WebviewPanel,
} from 'vscode';
import type { Reference } from '../../core/model/reference.js';
import type { Selection } from '../../preview/protocol.js';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { once } from '../../core/text/once.js';
import { readBundleName, readSelection } from '../../preview/readMessages.js';
import { namedBundle } from '../../language/index.js';
import {
  chooseSelection,
  followedSelection,
  hasBundles,
  isMadeFrom,
  selectionAlone,
} from './chooseBundle.js';
import { selectionAhead, takeSelectionAhead } from './aheadOfIndex.js';
import { baseOf, isDraft } from '../selection/draftNames.js';
import { renamed, withNames, type Renaming } from './followedFiles.js';
import { PREVIEW_TYPE } from '../views/viewTypes.js';
import { pageFolder, pageHtml } from '../views/pageHtml.js';
import { menuMessage, type MenuAction } from './previewMenu.js';
import type { PreviewPanel, PreviewServices } from './previewPanel.js';

/** How a selection is opened. */
interface OpenOptions {
  readonly isBeside: boolean;
  /** The input is what was asked for, so that an open preview changes to it. */
  readonly isAsked: boolean;
  /** It was chosen before all files were read. */
  readonly isAhead?: boolean;
}

/** Once: VS Code resolves each `import()` in another thread. */
const loadPanel = once(() => import('./previewPanel.js'));

/** Before there is any bundle. */
const NOTHING: Selection = { bundle: '', input: '', model: '' };

/** The open previews: at most one for each bundle of each folder in each editor group. */
export class Previews implements Disposable {
  /** The one that had the focus last comes first. */
  #open: readonly PreviewPanel[] = [];
  readonly #subscriptions: Disposable;
  #turn = 0;
  /** Settles when all renamings so far are followed: one after the other, as they were made. */
  #renamed: Promise<void> = Promise.resolve();

  constructor(
    private readonly extension: Uri,
    private readonly services: PreviewServices,
    private readonly newId: () => string,
  ) {
    this.#subscriptions = Disposable.from(
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor) void this.#follow(editor);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        for (const preview of this.#visible()) void preview.highlight(textEditor, false);
      }),
      workspace.onDidRenameFiles(({ files: renamings }) => {
        const follow = (): Promise<void> => this.#rename(renamings);
        this.#renamed = this.#renamed.then(follow, follow);
      }),
    );
  }

  /** Opens the preview that fits a file, or brings it to the front: in the active group, or in one beside it. */
  async open(file: Uri | undefined, column: ViewColumn.Active | ViewColumn.Beside): Promise<void> {
    // While its files are read.
    void loadPanel();
    const { files, memory } = this.services;
    const isBeside = column === ViewColumn.Beside;
    const ahead = file && (await files.precedence.give(() => selectionAhead(files, memory, file)));
    if (ahead) {
      await this.#openSelection(ahead, { isBeside, isAsked: false, isAhead: true });
      return;
    }
    const alone = file && (await selectionAlone(files, memory, file));
    const selection =
      alone ??
      ((await hasBundles(files))
        ? await chooseSelection({ files, memory, previewed: () => this.selections() }, file)
        : NOTHING);
    if (!selection) return;
    await this.#openSelection(selection, { isBeside, isAsked: selection.input === file?.toString() });
  }

  /** Shows a bundle with an input, in the preview of the bundle that is there already or in a new one. */
  async show(selection: Selection): Promise<void> {
    await this.#openSelection(selection, { isBeside: false, isAsked: true });
  }

  async #openSelection(
    selection: Selection,
    { isBeside, isAsked, isAhead = false }: OpenOptions,
  ): Promise<void> {
    const active = window.tabGroups.activeTabGroup.viewColumn;
    const known = this.#showing(selection.bundle).find(
      ({ panel }) => (panel.viewColumn === active) !== isBeside,
    );
    if (known) {
      known.panel.reveal(known.panel.viewColumn, isBeside);
      if (isAsked || known.selection.bundle !== selection.bundle) await known.select(selection);
      return;
    }
    const panel = window.createWebviewPanel(
      PREVIEW_TYPE,
      l10n.t({ message: 'Preview', comment: ['Title of a tab, a noun'] }),
      // By its number, the group is known at once; where one beside is, VS Code tells later.
      { viewColumn: isBeside ? ViewColumn.Beside : active, preserveFocus: isBeside },
      { enableFindWidget: true },
    );
    await this.#show(panel, selection, { isAhead });
  }

  /** The preview that has the focus. */
  active(): PreviewPanel | undefined {
    return this.#open.find(({ panel }) => panel.active);
  }

  /** Does what was chosen in the context menu of a page: the one that opened it last. */
  async chooseInMenu(action: MenuAction, context: unknown): Promise<void> {
    const message = menuMessage(action, context);
    const opened = [...this.#open].filter(({ menuOpenedAt }) => menuOpenedAt > 0);
    const last = opened.sort((one, other) => one.menuOpenedAt - other.menuOpenedAt).at(-1);
    if (message) await (last ?? this.active())?.obey(message);
  }

  /**
   * Tells since when a sentence is there: at the place of a page's menu, at the cursor of an editor, for which a preview
   * opens beside, or where the reader of the preview in front is.
   */
  async sinceWhen(context: unknown): Promise<void> {
    if (menuMessage('sinceWhen', context)) return this.chooseInMenu('sinceWhen', context);
    const preview = this.active();
    const editor = window.activeTextEditor;
    if (preview || !editor || !fileTypeOf(editor.document.uri.path)) {
      (preview ?? this.visible())?.askPlace();
      return;
    }
    await this.open(editor.document.uri, ViewColumn.Beside);
    const { files } = this.services;
    const file = editor.document.uri.toString();
    const shown = this.#visible().filter(({ selection }) => isMadeFrom(files, selection, file));
    await shown[0]?.sinceWhenAt(editor);
  }

  /** The preview in sight that has the focus, or had it last. */
  visible(): PreviewPanel | undefined {
    return this.active() ?? this.#visible()[0];
  }

  /** What is shown, in sight first, and of those what had the focus last. */
  selections(): readonly Selection[] {
    const hidden = this.#open.filter(({ panel }) => !panel.visible);
    return [...this.#visible(), ...hidden].map(({ selection }) => selection);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const preview of this.#open) preview.dispose();
  }

  /** Fills a panel that VS Code kept over a reload of the window. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const { files } = this.services;
    const selection = { ...NOTHING, ...readSelection(state) };
    if (!(await files.precedence.give(() => takeSelectionAhead(files, selection)))) await files.settled();
    await this.#show(panel, selection, { was: readBundleName(state) });
  }

  /** Fills a panel. The code of that is read when the first one is shown. */
  async #show(
    panel: WebviewPanel,
    selection: Selection,
    { was, isAhead = false }: { readonly was?: Reference | undefined; readonly isAhead?: boolean },
  ): Promise<void> {
    const closed = { isClosed: false };
    const listening = panel.onDidDispose(() => (closed.isClosed = true));
    const { PreviewPanel } = await loadPanel();
    listening.dispose();
    if (closed.isClosed) return;
    const preview = new PreviewPanel(panel, this.services, selection, { was, isAhead });
    this.#open = [preview, ...this.#open];
    const remember = (next: Selection): void => {
      if (next.bundle === '') return;
      this.services.memory.remember(this.services.files.scopeKey(Uri.parse(next.bundle)), next);
    };
    preview.onDidSelect(remember);
    // What was chosen before all files were read is remembered once it is seen to be right.
    if (!isAhead) remember(selection);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.#open = [preview, ...this.#open.filter((other) => other !== preview)];
    });
    panel.onDidDispose(() => {
      this.#open = this.#open.filter((other) => other !== preview);
      preview.dispose();
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(this.extension)] };
    panel.webview.html = pageHtml(panel.webview, this.extension, this.newId(), {
      name: 'preview',
      title: l10n.t('Prompt preview'),
    });
  }

  /**
   * Shows the file that got the focus: where a preview in sight is made from it, that one; else the one that had the focus
   * last changes to its bundle, or gives way to a hidden preview of that bundle in its group. Locked and hidden ones stay.
   */
  async #follow(editor: TextEditor): Promise<void> {
    const turn = ++this.#turn;
    const { files, memory } = this.services;
    const { uri } = editor.document;
    await files.settled();
    if (turn !== this.#turn) return;
    const visible = this.#visible();
    const isShown = visible.some(({ selection }) => isMadeFrom(files, selection, uri.toString()));
    const follower = isShown ? undefined : visible.find(({ isLocked }) => !isLocked);
    const followed = follower && (await followedSelection(files, memory, uri, follower.selection));
    if (turn !== this.#turn) return;
    if (follower && followed) {
      const { viewColumn } = follower.panel;
      const hidden = this.#showing(followed.bundle).find(
        (other) => other !== follower && other.panel.viewColumn === viewColumn,
      );
      if (hidden) hidden.panel.reveal(viewColumn, true);
      else await follower.select(followed);
    }
    for (const preview of this.#visible()) await preview.highlight(editor, true);
  }

  /** Files were renamed or moved in the editor: everything that names them does so anew. */
  async #rename(renamings: readonly Renaming[]): Promise<void> {
    const { files, memory, drafts } = this.services;
    const name = (file: string): string => renamed(file, renamings);
    const withNewNames = (selection: Selection): Selection => withNames(selection, name);
    await drafts.rename(name);
    memory.rename(withNewNames);
    for (const preview of this.#open) {
      const before = preview.selection;
      const { bundle, input } = withNewNames(before);
      for (const [file, old] of [
        [bundle, before.bundle],
        [isDraft(input) ? baseOf(input) : input, before.input],
      ] as const)
        if (file !== old && file !== '') await files.include(Uri.parse(file));
      preview.rename(withNewNames);
      await preview.refresh();
    }
  }

  #visible(): readonly PreviewPanel[] {
    return this.#open.filter(({ panel }) => panel.visible);
  }

  /** The previews of any version of the same bundle in the same folder, those in sight first. */
  #showing(bundle: string): readonly PreviewPanel[] {
    const { files } = this.services;
    const idOf = (file: string): string | undefined => namedBundle(files.scopeOf(file), file)?.identity?.id;
    const shown = this.#open.filter(
      ({ selection }) =>
        selection.bundle === bundle ||
        (selection.bundle !== '' &&
          bundle !== '' &&
          files.scopeOf(selection.bundle) === files.scopeOf(bundle) &&
          idOf(selection.bundle) !== undefined &&
          idOf(selection.bundle) === idOf(bundle)),
    );
    return [...shown].sort((a, b) => Number(b.panel.visible) - Number(a.panel.visible));
  }
}
