import type { ExtensionContext } from 'vscode';
import { loadPortableSha256 } from '../../core/portableSha256.js';
import { activateExtension } from '../activateExtension.js';
import { createVirtualFile, readVirtualFile, virtualLogAppender } from '../workspace/virtualFiles.js';

declare const crypto: { randomUUID(): string };

/** Entry of the browser's extension host. */
export function activate(context: ExtensionContext): void {
  activateExtension(context, {
    loadSha256: loadPortableSha256,
    logAppender: virtualLogAppender,
    createFile: (file, text) => createVirtualFile(file, text, crypto.randomUUID()),
    readChunks: readVirtualFile,
    newId: () => crypto.randomUUID(),
  });
}
