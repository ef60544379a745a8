import {
  commands,
  Disposable,
  RelativePattern,
  window,
  workspace,
  type CancellationToken,
  type LogOutputChannel,
  type TreeItem,
  type Uri,
} from 'vscode';
import { matchesFilter } from '../../core/audit/listRecords.js';
import type { WrittenRecord } from '../../core/audit/record.js';
import type { AuditLog } from './auditLog.js';
import type { AuditFolders } from './auditFolder.js';
import { changesAudit } from './auditSettings.js';
import { changesRegistries } from '../registries/connections.js';
import type { Platform } from '../workspace/platform.js';
import { describeFilter, isEmpty, toRecordFilter, type AuditFilter } from './filter.js';
import type { InputNames } from './inputNames.js';
import type { Integrity, LogIntegrity, LogProblem } from './integrity.js';
import { findLogs, readRecordAt, type LogFile, type RecordPlace } from './logFiles.js';
import { dayNodes, differingNode, moreNode, noMatchNodes, problemNodes, AuditNode } from './nodes.js';
import type { RegistryRenders } from './registryRenders.js';
import { RecordIndex, type ListedRecord, type Listing } from './recordIndex.js';
import type { Replays, Verdict } from './replays.js';
import { stateSentences } from './stateSentences.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { recordTooltip } from './tooltip.js';
import { labelText, messageText } from '../../core/output/editorText.js';
import { isConfigurationFile } from '../../language/index.js';
import { logError } from '../output/log.js';
import type { LazyTree } from '../views/lazyTree.js';

/** The audit view as it is before its code. */
export type AuditTree = LazyTree<TreeItem>;

export interface AuditViewServices {
  readonly tree: AuditTree;
  readonly platform: Pick<Platform, 'readChunks'>;
  readonly files: Pick<PromptWorkspace, 'load' | 'onDidChange'>;
  readonly folders: AuditFolders;
  readonly log: AuditLog;
  readonly replays: Replays;
  readonly integrity: LogIntegrity;
  readonly inputs: InputNames;
  readonly renders: RegistryRenders;
  readonly output: LogOutputChannel;
}

/** How many records are shown at first, and how many more with each "Show more". */
export const PAGE_OF_RECORDS = 200;
/** Logs of up to so many bytes are verified without being asked. */
const VERIFIED_AT_ONCE = 32_000_000;
/** Changes of the logs within so much time come to one. */
const PAUSE_MS = 200;

/** The records of the audit logs, newest first. Nothing is read before the view is shown, or while it is out of sight. */
export class AuditView implements Disposable {
  readonly #index: RecordIndex;
  readonly #subscriptions: Disposable;
  #watchers: Promise<Disposable> | undefined;
  #logs: readonly LogFile[] = [];
  #listing: Listing | undefined;
  #differing: readonly ListedRecord[] = [];
  #unanchored: readonly LogProblem[] = [];
  #filter: AuditFilter = {};
  #wanted = PAGE_OF_RECORDS;
  #reading: Promise<void> = Promise.resolve();
  #isScheduled = false;
  #isStale = false;

  constructor(private readonly services: AuditViewServices) {
    const { tree, log, platform, files } = services;
    this.#index = new RecordIndex(platform);
    this.#subscriptions = Disposable.from(
      log.onDidRecord(() => {
        this.#schedule();
      }),
      tree.view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#isStale) this.#schedule();
      }),
      // Watchers miss what happens in a folder right after it is made, and on some file systems all of it.
      window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.#listing) this.#schedule();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (changesAudit(event)) this.#startAgain();
        else if (changesRegistries(event)) this.show();
      }),
      files.onDidChange((changed) => {
        for (const file of changed)
          if (isConfigurationFile(file)) {
            this.#startAgain();
            return;
          }
      }),
      workspace.onDidChangeWorkspaceFolders(() => {
        this.#startAgain();
      }),
      workspace.onDidGrantWorkspaceTrust(() => {
        this.#schedule();
      }),
    );
  }

  get filter(): AuditFilter {
    return this.#filter;
  }

  /** What the logs hold, read now if it was not before. */
  async listing(): Promise<Listing> {
    if (!this.#listing) await this.refresh();
    return this.#listing ?? { records: [], matching: 0, total: 0, versions: [] };
  }

  /** The logs as they were found last. */
  async logs(): Promise<readonly LogFile[]> {
    await this.listing();
    return this.#logs;
  }

  /** What is known of the logs as they were found last. */
  integrity(): Integrity {
    return this.services.integrity.of(this.#logs);
  }

  /** The rows below one, or the uppermost. */
  async children(node?: TreeItem): Promise<readonly TreeItem[]> {
    if (node) return node instanceof AuditNode ? ((await node.load?.()) ?? node.children) : [];
    const { records, matching, total } = await this.listing();
    const { replays, inputs } = this.services;
    const verdictOf = (place: RecordPlace): Verdict | undefined => replays.verdict(place);
    const left = matching - records.length;
    return [
      ...problemNodes(this.#problems()),
      ...differingNode(this.#shownDiffering(), verdictOf),
      ...dayNodes(records, verdictOf, new Date(), await inputs.finder()),
      ...(left > 0 ? [moreNode(left)] : []),
      ...(matching === 0 && total > 0 ? noMatchNodes() : []),
      ...(await this.services.renders.groups(this.#filter)),
    ];
  }

  /** Adds what is only read when somebody points at a row. */
  async resolve(node: TreeItem): Promise<TreeItem> {
    const place = node instanceof AuditNode ? node.place : undefined;
    const record = place && (await this.record(place));
    if (record) node.tooltip = recordTooltip(place, record, this.services.replays.verdict(place));
    return node;
  }

  /** One record with its input and its prompt; `undefined` when it is gone. */
  record(place: RecordPlace): Promise<WrittenRecord | undefined> {
    return readRecordAt(this.services.platform, place);
  }

  /** Reads what has changed in the logs, and shows it. */
  refresh(): Promise<void> {
    this.#isStale = false;
    const reading = this.#reading.then(() => this.#read());
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  /** Reads and verifies all logs again, whatever is known of them. */
  async refreshAll(): Promise<void> {
    this.#index.clear();
    this.services.renders.clear();
    this.services.integrity.clear();
    this.#differing = [];
    this.#unanchored = [];
    await this.refresh();
  }

  async setFilter(filter: AuditFilter): Promise<void> {
    this.#filter = filter;
    this.#wanted = PAGE_OF_RECORDS;
    await this.refresh();
  }

  async showMore(): Promise<void> {
    this.#wanted += PAGE_OF_RECORDS;
    await this.refresh();
  }

  /** Verifies all logs that have changed since they were. */
  async verify(token?: CancellationToken): Promise<Integrity> {
    await this.refresh();
    await this.services.integrity.verify(this.#logs, token);
    this.show();
    return this.integrity();
  }

  /** Shows these as the records whose replays differ. */
  setDiffering(records: readonly ListedRecord[]): void {
    this.#differing = records;
    this.show();
  }

  /** Shows these as what is not as an anchor has it, until all logs are read again. */
  setUnanchored(problems: readonly LogProblem[]): void {
    this.#unanchored = problems;
    this.show();
  }

  /** Shows what is known, without reading anything. */
  show(): void {
    const { tree } = this.services;
    const { total = 0, matching = 0 } = this.#listing ?? {};
    const modes = (workspace.workspaceFolders ?? []).map(
      ({ uri }) => this.services.folders.settings(uri).mode,
    );
    const isOff = modes.length > 0 && modes.every((mode) => mode === 'off');
    const problems = this.#problems();
    const state = matching > 0 ? 'records' : total > 0 ? 'noMatch' : isOff ? 'off' : 'empty';
    setContext('promptBundles.auditState', state);
    setContext('promptBundles.auditFiltered', !isEmpty(this.#filter));
    tree.view.description = labelText(describeFilter(this.#filter));
    // Below a message VS Code shows no words of welcome, which say what an empty view means.
    const isEmptyView = total === 0 && problems.length === 0;
    tree.view.message = isEmptyView ? '' : messageText(this.#message(isOff).join(' '));
    tree.changed.fire(undefined);
  }

  dispose(): void {
    this.#endWatch();
    this.#subscriptions.dispose();
  }

  #problems(): readonly LogProblem[] {
    return [...this.integrity().problems, ...this.#unanchored];
  }

  /** Those that are still there, and still differ. */
  #shownDiffering(): ListedRecord[] {
    const files = new Set(this.#logs.map(({ file }) => file));
    return this.#differing.filter(
      (listed) =>
        files.has(listed.file) &&
        this.services.replays.verdict(listed)?.verdict !== 'identical' &&
        matchesFilter(listed.record, toRecordFilter(this.#filter)),
    );
  }

  #message(isOff: boolean): string[] {
    const { broken, torn, unverified } = this.integrity();
    return stateSentences({
      filter: describeFilter(this.#filter),
      total: this.#listing?.total ?? 0,
      matching: this.#listing?.matching ?? 0,
      broken,
      unanchored: this.#unanchored.length,
      torn,
      isLarge: unverified > 0 && this.#isLarge(),
      isOff,
    });
  }

  async #read(): Promise<void> {
    // What configurations say of the logs is known with the files.
    await this.services.files.load();
    this.#watchers ??= this.#watch();
    await this.#watchers;
    this.#logs = await findLogs(this.services.folders);
    this.#listing = await this.#index.list(this.#logs, toRecordFilter(this.#filter), this.#wanted);
    this.show();
    if (this.#isLarge() || this.services.integrity.unverified(this.#logs).length === 0) return;
    await this.services.integrity.verify(this.#logs);
    this.show();
  }

  #isLarge(): boolean {
    const logs = this.services.integrity.unverified(this.#logs);
    return logs.reduce((sum, { bytes }) => sum + bytes, 0) > VERIFIED_AT_ONCE;
  }

  #startAgain(): void {
    this.#endWatch();
    this.#schedule();
  }

  #endWatch(): void {
    void this.#watchers?.then((watchers) => {
      watchers.dispose();
    });
    this.#watchers = undefined;
  }

  async #watch(): Promise<Disposable> {
    const folders = workspace.workspaceFolders ?? [];
    const found = folders.map(({ uri }) => this.services.folders.find(uri));
    // eslint-disable-next-line bounded/no-spread-arguments -- as many as somebody opened folders
    return Disposable.from(...(await Promise.all(found)).map(({ logs }) => this.#watchLogs(logs)));
  }

  #watchLogs(logs: Uri): Disposable {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(logs, '*.jsonl'));
    const changed = (): void => {
      this.#schedule();
    };
    return Disposable.from(
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
    );
  }

  #schedule(): void {
    this.#isStale = true;
    if (!this.services.tree.view.visible || this.#isScheduled) return;
    this.#isScheduled = true;
    setTimeout(() => {
      this.#isScheduled = false;
      this.refresh().catch((error: unknown) => {
        logError(this.services.output, error);
      });
    }, PAUSE_MS);
  }
}

function setContext(key: string, value: unknown): void {
  void commands.executeCommand('setContext', key, value);
}
