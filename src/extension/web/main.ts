import { Uri, type ExtensionContext } from 'vscode';
import { loadPortableSha256 } from '../../core/portableSha256.js';
import { loadTokenizer } from '../../tokenizers/tokenizers.js';
import { activateExtension } from '../activateExtension.js';
import { createVirtualFile, readVirtualFile, virtualLogAppender } from '../workspace/virtualFiles.js';

declare const crypto: { randomUUID(): string };

/** VS Code gives `deactivate` nothing, so what it has to do is kept here. */
let finish: (() => Promise<void>) | undefined;

/** Entry of the browser's extension host. */
export function activate(context: ExtensionContext): void {
  finish = activateExtension(context, {
    loadSha256: loadPortableSha256,
    logAppender: virtualLogAppender,
    createFile: (file, text) => createVirtualFile(file, text, crypto.randomUUID()),
    realPath: () => Promise.resolve(undefined),
    readChunks: readVirtualFile,
    isLocked: () => Promise.resolve(false),
    loadTokenizer: async (encoding) => {
      const file = Uri.joinPath(context.extensionUri, 'dist', 'page', `${encoding}.js`).toString(true);
      return (await loadTokenizer(encoding, () => import(file))).count;
    },
    newId: () => crypto.randomUUID(),
  });
}

/** VS Code waits for it, for some seconds, before the window is gone. */
export async function deactivate(): Promise<void> {
  await finish?.();
}
