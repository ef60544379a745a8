import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AUDIT_FOLDER, auditFileName, AUDIT_GITIGNORE } from '../core/audit/files.js';

/** Appends to a log file of this run's own below the root; the folder is made at the first record. */
export function auditFileAppender(
  root: string,
  startedAt: Date,
  id: string,
): (text: string) => Promise<void> {
  const folder = path.join(root, ...AUDIT_FOLDER);
  const file = path.join(folder, auditFileName(startedAt, id));
  return async (text) => {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, '.gitignore'), AUDIT_GITIGNORE, { flag: 'wx' }).catch(ignoreExisting);
    await appendFile(file, text);
  };
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
