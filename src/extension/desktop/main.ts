import { randomUUID } from 'node:crypto';
import type { ExtensionContext } from 'vscode';
import { sha256 } from '../../node/sha256.js';
import { activateExtension } from '../activateExtension.js';

const loadFiles = () => import('../desktop/files.js');

/** Entry of VS Code's desktop and remote extension hosts. */
export function activate(context: ExtensionContext): void {
  activateExtension(context, {
    loadSha256: () => Promise.resolve(sha256),
    logAppender: (...given) => {
      const appender = loadFiles().then(({ logAppender }) => logAppender(...given));
      return async (text, sequence) => (await appender)(text, sequence);
    },
    createFile: async (file, text) => (await loadFiles()).createFile(file, text),
    readChunks: async function* (file) {
      yield* (await loadFiles()).readChunks(file);
    },
    newId: randomUUID,
  });
}
