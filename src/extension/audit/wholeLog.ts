import { ProgressLocation, Uri, window, type CancellationToken, type LogOutputChannel } from 'vscode';
import { matchesFilter, NewestRecords, recordsIn, type PlacedRecord } from '../../core/audit/listRecords.js';
import type { ReplayVerdict } from '../../core/audit/replay.js';
import type { Platform } from '../workspace/platform.js';
import { count, type AuditView } from './auditView.js';
import { isEmpty, toRecordFilter } from './filter.js';
import type { Integrity } from './integrity.js';
import type { ListedRecord } from './recordIndex.js';
import type { Replays } from './replays.js';
import { showInformation } from '../output/messages.js';
import { logError } from '../output/log.js';
import { showDamage } from './showDamage.js';

/** What came of replaying many records. */
export interface ReplaySummary {
  readonly records: number;
  readonly counts: Readonly<Record<ReplayVerdict | 'not-replayable', number>>;
  readonly isStopped: boolean;
}

/** How records of a verdict are counted, after their number. */
const COUNTED: Readonly<Record<keyof ReplaySummary['counts'], string>> = {
  identical: 'identical',
  renderer: 'by a changed renderer',
  templates: 'with changed templates',
  input: 'with a changed input',
  'not-replayable': 'not replayable',
};

/** At most so many records whose replays differ are listed, the newest. */
const LISTED = 100;
/** After so many records the window has its turn. */
const AT_ONCE = 25;

/** What is done with all of the log. */
export class WholeLog {
  constructor(
    private readonly view: AuditView,
    private readonly replays: Replays,
    private readonly platform: Pick<Platform, 'readChunks'>,
    private readonly output: LogOutputChannel,
  ) {}

  /** Verifies every log anew and tells what it found. */
  async verify(): Promise<Integrity> {
    const integrity = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: 'Verifying the audit log',
        cancellable: true,
      },
      async (_progress, token) => {
        await this.view.refreshAll();
        return this.view.verify(token);
      },
    );
    const { logs, records, broken, torn, unverified } = integrity;
    const whole = `${count(records, 'record')} in ${count(logs, 'log')}`;
    const tornText = torn > 0 ? ` ${count(torn, 'torn last line')} skipped.` : '';
    if (unverified > 0) void showInformation(`Stopped: ${count(unverified, 'log')} of ${logs} not verified.`);
    else if (broken === 0)
      void showInformation(
        logs === 0
          ? 'There is no log to verify yet. Copy a rendered prompt to record one.'
          : `Verified ${whole}: none was changed.${tornText}`,
      );
    else
      void showDamage(
        `Verified ${whole}: ${count(broken, 'log')} ${broken === 1 ? 'is' : 'are'} damaged.${tornText} The audit log lists each line.`,
      );
    return integrity;
  }

  /** Replays every record that the filter lets through, and tells what came of it. */
  async replay(): Promise<ReplaySummary> {
    const filtered = !isEmpty(this.view.filter);
    const summary = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: filtered ? 'Replaying the filtered records' : 'Replaying the audit log',
        cancellable: true,
      },
      (progress, token) => this.#replayAll(progress, token),
    );
    const { records, counts, isStopped } = summary;
    const parts = Object.entries(counts)
      .filter(([, number]) => number > 0)
      .map(([verdict, number]) => `${number} ${COUNTED[verdict as keyof typeof counts]}`);
    const told = parts.length > 0 ? `: ${parts.join(', ')}` : '';
    const said = `${isStopped ? 'Stopped after' : 'Replayed'} ${count(records, 'record')}${filtered ? ' of the filter' : ''}${told}.`;
    if (counts.renderer + counts.templates + counts.input > 0) void showDamage(said);
    else void showInformation(said);
    return summary;
  }

  async #replayAll(
    progress: { report(value: { readonly message: string; readonly increment: number }): void },
    token: CancellationToken,
  ): Promise<ReplaySummary> {
    await this.view.refresh();
    const filter = toRecordFilter(this.view.filter);
    const { matching } = await this.view.listing();
    const counts = { identical: 0, renderer: 0, templates: 0, input: 0, 'not-replayable': 0 };
    const differing = new NewestRecords<ListedRecord>(LISTED);
    let records = 0;
    for (const { file } of await this.view.logs())
      for await (const { line, record } of this.#readable(file)) {
        if (token.isCancellationRequested) break;
        if (!matchesFilter(record, filter)) continue;
        const { verdict } = await this.replays.replay({ file, line }, record);
        counts[verdict]++;
        records++;
        if (verdict !== 'identical' && verdict !== 'not-replayable') {
          const hasPrompt = record.rendered_prompt !== null;
          const listed = { ...record, input: null, rendered_prompt: null };
          differing.add({ file, line, record: listed, hasPrompt });
        }
        if (records % AT_ONCE > 0) continue;
        progress.report({ message: `${records} of ${matching}`, increment: (100 * AT_ONCE) / matching });
        await new Promise<void>((resolve) => {
          setTimeout(resolve, 0);
        });
      }
    this.view.setDiffering(differing.records());
    return { records, counts, isStopped: token.isCancellationRequested };
  }

  /** The records of a log up to where it cannot be read: its integrity tells of that. */
  async *#readable(file: string): AsyncGenerator<PlacedRecord> {
    try {
      yield* recordsIn(file, this.platform.readChunks(Uri.parse(file)));
    } catch (error) {
      logError(this.output, error);
    }
  }
}
