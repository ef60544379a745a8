import { commands, Disposable, EventEmitter, l10n, window, type TextEditor, type WebviewPanel } from 'vscode';
import { slotName, type Slot } from '../../core/model/slots.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { PageMessage, Selection } from '../../preview/protocol.js';
import { readPageMessage } from '../../preview/readMessages.js';
import type { Refusal, RenderOutcome } from '../rendering/bundleRenderer.js';
import { toRange } from '../problems/diagnostic.js';
import { setTabTitle } from '../output/editors.js';
import type { Platform } from '../workspace/platform.js';
import type { PromptActions } from '../commands/promptActions.js';
import type { QuickFixes } from '../fixes/quickFixes.js';
import { showInformation } from '../output/messages.js';
import { becameOf } from './afterReload.js';
import { isAlone, newestBundle, usersOf } from '../selection/bundleFor.js';
import { selectionFor } from '../selection/inForce.js';
import { firstSelection, pickBundle } from './chooseBundle.js';
import { baseOf, isDraft } from '../selection/draftNames.js';
import { FindingFixes } from './findingFixes.js';
import { FollowedFiles } from './followedFiles.js';
import { InputEditing } from './inputEditing.js';
import type { ShownPrompt } from './madeFrom.js';
import { PageSender } from './pageSender.js';
import type { PreviewBlame } from '../blame/index.js';
import { PreviewUpdates, type FollowingPreview } from './previewUpdates.js';
import { PreviewView, type ViewServices } from './previewView.js';
import type { SelectionMemory } from '../selection/selectionMemory.js';
import { SelectionHistory } from './selectionHistory.js';
import { SourceNavigator } from './sourceNavigator.js';

/** What a preview needs of the extension. */
export interface PreviewServices extends ViewServices {
  readonly actions: PromptActions;
  readonly memory: SelectionMemory;
  readonly fixes: QuickFixes;
  readonly platform: Platform;
}

/** One open preview: renders its selection anew whenever the workspace changes, and does what the page asks for. */
export class PreviewPanel implements Disposable {
  readonly #subscriptions: Disposable;
  readonly #selected = new EventEmitter<Selection>();
  readonly #view: PreviewView;
  readonly #sources: SourceNavigator;
  readonly #history: SelectionHistory;
  readonly #input: InputEditing;
  readonly #fixes: FindingFixes;
  readonly #updates: PreviewUpdates;
  #refusal: Refusal | undefined;
  #isLocked = false;
  #isDisposed = false;
  #menuOpenedAt = 0;
  /** Whether a page that is not in sight yet waits to be told what to show. */
  #isOwed = false;
  /** Whether the page waits for an answer, or has nothing yet. */
  #isAsked = false;
  #turn = 0;
  /** The last turn that has come to its end: while it is another, the findings are about to be listed. */
  #settledTurn = 0;
  readonly #followed: FollowedFiles;
  /** The editor that is marked in the page. */
  #marked = window.activeTextEditor;
  readonly #page: PageSender;
  /** Whether the page shows what it was sent. */
  #isBegun = false;
  /** The editor whose sentence the page is to tell about, once it shows one. */
  #told: TextEditor | undefined;
  /** What tells of the history of the prompt, once that is asked for. */
  #blame: Promise<PreviewBlame> | undefined;

  /** Fires when the selection changes, with the new one. */
  readonly onDidSelect = this.#selected.event;

  constructor(
    readonly panel: WebviewPanel,
    private readonly services: PreviewServices,
    private selected: Selection,
    { was, isAhead = false }: { readonly was?: Reference | undefined; readonly isAhead?: boolean } = {},
  ) {
    const { files } = services;
    this.#page = new PageSender(panel.webview);
    const notice = (text: string): void => {
      this.#page.notice(text);
    };
    this.#view = new PreviewView(services, was);
    this.#sources = new SourceNavigator(files, panel, this.#view, notice);
    this.#history = new SelectionHistory(selected);
    this.#input = new InputEditing(this, services);
    this.#fixes = new FindingFixes(services.fixes, notice);
    this.#followed = new FollowedFiles(files);
    this.#updates = new PreviewUpdates(services, this.#followingPreview());
    this.#subscriptions = Disposable.from(
      this.#selected,
      this.#updates,
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readPageMessage(message);
        if (read) void this.obey(read);
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible && this.#isOwed) void this.refresh();
      }),
    );
    this.#retitle();
    if (!files.isWhole) void this.#settle(isAhead ? selected : undefined);
    // While the page begins; it asks again then, for what came too early.
    if (selected.bundle !== '') void (was ? this.#findAgain(was) : this.#keepUp(new Set()));
  }

  get selection(): Selection {
    return this.selected;
  }

  /** When its context menu was opened last; 0 for never. The menu takes the focus, so that no preview may be active then. */
  get menuOpenedAt(): number {
    return this.#menuOpenedAt;
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** Shows something else; what is not given stays. The last good render belongs to its bundle and goes with it. */
  async select(selection: Partial<Selection>): Promise<void> {
    this.#history.add({ ...this.selected, ...selection });
    await this.#show({ ...this.selected, ...selection });
  }

  /**
   * Renders what is selected and sends what is different. A newer call overtakes an older one. `isAsked` says that the page
   * waits for an answer. What is not in sight is rendered when its page starts anew.
   */
  async refresh({ isAsked = true } = {}): Promise<void> {
    this.#join();
    this.#retitle();
    this.#updates.note();
    if (this.#isDisposed || !this.panel.visible) return;
    this.#isOwed = false;
    this.#isAsked ||= isAsked;
    const turn = ++this.#turn;
    try {
      await this.#renew(turn);
    } finally {
      if (turn === this.#turn) this.#settledTurn = turn;
    }
  }

  async #renew(turn: number): Promise<void> {
    const { render, refusal, isReading } = await this.#render();
    await this.#followed.keepInput(this.selected);
    if (turn !== this.#turn) return;
    if (render) await this.#view.take(render, this.selected);
    const page = {
      isReading,
      isLocked: this.#isLocked,
      canGoBack: this.#history.canGoBack,
      canGoForward: this.#history.canGoForward,
    };
    if (turn !== this.#turn) return;
    this.#refusal = refusal;
    const message = await this.#view.message(this.selected, refusal, page);
    if (turn !== this.#turn) return;
    this.#retitle();
    this.#page.render(message, { isAsked: this.#isAsked });
    // Findings that are shown from here on are not in it.
    this.#settledTurn = turn;
    this.#isAsked = false;
    this.#page.baseline(this.#view);
    void this.#blame?.then((blame) => {
      blame.renewed();
    });
    // What is marked may stand elsewhere by now, and the cursor need not have moved for it.
    if (this.#marked && window.visibleTextEditors.includes(this.#marked))
      await this.#mark(this.#marked, false);
    if (this.#told) await this.sinceWhenAt(this.#told);
  }

  /** Renders what is selected: before all files are read if that can be done, and without what is in its way by then. */
  async #render(): Promise<RenderOutcome & { readonly isReading: boolean }> {
    const { files, renderer } = this.services;
    const { bundle, input } = this.selected;
    const isEarly = !files.isWhole && bundle !== '';
    const early = isEarly ? await files.precedence.give(() => renderer.renderNow(this.selected)) : undefined;
    if (early?.render) return { ...early, isReading: !files.isWhole };
    await files.settled();
    const outcome = this.#isAlone()
      ? await renderer.renderAlone(bundle, input)
      : await renderer.render(this.selected);
    return { ...outcome, isReading: false };
  }

  /** Once all files are read: shows what is right by then; `ahead` is what was chosen before, and by nobody. */
  async #settle(ahead: Selection | undefined): Promise<void> {
    const { files, memory } = this.services;
    await files.settled();
    if (this.#isDisposed) return;
    if (ahead && this.selected === ahead) {
      const { input } = selectionFor(files, memory, ahead.bundle);
      this.rename((selection) => (selection.bundle === ahead.bundle ? { ...selection, input } : selection));
      this.#selected.fire(this.selected);
    }
    // Changes count from what was right at first.
    this.#view.baselines.forget();
    await this.#keepUp(new Set());
  }

  /** Whether a template is shown by itself. */
  #isAlone(): boolean {
    const { bundle } = this.selected;
    return bundle !== '' && isAlone(this.services.files.scopeOf(bundle), bundle);
  }

  /** A template that stood alone is shown in its bundle as soon as one uses it. */
  #join(): void {
    const { files, memory } = this.services;
    const { bundle: template } = this.selected;
    if (template === '') return;
    const scope = files.scopeOf(template);
    const user = newestBundle(scope, usersOf(scope, template));
    if (user === undefined) return;
    this.rename((selection) =>
      selection.bundle === template ? selectionFor(files, memory, user) : selection,
    );
    this.#view.forget();
  }

  /** Marks what the cursor or the selection of an editor became; `isOpened` when the editor was just opened. */
  async highlight(editor: TextEditor, isOpened: boolean): Promise<void> {
    this.#marked = editor;
    if (this.panel.visible) await this.#mark(editor, isOpened);
  }

  /** Has the page ask since when the sentence is there where its reader is. */
  askPlace(): void {
    this.#page.send({ type: 'askPlace' });
  }

  /** Tells since when the sentence is there that the cursor of an editor is in, as soon as the page shows it. */
  async sinceWhenAt(editor: TextEditor): Promise<void> {
    this.#told = editor;
    if (!this.#isBegun || !this.#view.sources) return;
    this.#told = undefined;
    const { document, selection } = editor;
    const { marks, section } = await this.#sources.highlightOf(document.uri.toString(), selection, true);
    const slot = marks[0]?.slot ?? section;
    if (slot) await this.obey({ type: 'sinceWhen', slot, offset: marks[0]?.start ?? 0 });
    else this.#page.notice(l10n.t('The cursor is at no text of this prompt.'));
  }

  /** The files of selections are called something else by now: it is the same bundle and input all the same. */
  rename(renamed: (selection: Selection) => Selection): void {
    const { bundle, input, model } = renamed(this.selected);
    if (bundle === this.selected.bundle && input === this.selected.input) return;
    this.#history.rename(renamed);
    this.selected = { bundle, input, model };
    this.#selected.fire(this.selected);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#turn++;
    this.#subscriptions.dispose();
    void this.#blame?.then((blame) => {
      blame.dispose();
    });
  }

  async #show(selection: Selection): Promise<void> {
    if (selection.bundle !== this.selected.bundle) this.#view.forget();
    this.selected = selection;
    this.#selected.fire(selection);
    await this.refresh();
  }

  /** Files changed: shows them as they are now, under the names that they have now. */
  async #keepUp(changed: ReadonlySet<string>): Promise<void> {
    await this.#follow(changed);
    await this.refresh({ isAsked: false });
  }

  #followingPreview(): FollowingPreview {
    const shown = (): ShownPrompt => ({
      selection: this.selected,
      identity: this.#view.identityOf(this.selected.bundle),
      baseline: this.#view.baselines.file,
    });
    return {
      get shown() {
        return shown();
      },
      listsFindingsOf: (files) =>
        [...this.#view.concerned(this.selected, this.#refusal)].some((file) => files.has(file)),
      adopt: () => void this.#adopt(),
      keepUp: (changed) => void this.#keepUp(changed),
      sendChoices: () => {
        if (this.selected.bundle !== '' && this.panel.visible)
          this.#page.renderPart(this.#view.choices(this.selected));
      },
      sendFindings: () => void this.#sendFindings(),
    };
  }

  /** Lists the findings of the shown files anew; what is rendered meanwhile lists them itself. */
  async #sendFindings(): Promise<void> {
    const turn = this.#turn;
    if (!this.panel.visible || turn !== this.#settledTurn) return;
    // What keeps a prompt from being rendered is told with its problem.
    if (this.#refusal) return this.refresh({ isAsked: false });
    const found = await this.#view.findingsNow(this.selected, () => turn === this.#turn);
    if (found) this.#page.renderPart(found);
  }

  /** Looks for files that another program renamed or moved. */
  async #follow(changed: ReadonlySet<string>): Promise<void> {
    const before = this.selected;
    const identity = this.#view.identityOf(before.bundle);
    const now = await this.#followed.follow(before, identity, changed);
    // Something else was chosen meanwhile, or one of the files was found.
    if (before !== this.selected) return this.#follow(changed);
    if (isDraft(before.input)) {
      const [base, moved] = [baseOf(before.input), baseOf(now.input)];
      if (base !== moved) await this.services.drafts.rename((file) => (file === base ? moved : file));
    }
    const names = new Map([
      [before.bundle, now.bundle],
      [before.input, now.input],
    ]);
    this.rename(({ bundle, input, model }) => ({
      bundle: names.get(bundle) ?? bundle,
      input: names.get(input) ?? input,
      model,
    }));
  }

  /** The window was loaded anew: goes to the file that has the bundle by now, or says what became of it. */
  async #findAgain(was: Reference): Promise<void> {
    const { bundle } = this.selected;
    const { files, memory } = this.services;
    const became = becameOf(files.scopeOf(bundle), bundle, was);
    if (became && 'file' in became)
      this.rename((selection) =>
        selection.bundle === bundle ? { ...selection, bundle: became.file } : selection,
      );
    await this.#keepUp(new Set());
    if (!became || 'file' in became) return;
    const answer = await showInformation(became.words, l10n.t('Choose Bundle'));
    const chosen =
      answer === undefined
        ? undefined
        : await pickBundle(files, l10n.t('Choose a bundle to preview'), 'always');
    if (chosen !== undefined) await this.select(selectionFor(files, memory, chosen));
  }

  /** Does what the page asks for. */
  async obey(message: PageMessage): Promise<void> {
    const { actions } = this.services;
    switch (message.type) {
      case 'ready':
        this.#view.reset();
        this.#page.reset();
        this.#isOwed = true;
        this.#isBegun = true;
        return this.refresh();
      case 'select':
        return this.select(message.selection);
      case 'copyPrompt':
        if (await actions.copyPrompt(this.selected)) this.#page.notice(l10n.t('Prompt copied'));
        return;
      case 'copyHash':
        return this.#copyHash(message.name);
      case 'openRendered':
        await actions.openRendered(this.selected);
        return;
      case 'menuOpened':
        this.#menuOpenedAt = Date.now();
        return;
      case 'copySection':
        return this.#copySection(message.slot);
      case 'openSource':
        return this.#sources.openSource(message.slot);
      case 'openAt':
        return this.#sources.openAt(message.slot, message.offset);
      case 'locate':
        this.#page.send(await this.#sources.locate(message.slot, message.offset));
        return;
      case 'openProblem': {
        const obstacle = this.#refusal?.obstacles[message.index];
        return (
          obstacle && this.#sources.openRange(obstacle.file, toRange(obstacle.parsed, obstacle.finding.range))
        );
      }
      case 'openFinding':
      case 'openSuppressed': {
        const { findings, suppressed } = this.#view;
        const finding = (message.type === 'openFinding' ? findings : suppressed)[message.index];
        return finding && this.#sources.openRange(finding.file, finding.range);
      }
      case 'openConstraint': {
        const constraint = this.#view.constraints[message.index];
        return constraint && this.#sources.openPlace(constraint.file, constraint.range);
      }
      case 'listFixes':
        this.#page.send(await this.#fixes.list(message.index, this.#view.findings[message.index]));
        return;
      case 'applyFix':
        return this.#fixes.apply(message.index, message.fix);
      case 'editInput':
        return this.#input.edit(message.edit);
      case 'saveInput':
        return this.#input.save();
      case 'discardInput':
        return this.#input.discard();
      case 'showChanges':
        this.#page.showChanges(message.isShown, this.#view);
        return;
      case 'chooseBaseline':
        this.#view.baselines.choose(message.baseline);
        return this.refresh();
      case 'sinceWhen':
      case 'showAges':
      case 'openChange':
      case 'copyCommit':
        return (await this.#lookBack()).obey(message);
      case 'stopLookingBack':
        return (await this.#lookBack()).obey({ type: message.type });
      case 'setLocked':
        this.#isLocked = message.isLocked;
        return this.refresh();
      case 'back':
        return this.#go(-1);
      case 'forward':
        return this.#go(1);
      case 'newBundleWith':
        return void commands.executeCommand('promptBundles.newBundle', { template: this.selected.bundle });
      case 'newBundle':
      case 'createSample':
        return void commands.executeCommand(`promptBundles.${message.type}`);
    }
  }

  /** What tells of the history of the prompt: read when that is asked for first. */
  #lookBack(): Promise<PreviewBlame> {
    this.#blame ??= import('../blame/index.js').then(({ PreviewBlame }) => {
      const blame = new PreviewBlame({
        ...this.services,
        view: this.#view,
        page: this.#page,
        sources: this.#sources,
        bundle: () => this.selected.bundle,
        copyText: (text) => this.services.actions.copyText(text),
      });
      if (this.#isDisposed) blame.dispose();
      return blame;
    });
    return this.#blame;
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

  #mark({ document, selection }: TextEditor, isOpened: boolean): Promise<void> {
    return this.#page.mark(this.#sources, document.uri, selection, isOpened);
  }

  async #copySection(slot: Slot): Promise<void> {
    const text = this.#view.render?.parts[slot].text;
    if (text === undefined || this.#refusal) {
      this.#page.notice(
        l10n.t('Nothing was copied: the newest text does not render. Fix the problem first.'),
      );
      return;
    }
    await this.services.actions.copyText(text);
    this.#page.notice(this.#isAlone() ? l10n.t('Text copied') : l10n.t('{0} copied', slotName(slot)));
  }

  async #copyHash(name: string): Promise<void> {
    const value = this.#view.hash(name);
    if (value === undefined) return;
    await this.services.actions.copyText(value);
    this.#page.notice(l10n.t('Copied {0} {1}', name, value));
  }

  /** The title names what is shown, in sight or not. */
  #retitle(): void {
    if (this.#isDisposed) return;
    const identity = this.#view.identityOf(this.selected.bundle);
    setTabTitle(
      this.panel,
      identity ? l10n.t('Preview {0}', formatReference(identity)) : l10n.t('Preview prompt'),
    );
  }
}
