import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { AUDIT_FOLDER, isAuditFileName } from '../core/audit/files.js';
import { CONFIGURATION_FILE, readAuditFolder } from '../language/index.js';
import { foreignFolder } from '../node/ownFolder.js';
import { readChunks } from '../node/readChunks.js';
import type { CommandLineHost } from './commandLineHost.js';
import { configurationOf } from '../node/folder/folderFacts.js';
import { printError } from './print.js';
import { UsageError } from './usage.js';

/** Where the logs are below a root, step by step. */
export type LogFolder = readonly string[];

/** The logs that a command is about. */
export interface Logs {
  /** Absolute. */
  readonly root: string;
  readonly folder: LogFolder;
}

/** The path of a file of the logs from the root, with `/` between. */
export function logPath(folder: LogFolder, name: string): string {
  return [...folder, name].join('/');
}

/**
 * The folder below a root that `--log` names, by the rule of the editor's setting; if absent the one that the root's configuration
 * names, or the usual one. A configured one that holds something else is told, and the usual one is taken.
 */
export async function logFolder(
  root: string,
  log: string | undefined,
  host: CommandLineHost,
): Promise<LogFolder> {
  if (log !== undefined) return namedFolder(root, log);
  const folder = (await configurationOf(root, ''))?.configuration.audit?.folder ?? AUDIT_FOLDER;
  const other = foreignIn(root, folder);
  if (other === undefined) return folder;
  const file = CONFIGURATION_FILE.join('/');
  printError(
    host,
    `The audit log cannot be in the folder that ${file} names: ${folder.join('/')} ${other}. It is in ${AUDIT_FOLDER.join('/')}.`,
  );
  return AUDIT_FOLDER;
}

function namedFolder(root: string, log: string): LogFolder {
  const { folder, problem } = readAuditFolder(log);
  if (!folder) throw new UsageError(`--log takes a folder inside the root: ${log} ${problem}.`);
  const other = foreignIn(root, folder);
  if (other !== undefined)
    throw new UsageError(`--log takes a folder that is empty or has audit logs alone: ${log} ${other}.`);
  return folder;
}

/** What else is in a folder, if it is not the usual one. */
function foreignIn(root: string, folder: LogFolder): string | undefined {
  return folder.join('/') === AUDIT_FOLDER.join('/')
    ? undefined
    : foreignFolder(root, path.join(root, folder.join(path.sep)));
}

/** Names of the files of logs in a folder, in order; what is no file is told by whoever reads it. */
export function auditFileNames(root: string, folder: LogFolder): string[] {
  const place = path.join(root, folder.join(path.sep));
  try {
    return readdirSync(place, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && isAuditFileName(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    // What stands in place of the folder itself is no folder without logs.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || (code === 'ENOTDIR' && !existsSync(place))) return [];
    throw error;
  }
}

/** The bytes of a file of the logs, chunk by chunk. Rejects with what the file system says. */
export function readLog(root: string, folder: LogFolder, name: string): AsyncIterable<Uint8Array> {
  return readChunks(path.join(root, folder.join(path.sep), name));
}
