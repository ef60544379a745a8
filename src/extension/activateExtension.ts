import { commands, workspace, type ExtensionContext } from 'vscode';
import type { BaseServices } from './activation/baseServices.js';
import { LazyFeatures } from './activation/lazyFeatures.js';
import { registerSnippets } from './editing/registerSnippets.js';
import type { Platform } from './workspace/platform.js';
import { waitForPromptFiles } from './activation/waitForPromptFiles.js';
import type { RegistriesCode } from './registries/lazyRegistries.js';
import { registerRegistryFiles } from './registries/registerRegistryFiles.js';
import { LazyExplorer } from './explorer/lazyExplorer.js';
import { schemesWithinReach } from './workspace/ownFiles.js';

/**
 * Activation, which VS Code asks for with every YAML, JSON or Markdown file: registers what can be asked for by name, and
 * waits. The rest is read and started once, with the first prompt file or the first command. What is given back is to be
 * called, and waited for, before the host ends. Where registries cannot be reached there is no code for them.
 */
export function activateExtension(
  context: ExtensionContext,
  platform: Platform,
  registriesCode?: RegistriesCode,
): () => Promise<void> {
  let started: Promise<BaseServices> | undefined;
  const start = (): Promise<BaseServices> => {
    started ??= import('./startExtension.js').then(({ startExtension }) => {
      setContext('promptBundles.isActive', true);
      return startExtension(context, platform, registriesCode);
    });
    return started;
  };
  const features = new LazyFeatures(context, start);
  const setSchemes = (): void => {
    setContext('promptBundles.schemes', schemesWithinReach());
  };
  setSchemes();
  context.subscriptions.push(
    features,
    registerSnippets(),
    new LazyExplorer(start),
    waitForPromptFiles(() => void start()),
    workspace.onDidChangeWorkspaceFolders(setSchemes),
  );
  if (registriesCode) {
    setContext('promptBundles.hasRegistries', true);
    context.subscriptions.push(
      registerRegistryFiles(async () => {
        const access = await (await start()).registries?.get();
        if (!access) throw new TypeError('There is code for registries, and no way to them.');
        return access.files;
      }),
    );
  }
  return () => features.flush();
}

function setContext(key: string, value: unknown): void {
  void commands.executeCommand('setContext', key, value);
}
