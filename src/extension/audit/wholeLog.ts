import { l10n, ProgressLocation, Uri, window, type CancellationToken, type LogOutputChannel } from 'vscode';
import { matchesFilter, NewestRecords, recordsIn, type PlacedRecord } from '../../core/audit/listRecords.js';
import type { ReplayVerdict } from '../../core/audit/replay.js';
import { counted } from '../../core/text/quote.js';
import type { Platform } from '../workspace/platform.js';
import type { AuditView } from './auditView.js';
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

/** How records of a verdict are counted. */
const COUNTED: Readonly<Record<keyof ReplaySummary['counts'], (number: string) => string>> = {
  identical: (number) => l10n.t('{0} identical', number),
  renderer: (number) => l10n.t('{0} by a changed renderer', number),
  templates: (number) => l10n.t('{0} with changed templates', number),
  input: (number) => l10n.t('{0} with a changed input', number),
  'not-replayable': (number) => l10n.t('{0} not replayable', number),
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
        title: l10n.t('Verifying the audit log'),
        cancellable: true,
      },
      async (_progress, token) => {
        await this.view.refreshAll();
        return this.view.verify(token);
      },
    );
    const said = verifiedText(integrity);
    if (integrity.unverified === 0 && integrity.broken > 0) void showDamage(said);
    else void showInformation(said);
    return integrity;
  }

  /** Replays every record that the filter lets through, and tells what came of it. */
  async replay(): Promise<ReplaySummary> {
    const filtered = !isEmpty(this.view.filter);
    const summary = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: filtered ? l10n.t('Replaying the filtered records') : l10n.t('Replaying the audit log'),
        cancellable: true,
      },
      (progress, token) => this.#replayAll(progress, token),
    );
    const { counts } = summary;
    const said = replayedText(summary, filtered);
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
        progress.report({
          message: l10n.t({
            message: '{0} of {1}',
            args: [counted(records), counted(matching)],
            comment: ['Progress: how many records of how many'],
          }),
          increment: (100 * AT_ONCE) / matching,
        });
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

/** What verifying all logs came to. */
function verifiedText({ logs, records, broken, torn, unverified }: Integrity): string {
  if (unverified > 0)
    return unverified === 1
      ? l10n.t('Stopped: 1 log of {0} not verified.', counted(logs))
      : l10n.t('Stopped: {0} logs of {1} not verified.', counted(unverified), counted(logs));
  if (broken === 0 && logs === 0)
    return l10n.t('There is no log to verify yet. Copy a rendered prompt to record one.');
  const whole = amountOf(records, logs);
  const sentences = [
    broken === 0
      ? l10n.t('Verified {0}: none was changed.', whole)
      : broken === 1
        ? l10n.t('Verified {0}: 1 log is damaged.', whole)
        : l10n.t('Verified {0}: {1} logs are damaged.', whole, counted(broken)),
    ...(torn === 0
      ? []
      : [
          torn === 1
            ? l10n.t('1 torn last line skipped.')
            : l10n.t('{0} torn last lines skipped.', counted(torn)),
        ]),
    ...(broken > 0 ? [l10n.t('The audit log lists each line.')] : []),
  ];
  return sentences.join(' ');
}

/** `3 records in 1 log` */
function amountOf(records: number, logs: number): string {
  if (records === 1)
    return logs === 1 ? l10n.t('1 record in 1 log') : l10n.t('1 record in {0} logs', counted(logs));
  return logs === 1
    ? l10n.t('{0} records in 1 log', counted(records))
    : l10n.t('{0} records in {1} logs', counted(records), counted(logs));
}

/** What replaying many records came to. */
function replayedText({ records, counts, isStopped }: ReplaySummary, isFiltered: boolean): string {
  const all = replayedRecords(records, isFiltered);
  const parts = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([verdict, number]) => COUNTED[verdict as keyof typeof counts](counted(number)))
    .join(', ');
  if (parts === '') return isStopped ? l10n.t('Stopped after {0}.', all) : l10n.t('Replayed {0}.', all);
  return isStopped ? l10n.t('Stopped after {0}: {1}.', all, parts) : l10n.t('Replayed {0}: {1}.', all, parts);
}

function replayedRecords(records: number, isFiltered: boolean): string {
  if (isFiltered)
    return records === 1
      ? l10n.t('1 record of the filter')
      : l10n.t('{0} records of the filter', counted(records));
  return records === 1 ? l10n.t('1 record') : l10n.t('{0} records', counted(records));
}
