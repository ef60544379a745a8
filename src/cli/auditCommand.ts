import {
  NewestRecords,
  matchesFilter,
  recordsIn,
  type PlacedRecord,
  type RecordFilter,
} from '../core/audit/listRecords.js';
import { replayRecord, type ReplayVerdict } from '../core/audit/replay.js';
import { formatReference } from '../core/model/reference.js';
import { replaySources } from '../language/index.js';
import { folderLanguage } from '../node/folder/folderLanguage.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { anchorLogs } from './auditAnchor.js';
import { verifyLogs } from './auditVerify.js';
import { fileRefusal, isRefusal } from '../node/fileRefusal.js';
import { auditFileNames, logFolder, logPath, readLog, type Logs } from './logFolder.js';
import { printDamage } from './printErrors.js';
import { PromptFolder, type FileOptions } from '../node/folder/promptFolder.js';
import { listRegistryAudit } from './registry/listRegistryAudit.js';
import { withRegistry } from './registry/withRegistry.js';
import { rootFolder } from './rootFolder.js';
import { printJson, printLine, printRefusal } from './print.js';
import { parseCommand } from './options/parseCommand.js';
import { count, fileOptions, textOrJson, UsageError } from './usage.js';

/** `audit list`: the newest records of the log, or of a registry's audit. */
export async function auditList(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('audit list', args);
  return list(
    await logsOf('list', values, positionals, host),
    values,
    textOrJson(values.format) === 'json',
    host,
  );
}

/** `audit verify`: whether every log is as it was written, and as an anchor has it. */
export async function auditVerify(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('audit verify', args);
  const isJson = textOrJson(values.format) === 'json';
  return verifyLogs(
    await logsOf('verify', values, positionals, host),
    { isJson, anchor: values.anchor },
    host,
  );
}

/** `audit anchor`: how far each log is. */
export async function auditAnchor(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('audit anchor', args);
  const isJson = textOrJson(values.format) === 'json';
  return anchorLogs(await logsOf('anchor', values, positionals, host), { isJson, out: values.out }, host);
}

/** `audit replay`: whether records render as they did. */
export async function auditReplay(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('audit replay', args);
  if (values.registry !== undefined)
    throw new UsageError((await import('../registry/index.js')).whyNoReplay());
  const isJson = textOrJson(values.format) === 'json';
  return replay(
    await logsOf('replay', values, positionals, host),
    fileOptions(values),
    values.all,
    isJson,
    host,
  );
}

/** The logs that a call is about. */
async function logsOf(
  action: string,
  values: { readonly root?: string | undefined; readonly log?: string | undefined },
  positionals: readonly string[],
  host: CommandLineHost,
): Promise<Logs> {
  if (positionals.length > 0) throw new UsageError(`audit ${action} does not take ${positionals.join(' ')}.`);
  const root = rootFolder(values.root, host.cwd);
  return { root, folder: await logFolder(root, values.log, host) };
}

interface ListValues extends RecordFilter {
  readonly registry?: string;
  readonly limit: string;
}

async function list(
  logs: Logs,
  { limit, registry, ...filter }: ListValues,
  isJson: boolean,
  host: CommandLineHost,
): Promise<ExitCode> {
  const { since, until } = filter;
  const times = {
    ...(since && { since: readTime('since', since) }),
    ...(until && { until: readTime('until', until) }),
  };
  if (!/^[1-9]\d{0,6}$/.test(limit)) throw new UsageError('--limit takes a number from 1 to 9999999.');
  if (registry !== undefined) {
    const listing = { ...filter, ...times, limit: Number(limit), isJson };
    return (
      (await withRegistry(registry, host, logs.root, (opened) =>
        listRegistryAudit(opened, logs.root, listing, host),
      )) ?? 1
    );
  }
  const newest = new NewestRecords(Number(limit));
  const unread = new Unread(host);
  for await (const { file, line, record } of allRecords(logs, unread))
    if (matchesFilter(record, { ...filter, ...times }))
      newest.add({ file, line, record: { ...record, input: null, rendered_prompt: null } });
  const records = newest.records();
  if (isJson) {
    const shown = records.map(({ file, line, record }) => ({ file, line, ...listed(record) }));
    printJson(host, { records: shown, total: newest.count });
    return unread.exitCode;
  }
  for (const { file, line, record } of records) {
    const { created_at, event, bundle_id: id, semver, prompt_hash } = record;
    printLine(
      host,
      `${created_at}  ${event.padEnd(12)}  ${formatReference({ id, semver })}  ${prompt_hash}  ${file}:${line}`,
    );
  }
  const left = newest.count - records.length;
  printLine(
    host,
    `${count(newest.count, 'record')}.${left > 0 ? ` ${left} older ones are not listed.` : ''}`,
  );
  return unread.exitCode;
}

/** A time in UTC as records have it, or its first characters. */
function readTime(option: string, text: string): string {
  if (/^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d{1,3})?)?)?Z?)?)?)?$/.test(text))
    return text.replace('Z', '');
  throw new UsageError(`--${option} takes a time in UTC, such as 2026-03, 2026-03-01 or 2026-03-01T08:30.`);
}

/** What a list says of a record: all but what may be personal. */
function listed({
  input: _input,
  rendered_prompt: _prompt,
  previous: _previous,
  checksum: _checksum,
  record: _record,
  ...rest
}: PlacedRecord['record']): object {
  return rest;
}

async function replay(
  logs: Logs,
  files: FileOptions,
  all: boolean,
  isJson: boolean,
  host: CommandLineHost,
): Promise<ExitCode> {
  const folder = await PromptFolder.read(logs.root, files);
  printDamage(folder, host);
  const language = folderLanguage(folder, host);
  const hashing = await language.hashing();
  const sources = await replaySources(language, '');
  const changed: { readonly file: string; readonly line: number; readonly verdict: ReplayVerdict }[] = [];
  const unread = new Unread(host);
  let [records, identical, not_replayable] = [0, 0, 0];
  for await (const { file, line, record } of all ? allRecords(logs, unread) : newestRecord(logs, unread)) {
    records++;
    const outcome = await replayRecord(record, sources, hashing);
    if (outcome.verdict === 'identical') identical++;
    else {
      if (outcome.verdict === 'not-replayable') not_replayable++;
      else changed.push({ file, line, verdict: outcome.verdict });
      const { bundle_id: id, semver } = record;
      if (!isJson)
        printLine(
          host,
          `${file}:${line}: ${formatReference({ id, semver })}: ${outcome.verdict}: ${outcome.reason}`,
        );
    }
  }
  if (isJson) printJson(host, { records, identical, changed, not_replayable });
  else
    printLine(
      host,
      `${count(records, 'record')}: ${identical} identical, ${changed.length} changed, ${not_replayable} not replayable.`,
    );
  return changed.length > 0 ? 1 : unread.exitCode;
}

async function* allRecords({ root, folder }: Logs, unread: Unread): AsyncGenerator<PlacedRecord> {
  for (const name of auditFileNames(root, folder)) {
    const file = logPath(folder, name);
    try {
      yield* recordsIn(file, readLog(root, folder, name));
    } catch (error) {
      unread.print(file, error);
    }
  }
}

async function* newestRecord(logs: Logs, unread: Unread): AsyncGenerator<PlacedRecord> {
  const newest = new NewestRecords(1);
  for await (const record of allRecords(logs, unread)) newest.add(record);
  yield* newest.records();
}

/** Logs that cannot be read are told, and end nothing but themselves. */
class Unread {
  #exitCode: ExitCode = 0;

  constructor(private readonly host: CommandLineHost) {}

  /** 1 when something was told. */
  get exitCode(): ExitCode {
    return this.#exitCode;
  }

  print(file: string, error: unknown): void {
    if (!isRefusal(error)) throw error;
    this.#exitCode = 1;
    printRefusal(this.host, fileRefusal(Object.assign(error, { path: file })));
  }
}
