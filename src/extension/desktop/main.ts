import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { once } from '../../core/text/once.js';
import { sha256 } from '../../node/sha256.js';
import { activateExtension } from '../activateExtension.js';
import { registerTasks } from '../tasks/registerTasks.js';

/** Once: VS Code resolves each `import()` in another thread, which takes longer than reading a small file. */
const loadFiles = once(() => import('./files.js'));

/** VS Code gives `deactivate` nothing, so what it has to do is kept here. */
let finish: (() => Promise<void>) | undefined;

/** Entry of VS Code's desktop and remote extension hosts. */
export function activate(context: vscode.ExtensionContext): void {
  const { storageUri } = context;
  const { version } = context.extension.packageJSON as { readonly version: string };
  context.subscriptions.push(registerTasks(version));
  finish = activateExtension(
    context,
    {
      loadSha256: () => Promise.resolve(sha256),
      logAppender: (...given) => {
        const appender = loadFiles().then(({ logAppender }) => logAppender(...given));
        return async (text, sequence) => (await appender)(text, sequence);
      },
      createFile: async (file, text) => (await loadFiles()).createFile(file, text),
      readQuickly: async (file, limit) => (await loadFiles()).readQuickly(file, limit),
      realPath: async (uri) => (await loadFiles()).realPath(uri),
      readChunks: async function* (file) {
        yield* (await loadFiles()).readChunks(file);
      },
      isLocked: async (file) => (await loadFiles()).isLocked(file),
      loadTokenizer: async (encoding) => (await loadFiles()).loadTokenizer(encoding),
      openCache: async (services) =>
        storageUri?.scheme === 'file'
          ? new (await import('./keptFiles.js')).KeptFiles(storageUri.fsPath, services)
          : undefined,
      openHistories: async (options) => new (await import('./gitHistories.js')).GitHistories(options),
      ...('McpStdioServerDefinition' in vscode && {
        offerServers: async () => (await import('./mcpServers.js')).registerMcpServers(context),
      }),
      newId: randomUUID,
    },
    {
      loadRegistry: async () => {
        const registry = await import('../../registry/index.js');
        registry.useTranslations(vscode.l10n.bundle);
        return registry;
      },
      loadRegistries: () => import('../registries/index.js'),
    },
  );
}

/** VS Code waits for it, for some seconds, before the window is gone. */
export async function deactivate(): Promise<void> {
  await finish?.();
}
