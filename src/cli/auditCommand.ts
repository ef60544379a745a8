import {
  NewestRecords,
  matchesFilter,
  recordsIn,
  type PlacedRecord,
  type RecordFilter,
} from '../core/audit/listRecords.js';
import { replayRecord, type ReplayVerdict } from '../core/audit/replay.js';
import { verifyLog, type BrokenLine } from '../core/audit/verify.js';
import { loadHashing } from '../core/hashing.js';
import { formatReference } from '../core/model/reference.js';
import { replaySources } from '../language/replaySources.js';
import { folderGenerator } from './assembledPrompts.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { auditLogs, logFolder, readLog, type LogFolder } from './logFolder.js';
import { printDamage } from './printErrors.js';
import { PromptFolder } from './promptFolder.js';
import { rootFolder } from './rootFolder.js';
import { printJson, tell } from './tell.js';
import { sha256 } from '../node/sha256.js';
import {
  count,
  DEFAULT_LIMIT,
  maxFileBytes,
  parseOptions,
  SIZE_OPTION,
  textOrJson,
  UsageError,
} from './usage.js';

/** The logs that a command is about. */
interface Logs {
  /** Absolute. */
  readonly root: string;
  readonly folder: LogFolder;
}

/** `audit list`, `audit verify` and `audit replay`. */
export async function auditCommand(
  [name = '', ...args]: readonly string[],
  host: CommandLineHost,
): Promise<ExitCode> {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      log: { type: 'string' },
      format: { type: 'string', default: 'text' },
      ...(name === 'replay' && { all: { type: 'boolean', default: false }, ...SIZE_OPTION }),
      ...(name === 'list' && {
        bundle: { type: 'string' },
        hash: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        limit: { type: 'string', default: String(DEFAULT_LIMIT) },
      }),
    },
  });
  if (positionals.length > 0) throw new UsageError(`audit ${name} takes no ${positionals.join(' ')}.`);
  const root = rootFolder(values.root, host.cwd);
  const logs = { root, folder: logFolder(values.log) };
  const isJson = textOrJson(values.format) === 'json';
  switch (name) {
    case 'list':
      return list(logs, values as RecordFilter & { limit: string }, isJson, host);
    case 'verify':
      return verify(logs, isJson, host);
    case 'replay':
      return replay(
        logs,
        maxFileBytes(values as { 'max-file-size'?: string }),
        values.all === true,
        isJson,
        host,
      );
    default:
      throw new UsageError('Name what to do with the audit log: list, verify or replay.');
  }
}

async function list(
  logs: Logs,
  { limit, ...filter }: RecordFilter & { readonly limit: string },
  isJson: boolean,
  host: CommandLineHost,
): Promise<ExitCode> {
  const { since, until } = filter;
  const times = {
    ...(since && { since: readTime('since', since) }),
    ...(until && { until: readTime('until', until) }),
  };
  if (!/^[1-9]\d{0,6}$/.test(limit)) throw new UsageError('--limit takes a number from 1 to 9999999.');
  const newest = new NewestRecords(Number(limit));
  for await (const { file, line, record } of allRecords(logs))
    if (matchesFilter(record, { ...filter, ...times }))
      newest.add({ file, line, record: { ...record, input: null, rendered_prompt: null } });
  const records = newest.records();
  if (isJson) {
    const shown = records.map(({ file, line, record }) => ({ file, line, ...listed(record) }));
    printJson(host, { records: shown, total: newest.count });
    return 0;
  }
  for (const { file, line, record } of records) {
    const { created_at, event, bundle_id: id, semver, prompt_hash } = record;
    tell(
      host,
      `${created_at}  ${event.padEnd(12)}  ${formatReference({ id, semver })}  ${prompt_hash}  ${file}:${line}`,
    );
  }
  const left = newest.count - records.length;
  tell(host, `${count(newest.count, 'record')}.${left > 0 ? ` ${left} older ones are not listed.` : ''}`);
  return 0;
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

async function verify({ root, folder }: Logs, isJson: boolean, host: CommandLineHost): Promise<ExitCode> {
  const hashing = await loadHashing(sha256);
  const files = auditLogs(root, folder);
  const broken: (BrokenLine & { readonly file: string })[] = [];
  const tornFiles: string[] = [];
  let records = 0;
  for (const file of files) {
    try {
      const report = await verifyLog(readLog(root, file), hashing);
      records += report.records;
      if (report.torn > 0) tornFiles.push(file);
      for (const { line, reason } of report.broken) broken.push({ file, line, reason });
    } catch (error) {
      broken.push({ file, line: 0, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if (isJson) {
    printJson(host, { files: files.length, records, torn: tornFiles.length, broken });
  } else {
    for (const { file, line, reason } of broken) tell(host, `${file}:${line}: ${reason}`);
    for (const file of tornFiles) tell(host, `${file}: the last line is torn and skipped.`);
    tell(
      host,
      `${count(records, 'record')} in ${count(files.length, 'file')}, ${tornFiles.length} torn, ${broken.length} broken.`,
    );
  }
  return broken.length > 0 ? 1 : 0;
}

async function replay(
  logs: Logs,
  limit: number,
  all: boolean,
  isJson: boolean,
  host: CommandLineHost,
): Promise<ExitCode> {
  const hashing = await loadHashing(sha256);
  const folder = new PromptFolder(logs.root, limit);
  printDamage(folder, host);
  const generator = await folderGenerator(folder, host);
  const sources = replaySources({ scope: folder.scope, files: folder, generator, hashing });
  const changed: { readonly file: string; readonly line: number; readonly verdict: ReplayVerdict }[] = [];
  let [records, identical, not_replayable] = [0, 0, 0];
  for await (const { file, line, record } of all ? allRecords(logs) : newestRecord(logs)) {
    records++;
    const outcome = await replayRecord(record, sources, hashing);
    if (outcome.verdict === 'identical') identical++;
    else {
      if (outcome.verdict === 'not-replayable') not_replayable++;
      else changed.push({ file, line, verdict: outcome.verdict });
      const { bundle_id: id, semver } = record;
      if (!isJson)
        tell(
          host,
          `${file}:${line}: ${formatReference({ id, semver })}: ${outcome.verdict}: ${outcome.reason}`,
        );
    }
  }
  if (isJson) printJson(host, { records, identical, changed, not_replayable });
  else
    tell(
      host,
      `${count(records, 'record')}: ${identical} identical, ${changed.length} changed, ${not_replayable} not replayable.`,
    );
  return changed.length > 0 ? 1 : 0;
}

async function* allRecords({ root, folder }: Logs): AsyncGenerator<PlacedRecord> {
  for (const file of auditLogs(root, folder)) yield* recordsIn(file, readLog(root, file));
}

async function* newestRecord(logs: Logs): AsyncGenerator<PlacedRecord> {
  const newest = new NewestRecords(1);
  for await (const record of allRecords(logs)) newest.add(record);
  yield* newest.records();
}
