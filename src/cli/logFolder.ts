import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AUDIT_FOLDER, isAuditFileName } from '../core/audit/files.js';
import { readChunks } from '../node/readChunks.js';

/** The logs below a root, in order of name, by their path from the root with `/` between. */
export function auditLogs(root: string): string[] {
  try {
    return readdirSync(path.join(root, ...AUDIT_FOLDER), { withFileTypes: true })
      .filter((entry) => entry.isFile() && isAuditFileName(entry.name))
      .map(({ name }) => [...AUDIT_FOLDER, name].join('/'))
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
