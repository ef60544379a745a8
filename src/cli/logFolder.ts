import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AUDIT_FOLDER, isAuditFileName } from '../core/audit/files.js';
import { readAuditFolder } from '../language/auditFolder.js';
import { readChunks } from '../node/readChunks.js';
import { UsageError } from './usage.js';

/** Where the logs are below a root, step by step. */
export type LogFolder = readonly string[];

/** The folder that `--log` names, by the rule of the editor's setting; the usual one if absent. */
export function logFolder(log: string | undefined): LogFolder {
  const { folder, problem } = log === undefined ? { folder: AUDIT_FOLDER } : readAuditFolder(log);
  if (!folder) throw new UsageError(`--log takes a folder inside the root: ${log ?? ''} ${problem}.`);
  return folder;
}

/** The logs below a root, in order of name, by their path from the root with `/` between. */
export function auditLogs(root: string, folder: LogFolder): string[] {
  try {
    return readdirSync(path.join(root, folder.join(path.sep)), { withFileTypes: true })
      .filter((entry) => entry.isFile() && isAuditFileName(entry.name))
      .map(({ name }) => [...folder, name].join('/'))
      .sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** The bytes of a log, chunk by chunk. Rejects with what the file system says. */
export function readLog(root: string, file: string): AsyncIterable<Uint8Array> {
  return readChunks(path.join(root, file));
}
