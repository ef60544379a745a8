import { Disposable, workspace, type LogOutputChannel } from 'vscode';
import { logError } from '../output/log.js';
import type { PromptLanguage } from '../../language/index.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { changesFallback, mayNameFallback, namedFallback } from './fallbackSetting.js';
import type { LazyRegistries } from './lazyRegistries.js';

/** Looks references up in a registry, whose code is read once one is set for that in a trusted workspace. */
export function followFallback(
  registries: LazyRegistries,
  services: {
    readonly files: PromptWorkspace;
    readonly language: PromptLanguage;
    readonly log: LogOutputChannel;
  },
): Disposable {
  let loading: Promise<{ dispose(): void }> | undefined;
  const load = async (): Promise<{ dispose(): void }> => {
    const { RegistryFallback } = await registries.code.loadRegistries();
    const access = await registries.get();
    return new RegistryFallback({
      ...services,
      registries: access.registries,
      parse: services.language.parse,
    });
  };
  const follow = (): void => {
    if (loading || !workspace.isTrusted || namedFallback(services.files).name === '') return;
    loading = load();
    loading.catch((error: unknown) => {
      logError(services.log, error);
    });
  };
  follow();
  return Disposable.from(
    workspace.onDidGrantWorkspaceTrust(follow),
    workspace.onDidChangeConfiguration((event) => {
      if (changesFallback(event)) follow();
    }),
    services.files.onDidChange((changed) => {
      if (mayNameFallback(changed)) follow();
    }),
    new Disposable(() => {
      loading?.then(
        (fallback) => {
          fallback.dispose();
        },
        () => undefined, // logged
      );
    }),
  );
}
