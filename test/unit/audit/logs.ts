import { jsonLinesSink, type JsonLinesOptions } from '../../../src/core/audit/jsonLines.js';
import type { AuditRecord } from '../../../src/core/audit/record.js';
import { verifyLog, type LogReport } from '../../../src/core/audit/verify.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { createAuditRecord } from '../../../src/core/promptGenerator.js';
import { encodeUtf8 } from '../../../src/core/text/utf8.js';
import { sha256 } from '../../../src/node/sha256.js';
import { small } from '../published/samples.js';
import { renderFiles, type Files } from '../rendering.js';

/** The record of a render of these files, made that many minutes after midnight. */
export async function recordOf(
  files: Files = small(),
  input?: string,
  { name = 'b@1.0.0', minute = 0 } = {},
): Promise<AuditRecord> {
  const time = new Date(Date.UTC(2026, 2, 1, 0, minute));
  return createAuditRecord(await renderFiles(files, name, input), 'copy', time);
}

/** The bytes of a log of these records. */
export async function logOf(
  records: readonly AuditRecord[],
  mode: JsonLinesOptions['mode'] = 'full',
): Promise<string> {
  let text = '';
  const sink = jsonLinesSink({
    append: (line) => Promise.resolve(void (text += line)),
    sha256,
    mode,
    onFailure: (error) => {
      throw error;
    },
  });
  records.forEach((record) => {
    sink.append(record);
  });
  await sink.flush();
  return text;
}

/** Records with different inputs, a minute after each other. */
export async function severalRecords(count: number): Promise<AuditRecord[]> {
  const all: AuditRecord[] = [];
  for (let i = 0; i < count; i++)
    all.push(await recordOf(small(), `task: "Näher ${i} 🚲"\nengine_version: 1.${i}.0\n`, { minute: i }));
  return all;
}

/** The chunks of a log, of this many bytes. */
export async function* chunksOf(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

export async function verify(log: string | Uint8Array, size?: number): Promise<LogReport> {
  const bytes = typeof log === 'string' ? encodeUtf8(log) : log;
  return verifyLog(chunksOf(bytes, size), await loadHashing(sha256));
}
