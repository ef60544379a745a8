import { closeSync, readdirSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { beginsAsOurs, BEGINNING_BYTES, isGitFolder, ownershipOf } from '../core/audit/files.js';
import { openRegularFileSync } from './openRegularFile.js';
import { stepsInto } from './filePaths.js';

/**
 * Why a folder below a root cannot be one of audit logs, as the end of a sentence; `undefined` when it can, or is not there
 * yet. What is written beside the logs would change what such a folder is.
 */
export function foreignFolder(root: string, folder: string): string | undefined {
  let entries: string[];
  try {
    const steps = stepsInto(realpathSync(root), realpathSync(folder));
    if (!steps) return 'leads out of the root by a symbolic link';
    if (steps.some(isGitFolder)) return "leads into git's own folder by a symbolic link";
    entries = readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  const other = entries.sort().find((name) => !isOurs(path.join(folder, name), name));
  return other === undefined ? undefined : `holds ${other}, which is not an audit log`;
}

function isOurs(file: string, name: string): boolean {
  const ownership = ownershipOf(name);
  if (ownership !== 'by-content') return ownership === 'ours';
  try {
    return beginsAsOurs(beginningOf(file));
  } catch {
    // What cannot be read is told where the log is: whoever can write there must not turn a check off by it.
    return name.endsWith('.jsonl');
  }
}

function beginningOf(file: string): string {
  const descriptor = openRegularFileSync(file);
  try {
    const bytes = Buffer.alloc(BEGINNING_BYTES);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}
