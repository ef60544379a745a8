import { randomUUID } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { Uri, workspace } from 'vscode';
import type { EncodingName } from '../../core/model/encodings.js';
import { createFile as createOnDisk } from '../../node/createFile.js';
import { logAppender as appendOnDisk } from '../../node/logAppender.js';
import { readChunks as readFromDisk } from '../../node/readChunks.js';
import { readSmallFile } from '../../node/readSmallFile.js';
import { loadTokenizer as load } from '../../tokenizers/tokenizers.js';
import type { Platform } from '../workspace/platform.js';
import { createVirtualFile, readVirtualFile, virtualLogAppender } from '../workspace/virtualFiles.js';

// What the desktop's platform does with files, on disk or not; read when something is first written, or a log is shown.

const OWNER_MAY_WRITE = 0o200;

export const logAppender: Platform['logAppender'] = (folder, startedAt, id) =>
  isOnDisk(folder)
    ? appendOnDisk(rootOf(folder), folder.fsPath, startedAt, id)
    : virtualLogAppender(folder, startedAt, id);

export const createFile: Platform['createFile'] = (file, text) =>
  isOnDisk(file)
    ? createOnDisk(rootOf(file), file.fsPath, text, randomUUID())
    : createVirtualFile(file, text, randomUUID());

export const readChunks: Platform['readChunks'] = (file) =>
  isOnDisk(file) ? readFromDisk(file.fsPath) : readVirtualFile(file);

/** As VS Code reads `files.readonlyFromPermissions`: the owner's right to write is what counts. */
export const isLocked: Platform['isLocked'] = async (file) =>
  isOnDisk(file) &&
  (await stat(file.fsPath).then(
    ({ mode }) => (mode & OWNER_MAY_WRITE) === 0,
    () => false, // gone
  ));

export const readQuickly: NonNullable<Platform['readQuickly']> = (file, limit) =>
  isOnDisk(file) ? readSmallFile(file.fsPath, limit) : Promise.resolve(undefined);

export const realPath: Platform['realPath'] = async (uri) =>
  isOnDisk(uri)
    ? realpath(uri.fsPath).then(
        (path) => Uri.file(path),
        () => undefined,
      )
    : undefined;

const TOKENIZERS: Readonly<Record<EncodingName, () => Promise<unknown>>> = {
  o200k_base: () => import('../../tokenizers/o200k_base.js'),
  cl100k_base: () => import('../../tokenizers/cl100k_base.js'),
};

export const loadTokenizer: Platform['loadTokenizer'] = async (encoding) =>
  (await load(encoding, TOKENIZERS[encoding])).count;

/** What is written stays in its workspace folder. */
function rootOf(file: Uri): string {
  return (workspace.getWorkspaceFolder(file)?.uri ?? Uri.joinPath(file, '..')).fsPath;
}

function isOnDisk({ scheme }: Uri): boolean {
  return scheme === 'file';
}
