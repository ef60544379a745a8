import { Disposable, EventEmitter, env, l10n, type LogOutputChannel, type WebviewPanel } from 'vscode';
import { publishedBefore } from '../../language/index.js';
import {
  HASH_NAMES,
  readPageMessage,
  type CompareState,
  type Counterpart,
  type Draft,
  type HostMessage,
  type PageMessage,
} from '../../compare/protocol.js';
import { setTabTitle } from '../output/editors.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import { inputChoices } from '../preview/previewChoices.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { CompareActions } from './compareActions.js';
import { isWithin } from '../workspace/isWithin.js';
import { readTable, type TableServices, type VersionTable } from './versionTable.js';
import { logError } from '../output/log.js';

/** What a comparison needs of the extension. */
export interface ComparePanelServices extends TableServices {
  readonly log: LogOutputChannel;
  readonly files: PromptWorkspace;
  readonly drafts: InputDrafts;
  readonly actions: CompareActions;
}

/** One open table of versions: made anew whenever the workspace changes, and doing what the page asks for. */
export class ComparePanel implements Disposable {
  readonly #subscriptions: Disposable;
  readonly #changed = new EventEmitter<CompareState>();
  #table: VersionTable | undefined;
  /** The refresh that goes on, and whether something has changed since it began. */
  #refreshing: Promise<void> | undefined;
  #isStale = false;
  #isDisposed = false;

  /** Fires when another input or other rows are chosen. */
  readonly onDidChange = this.#changed.event;

  constructor(
    readonly panel: WebviewPanel,
    private readonly services: ComparePanelServices,
    private chosen: CompareState,
  ) {
    const { files, history, stored, notes, drafts } = services;
    setTabTitle(panel, l10n.t('Compare {0}', chosen.bundleId));
    const refresh = (): void => {
      this.refresh().catch(this.#report);
    };
    this.#subscriptions = Disposable.from(
      this.#changed,
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readPageMessage(message);
        if (read) this.#obey(read).catch(this.#report);
      }),
      panel.onDidChangeViewState(refresh),
      files.onDidChange((changed) => {
        if ([...changed].some((file) => isWithin(file, this.state.folder))) refresh();
      }),
      history.onDidChange(refresh),
      stored.onDidChange(refresh),
      notes.onDidChange(refresh),
      drafts.onDidChange((folder) => {
        if (folder === this.state.folder) refresh();
      }),
    );
  }

  get state(): CompareState {
    return this.chosen;
  }

  /** Chooses something else; what is not given stays. */
  async select(choice: Partial<Pick<CompareState, 'input' | 'from' | 'to'>>): Promise<void> {
    this.chosen = { ...this.chosen, ...choice };
    this.#changed.fire(this.chosen);
    await this.refresh();
  }

  /** Renders the versions and sends them: once at a time, and once more when something changes meanwhile. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#refreshing ??= this.#refreshWhileStale().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refreshWhileStale(): Promise<void> {
    while (this.#isStale && !this.#isDisposed && this.panel.visible) {
      this.#isStale = false;
      await this.#refreshOnce();
    }
  }

  async #refreshOnce(): Promise<void> {
    const { files, drafts, places } = this.services;
    const { folder, input } = this.chosen;
    await files.settled();
    const table = await readTable(this.services, this.chosen);
    if (this.#isDisposed) return;
    this.#table = table;
    const pair = table.pair(this.chosen.from, this.chosen.to);
    const { warning, history } = table.circumstances;
    this.#post({
      type: 'versions',
      state: this.chosen,
      inputs: inputChoices(places.scope(folder), folder, input, drafts.list(folder)),
      rows: table.rows,
      neighbours: table.neighbours,
      chosen: pair ? table.chosen(pair) : null,
      draft: this.#draft(table),
      warning,
      history,
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscriptions.dispose();
  }

  async #obey(message: PageMessage): Promise<void> {
    const { actions } = this.services;
    const table = this.#table;
    const pair = table?.pair(this.chosen.from, this.chosen.to);
    const group = this.panel.viewColumn;
    switch (message.type) {
      case 'ready':
        return this.refresh();
      case 'selectInput':
        return this.#isKnownInput(message.input) ? this.select({ input: message.input }) : undefined;
      case 'choose':
        return this.select({ from: message.from, to: message.to });
      case 'openDiff':
        // In the group of the table, wherever the focus is: never over what is open in another one.
        if (table && pair)
          await actions.openDiff(table.side(pair[0]), table.side(pair[1]), message.slot, group);
        return;
      case 'openAgainst': {
        const draft = table && this.#draft(table);
        const version = draft && table.workspaceVersion(draft.semver);
        if (version)
          await actions.openAgainst(
            { ...table.side(version), place: { kind: 'workspace' } },
            message.counterpart,
            group,
          );
        return;
      }
      case 'copyMarkdown':
        if (!table) return;
        await actions.copyMarkdown(table, this.chosen, {
          chosen: message.onlyChosen ? pair : undefined,
          tokens: message.tokens,
        });
        this.#notice(
          message.onlyChosen
            ? l10n.t('The two versions are copied as Markdown')
            : l10n.t('The table is copied as Markdown'),
        );
        return;
      case 'readPrompts':
        if (table) this.#post({ type: 'prompts', prompts: table.prompts(new Set(message.hashes)) });
        return;
      case 'copyHash': {
        const row = table?.rows.find(({ id }) => id === message.row);
        const hash = row?.hashes[message.column];
        if (!row || typeof hash !== 'string') return;
        await env.clipboard.writeText(hash);
        this.#notice(l10n.t('Copied {0} of {1}: {2}', HASH_NAMES[message.column] ?? '', row.semver, hash));
        return;
      }
    }
  }

  /** The page names what it was sent; anything else is no input of this folder. */
  #isKnownInput(input: string): boolean {
    const { drafts, places } = this.services;
    const { folder } = this.chosen;
    return (
      input === '' || drafts.list(folder).includes(input) || places.scope(folder).inputs().includes(input)
    );
  }

  /** The version of the workspace among the chosen, or its newest, and what it can be held against. */
  #draft(table: VersionTable): Draft | null {
    const { places } = this.services;
    const { folder, bundleId } = this.chosen;
    const versions = places.scope(folder).versions('bundle', bundleId);
    const pair = table.pair(this.chosen.from, this.chosen.to) ?? [];
    const ofWorkspace = [...pair].reverse().find(({ sources }) => sources.includes('workspace'));
    const semver = ofWorkspace?.semver ?? versions.at(-1);
    if (semver === undefined) return null;
    const { published } = places.scope(folder);
    const against: readonly (Counterpart | false)[] = [
      places.unsavedFiles(folder, bundleId, semver).length > 0 && 'saved',
      table.circumstances.revisions.length > 0 && 'commit',
      publishedBefore(published, { id: bundleId, semver }) !== undefined && 'published',
      this.services.stored.holding(bundleId, semver).length > 0 && 'registry',
      'clipboard',
    ];
    return { semver, against: against.filter((one) => one !== false) };
  }

  readonly #report = (error: unknown): void => {
    logError(this.services.log, error);
  };

  #notice(text: string): void {
    this.#post({ type: 'notice', text });
  }

  #post(message: HostMessage): void {
    if (!this.#isDisposed) void this.panel.webview.postMessage(message);
  }
}
