import { Uri, window, workspace, type LogOutputChannel } from 'vscode';
import { AUDIT_FOLDER } from '../core/audit/files.js';
import { jsonLinesSink } from '../core/audit/jsonLines.js';
import type { AuditSink } from '../core/audit/sink.js';
import type { AuditEvent } from '../core/audit/record.js';
import { createAuditRecord, type Render } from '../core/promptGenerator.js';
import type { Platform } from './platform.js';

/** This window's audit logs, one file for each folder that something was rendered in. */
export class AuditLog {
  readonly #sinks = new Map<string, Promise<AuditSink>>();
  readonly #startedAt = new Date();

  constructor(
    private readonly platform: Platform,
    private readonly log: LogOutputChannel,
  ) {}

  /**
   * Records a deliberate render in the log of its folder; settles when it is written, or given up. A folder that is
   * not trusted, or is none of the workspace's, is not written to.
   */
  async record(folder: string, render: Render, event: AuditEvent): Promise<void> {
    const uri = Uri.parse(folder);
    if (!workspace.isTrusted || !workspace.getWorkspaceFolder(uri)) return;
    // Kept before it is open: of two records at once, both go into the one file.
    const opening = this.#sinks.get(folder) ?? this.#open(uri);
    this.#sinks.set(folder, opening);
    const sink = await opening;
    sink.append(createAuditRecord(render, event, new Date()));
    await sink.flush();
  }

  async #open(folder: Uri): Promise<AuditSink> {
    const logs = Uri.joinPath(folder, ...AUDIT_FOLDER);
    return jsonLinesSink({
      sha256: await this.platform.loadSha256(),
      append: this.platform.logAppender(logs, this.#startedAt, this.platform.newId()),
      onFailure: (error) => {
        this.log.error(error instanceof Error ? error : String(error));
        void window.showWarningMessage(
          'The audit record could not be written. The output "Prompt Bundles" says why.',
        );
      },
    });
  }
}
