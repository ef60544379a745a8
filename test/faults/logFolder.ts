import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrokenLine } from '../../src/core/audit/verify.js';
import { recordsIn } from '../../src/core/audit/listRecords.js';
import type { WrittenRecord } from '../../src/core/audit/record.js';
import { readChunks } from '../../src/node/readChunks.js';
import { verifyLog } from '../../src/core/audit/verify.js';
import { loadHashing } from '../../src/core/hashing.js';
import { sha256 } from '../../src/node/sha256.js';
import { recordOf } from '../unit/audit/logs.js';

/** What stands in the logs of a folder. */
export interface FolderReport {
  readonly files: readonly string[];
  /** Records by file, as they are listed. */
  readonly records: readonly WrittenRecord[];
  readonly torn: number;
  /** Files whose last byte is no line break: what `torn` must count. */
  readonly halfLines: number;
  readonly broken: readonly BrokenLine[];
}

export async function readLogs(folder: string): Promise<FolderReport> {
  const hashing = await loadHashing(sha256);
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const records: WrittenRecord[] = [];
  const broken: BrokenLine[] = [];
  let [torn, halfLines] = [0, 0];
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    for await (const { record } of recordsIn(name, readChunks(file))) records.push(record);
    const report = await verifyLog(readChunks(file), hashing);
    torn += report.torn;
    broken.push(...report.broken);
    const bytes = readFileSync(file);
    if (bytes.length > 0 && bytes.at(-1) !== 0x0a) halfLines++;
  }
  return { files: names, records, torn, halfLines, broken };
}

/** The numbers of the records that a writer says are written. */
export function acknowledged(lines: readonly string[]): number[] {
  return lines.flatMap((line) => (line.startsWith('written ') ? [Number(line.slice(8))] : []));
}

/** Acknowledged records that no log has. */
export function lost(numbers: readonly number[], records: readonly WrittenRecord[]): number[] {
  const found = new Set(records.map(({ engine_version }) => Number(engine_version)));
  return numbers.filter((number) => !found.has(number));
}

/** Writes a record for writers to make theirs of; gives the file. */
export async function writeRecord(folder: string): Promise<string> {
  const file = path.join(folder, 'record.json');
  writeFileSync(file, JSON.stringify(await recordOf()));
  return file;
}
