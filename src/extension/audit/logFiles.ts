import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { isAuditFileName } from '../../core/audit/files.js';
import { recordsIn } from '../../core/audit/listRecords.js';
import type { WrittenRecord } from '../../core/audit/record.js';
import type { AuditFolders } from './auditFolder.js';
import type { Platform } from '../workspace/platform.js';
import { fileExists } from '../workspace/fileExists.js';

/** A log of the workspace. */
export interface LogFile {
  /** Its URI. */
  readonly file: string;
  readonly uri: Uri;
  readonly bytes: number;
  /** Another after each change of the file. */
  readonly stamp: string;
}

/** A line of a log. */
export interface RecordPlace {
  /** The log's URI. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The files of the logs of all workspace folders, each where its configuration or the settings say, in order of folder and name. */
export async function findLogs(folders: AuditFolders): Promise<LogFile[]> {
  const found = (workspace.workspaceFolders ?? []).map(({ uri }) => logsOf(uri, folders));
  return (await Promise.all(found)).flat();
}

/** The files of the logs of one workspace folder. What is no file is among them: whoever reads it tells. */
export async function logsOf(folder: Uri, folders: AuditFolders): Promise<LogFile[]> {
  const { logs } = await folders.find(folder);
  // Asked for first: VS Code notes a folder that cannot be listed as a failure.
  const entries = (await fileExists(logs))
    ? ((await unlessGone(workspace.fs.readDirectory(logs))) ?? [])
    : [];
  const names = entries
    .filter(([name, type]) => type !== FileType.Directory && isAuditFileName(name))
    .map(([name]) => name)
    .sort();
  const found = names.map(async (name): Promise<LogFile[]> => {
    const uri = Uri.joinPath(logs, name);
    const stat = await unlessGone(workspace.fs.stat(uri));
    return stat ? [{ file: uri.toString(), uri, bytes: stat.size, stamp: `${stat.mtime} ${stat.size}` }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Reads one record anew, with its input and its prompt; `undefined` when no record stands there by now. */
export async function readRecordAt(
  platform: Pick<Platform, 'readChunks'>,
  { file, line }: RecordPlace,
): Promise<WrittenRecord | undefined> {
  const uri = Uri.parse(file);
  if (!workspace.getWorkspaceFolder(uri) || !isAuditFileName(uri.path)) return undefined;
  try {
    for await (const found of recordsIn(file, platform.readChunks(uri)))
      if (found.line === line) return found.record;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return undefined;
}

async function unlessGone<Found>(reading: Thenable<Found>): Promise<Found | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** A log may be taken away while it is looked for. */
function isGone(error: unknown): boolean {
  return error instanceof FileSystemError || (error as { readonly code?: unknown }).code === 'ENOENT';
}
