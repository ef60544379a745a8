import { randomUUID } from 'node:crypto';
import type { ExtensionContext, Uri } from 'vscode';
import { createFile } from '../../node/createFile.js';
import { logAppender } from '../../node/logAppender.js';
import { readChunks } from '../../node/readChunks.js';
import { sha256 } from '../../node/sha256.js';
import { activateExtension } from '../activateExtension.js';
import { createVirtualFile, readVirtualFile, virtualLogAppender } from '../workspace/virtualFiles.js';

/** VS Code gives `deactivate` nothing, so what it has to do is kept here. */
let finish: (() => Promise<void>) | undefined;

/** Entry of VS Code's desktop and remote extension hosts. */
export function activate(context: ExtensionContext): void {
  finish = activateExtension(context, {
    loadSha256: () => Promise.resolve(sha256),
    logAppender: (folder, startedAt, id) =>
      isOnDisk(folder)
        ? logAppender(folder.fsPath, startedAt, id)
        : virtualLogAppender(folder, startedAt, id),
    createFile: (file, text) =>
      isOnDisk(file)
        ? createFile(file.fsPath, text, randomUUID())
        : createVirtualFile(file, text, randomUUID()),
    readChunks: (file) => (isOnDisk(file) ? readChunks(file.fsPath) : readVirtualFile(file)),
    newId: randomUUID,
  });
}

/** VS Code waits for it, for some seconds, before the window is gone. */
export async function deactivate(): Promise<void> {
  await finish?.();
}

function isOnDisk({ scheme }: Uri): boolean {
  return scheme === 'file';
}
