import {
  commands,
  Disposable,
  EventEmitter,
  Uri,
  window,
  type TextEditor,
  type ViewColumn,
  type WebviewPanel,
} from 'vscode';
import {
  readPageMessage,
  type HostMessage,
  type InputEdit,
  type PageMessage,
  type Selection,
} from '../../preview/protocol.js';
import type { Obstacle } from '../bundleRenderer.js';
import { toRange } from '../diagnostic.js';
import { setTabTitle } from '../output/editors.js';
import type { PromptActions } from '../promptActions.js';
import { firstSelection, followedSelection } from './chooseBundle.js';
import { baseOf, draftOf, isDraft } from './draftNames.js';
import { PreviewView, type ViewServices } from './previewView.js';
import { saveDraft } from './saveDraft.js';
import type { SelectionMemory } from './selectionMemory.js';
import { SelectionHistory } from './selectionHistory.js';
import { SourceNavigator } from './sourceNavigator.js';

/** What a preview needs of the extension. */
export interface PreviewServices extends ViewServices {
  readonly actions: PromptActions;
  readonly memory: SelectionMemory;
}

/** One open preview: renders its selection anew whenever the workspace changes, and does what the page asks for. */
export class PreviewPanel implements Disposable {
  readonly #subscriptions: Disposable;
  readonly #selected = new EventEmitter<Selection>();
  readonly #view: PreviewView;
  readonly #sources: SourceNavigator;
  readonly #history: SelectionHistory;
  #obstacles: readonly Obstacle[] = [];
  #isLocked = false;
  #inputWork: Promise<void> = Promise.resolve();
  #turn = 0;

  /** Fires when the selection changes, with the new one. */
  readonly onDidSelect = this.#selected.event;

  constructor(
    readonly panel: WebviewPanel,
    private readonly services: PreviewServices,
    private selected: Selection,
  ) {
    const { files, diagnostics } = services;
    this.#view = new PreviewView(services);
    this.#sources = new SourceNavigator(files, panel, this.#view);
    this.#history = new SelectionHistory(selected);
    const isAround = (changed: Iterable<string>): boolean => {
      if (this.selected.bundle === '') return false;
      const scope = files.scopeOf(this.selected.bundle);
      return [...changed].some((file) => files.scopeOf(file) === scope);
    };
    this.#subscriptions = Disposable.from(
      this.#selected,
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readPageMessage(message);
        if (read) void this.#obey(read);
      }),
      files.onDidChange((changed) => {
        if (this.selected.bundle === '') void this.#adopt();
        else if (isAround(changed)) void this.refresh();
      }),
      diagnostics.onDidShow((file) => {
        if (isAround([file])) void this.refresh();
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor && !this.#isLocked) void this.#follow(editor);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => void this.#highlight(textEditor)),
    );
  }

  get selection(): Selection {
    return this.selected;
  }

  /** Shows something else; what is not given stays. The last good render belongs to its bundle and goes with it. */
  async select(selection: Partial<Selection>): Promise<void> {
    this.#history.add({ ...this.selected, ...selection });
    await this.#show({ ...this.selected, ...selection });
  }

  /** Renders what is selected and sends what is different. A newer call overtakes an older one. */
  async refresh(): Promise<void> {
    if (!this.panel.visible) return;
    const turn = ++this.#turn;
    const { render, refusal } = await this.services.renderer.render(this.selected);
    if (turn !== this.#turn) return;
    if (render) await this.#view.take(render, this.selected);
    const page = {
      isLocked: this.#isLocked,
      canGoBack: this.#history.canGoBack,
      canGoForward: this.#history.canGoForward,
    };
    if (turn !== this.#turn) return;
    this.#obstacles = refusal?.obstacles ?? [];
    const message = await this.#view.message(this.selected, refusal, page);
    setTabTitle(this.panel, `Preview ${this.#view.title}`);
    this.#post(message);
  }

  reveal(column?: ViewColumn): void {
    this.panel.reveal(column, column !== undefined);
  }

  dispose(): void {
    this.#turn++;
    this.#subscriptions.dispose();
  }

  async #show(selection: Selection): Promise<void> {
    if (selection.bundle !== this.selected.bundle) this.#view.forget();
    this.selected = selection;
    this.#selected.fire(selection);
    await this.refresh();
  }

  async #obey(message: PageMessage): Promise<void> {
    const { actions } = this.services;
    switch (message.type) {
      case 'ready':
        this.#view.reset();
        return this.refresh();
      case 'select':
        return this.select(message.selection);
      case 'copyPrompt':
        if (await actions.copyPrompt(this.selected)) this.#notice('Prompt copied');
        return;
      case 'copyHash':
        return this.#copyHash(message.name);
      case 'openRendered':
        await actions.openRendered(this.selected);
        return;
      case 'openSource':
        return this.#sources.openSource(message.slot);
      case 'openAt':
        return this.#sources.openAt(message.slot, message.offset);
      case 'locate':
        this.#post(await this.#sources.locate(message.slot, message.offset));
        return;
      case 'openProblem': {
        const obstacle = this.#obstacles[message.index];
        return obstacle && !isDraft(obstacle.file)
          ? this.#sources.openRange(obstacle.file, toRange(obstacle.parsed, obstacle.finding.range))
          : undefined;
      }
      case 'openFinding': {
        const finding = this.#view.findings[message.index];
        return finding && this.#sources.openRange(finding.file, finding.diagnostic.range);
      }
      case 'openConstraint': {
        const constraint = this.#view.constraints[message.index];
        return constraint && this.#sources.openPlace(constraint.file, constraint.range);
      }
      case 'editInput':
        return this.#inTurn(() => this.#editInput(message.edit));
      case 'saveInput':
        return this.#inTurn(() => this.#saveInput());
      case 'discardInput':
        return this.#inTurn(() => this.#discardInput());
      case 'setLocked':
        this.#isLocked = message.isLocked;
        return this.refresh();
      case 'back':
        return this.#go(-1);
      case 'forward':
        return this.#go(1);
      case 'createBundle':
      case 'createSample':
        return void commands.executeCommand(`promptBundles.${message.type}`);
    }
  }

  /** Edits of the input, and what is done with them, one after the other: each starts from what the one before left. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#inputWork = this.#inputWork.then(work, work);
    return this.#inputWork;
  }

  async #saveInput(): Promise<void> {
    const { input } = this.selected;
    const saved = isDraft(input) ? await saveDraft(this.services.drafts, this.#folder(), input) : undefined;
    if (saved) await this.select({ input: saved.toString() });
  }

  async #editInput(edit: InputEdit): Promise<void> {
    const { drafts, renderer } = this.services;
    const { bundle, input } = this.selected;
    const draft = draftOf(input);
    // An edit of an input that has a draft already starts from the input that is shown.
    if (draft !== input) await drafts.discard(this.#folder(), draft);
    await drafts.edit(this.#folder(), draft, (await renderer.readInput(bundle, input))?.model, edit);
    await (draft === input ? this.refresh() : this.select({ input: draft }));
  }

  async #discardInput(): Promise<void> {
    const { input } = this.selected;
    if (!isDraft(input)) return;
    await this.services.drafts.discard(this.#folder(), input);
    await this.select({ input: baseOf(input) });
  }

  async #go(by: -1 | 1): Promise<void> {
    const selection = this.#history.go(by);
    if (selection) await this.#show(selection);
  }

  /** Shows the first bundle that turns up in an empty workspace. */
  async #adopt(): Promise<void> {
    const selection = firstSelection(this.services.files, this.services.memory);
    if (selection) await this.#show(selection);
  }

  async #follow(editor: TextEditor): Promise<void> {
    const selection = await followedSelection(
      this.services.files,
      this.services.memory,
      editor.document.uri,
      this.selected,
    );
    if (selection) await this.select(selection);
    await this.#highlight(editor);
  }

  async #highlight({ document, selection }: TextEditor): Promise<void> {
    const marks = await this.#sources.marksOf(document.uri.toString(), selection);
    this.#post({ type: 'highlight', marks });
  }

  async #copyHash(name: string): Promise<void> {
    const value = this.#view.hash(name);
    if (value === undefined) return;
    await this.services.actions.copyText(value);
    this.#notice(`Copied ${name} ${value}`);
  }

  #folder(): string {
    return this.services.files.scopeKey(Uri.parse(this.selected.bundle));
  }

  #notice(text: string): void {
    this.#post({ type: 'notice', text });
  }

  #post(message: HostMessage | undefined): void {
    if (message) void this.panel.webview.postMessage(message);
  }
}
