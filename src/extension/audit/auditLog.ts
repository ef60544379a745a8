import { commands, EventEmitter, l10n, Uri, workspace, type Disposable, type LogOutputChannel } from 'vscode';
import { AUDIT_FOLDER } from '../../core/audit/files.js';
import { jsonLinesSink, RecordTooLongError } from '../../core/audit/jsonLines.js';
import type { AuditSink } from '../../core/audit/sink.js';
import type { AuditEvent, AuditMode, AuditRecord } from '../../core/audit/record.js';
import { createAuditRecord, type Render } from '../../core/promptGenerator.js';
import { CONFIGURATION_FILE } from '../../language/index.js';
import { failureText } from '../../core/text/failureText.js';
import type { AuditFolders } from './auditFolder.js';
import type { AuditSettings } from './auditSettings.js';
import type { RegistrySink } from './registrySink.js';
import type { Platform } from '../workspace/platform.js';
import { showWarning } from '../output/messages.js';
import { logError } from '../output/log.js';

/** A log that this window writes to. */
interface OpenLog {
  readonly mode: AuditMode;
  readonly place: string;
  readonly sink: Promise<AuditSink>;
}

/** This window's audit logs, one file for each folder that something was rendered in, and one more after each change of what is recorded or where. */
export class AuditLog implements Disposable {
  readonly #logs = new Map<string, OpenLog>();
  readonly #told = new Set<string>();
  readonly #writing = new Set<Promise<void>>();
  readonly #recorded = new EventEmitter<void>();
  readonly #startedAt = new Date();

  /** Fires when a record has been written, or given up. */
  readonly onDidRecord = this.#recorded.event;

  constructor(
    private readonly platform: Platform,
    private readonly log: LogOutputChannel,
    private readonly folders: Pick<AuditFolders, 'find' | 'settings'>,
    /** Where records go beside the logs. */
    private readonly registry?: Pick<RegistrySink, 'append' | 'flush'>,
  ) {}

  /**
   * Records a deliberate render in the log of the workspace folder that its root is in, as its configuration and the settings say at this moment; settles when it is written,
   * or given up, and never rejects. What is recorded must have been done before: a disk may take its time. A folder that
   * is not trusted, or is none of the workspace's, is not written to.
   */
  record(root: string, render: Render, event: AuditEvent): Promise<void> {
    return this.recordAct(root, [render], event);
  }

  /** The same for one act on several prompts: their records have one time, by which they are one row in the view. */
  recordAct(root: string, renders: readonly Render[], event: AuditEvent): Promise<void> {
    const uri = workspace.getWorkspaceFolder(Uri.parse(root))?.uri;
    if (!workspace.isTrusted || !uri) return Promise.resolve();
    const folder = uri.toString();
    const settings = this.folders.settings(uri, Uri.parse(root));
    if (settings.isUnknown) this.#showUnknown(root);
    if (settings.problem !== undefined) this.#showFolderNotice(folder, settings.problem);
    if (settings.mode === 'off') return Promise.resolve();
    const now = new Date();
    const records = renders.map((render) => createAuditRecord(render, event, now));
    this.registry?.append(records, settings);
    const writing = this.#write(this.#logOf(folder, settings), records).finally(() => {
      this.#writing.delete(writing);
      this.#recorded.fire();
    });
    this.#writing.add(writing);
    return writing;
  }

  /** Settles when all that was recorded so far is written or given up. */
  async flush(): Promise<void> {
    await Promise.all([...this.#writing, this.registry?.flush()]);
  }

  dispose(): void {
    this.#recorded.dispose();
  }

  async #write({ sink, place }: OpenLog, records: readonly AuditRecord[]): Promise<void> {
    try {
      const opened = await sink;
      for (const record of records) opened.append(record);
      await opened.flush();
    } catch (error) {
      // The log could not even be opened, and will not be: told once.
      if (!this.#told.has(place)) this.#showFailure(error);
      this.#told.add(place);
    }
  }

  /** The log is kept before it is open: of two records at once, both go into the one file. */
  #logOf(folder: string, { mode, logs }: AuditSettings): OpenLog {
    const known = this.#logs.get(folder);
    const place = logs.toString();
    if (known?.mode === mode && known.place === place) return known;
    const opened = { mode, place, sink: this.#open(folder, mode) };
    this.#logs.set(folder, opened);
    return opened;
  }

  async #open(folder: string, mode: AuditMode): Promise<AuditSink> {
    const { logs, problem } = await this.folders.find(Uri.parse(folder));
    if (problem !== undefined) this.#showFolderNotice(folder, problem);
    return jsonLinesSink({
      sha256: await this.platform.loadSha256(),
      append: this.platform.logAppender(logs, this.#startedAt, this.platform.newId()),
      mode: mode === 'hashes' ? 'hashes' : 'full',
      onFailure: (error) => {
        this.#showFailure(error);
      },
    });
  }

  #showFailure(error: unknown): void {
    logError(this.log, error);
    const reason = failureText(error);
    void show(
      error instanceof RecordTooLongError
        ? l10n.t(
            'The prompt was not recorded in the audit log: {0} Until a record can be written, this is not repeated.',
            reason,
          )
        : l10n.t(
            'The prompt was not recorded in the audit log: {0} Make the folder writable, or choose another. Until a record can be written, this is not repeated.',
            reason,
          ),
    );
  }

  #showUnknown(root: string): void {
    const key = `unknown:${root}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    void showWarning(
      l10n.t(
        'The prompt was not recorded in the audit log: {0} cannot be read, so what may be recorded is not known. Mend it first.',
        CONFIGURATION_FILE.join('/'),
      ),
    );
  }

  #showFolderNotice(folder: string, problem: string): void {
    const key = `${folder} ${problem}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    void show(
      l10n.t(
        'The audit log cannot be in the configured folder: {0}. Records are written to {1}. Set a path inside the workspace folder, such as logs/prompts.',
        problem,
        AUDIT_FOLDER.join('/'),
      ),
    );
  }
}

async function show(message: string): Promise<void> {
  const choose = l10n.t('Open Settings');
  if ((await showWarning(message, choose)) === choose)
    await commands.executeCommand('workbench.action.openSettings', 'promptBundles.audit');
}
