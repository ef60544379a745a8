import { Disposable, lm, type ExtensionContext } from 'vscode';
import type { Features } from '../features.js';

/**
 * Registers the tools of package.json for language models, where the editor has the API. What runs them is read when the first
 * one is called.
 */
export function registerTools(
  { extension }: ExtensionContext,
  features: () => Promise<Features>,
): Disposable {
  const registerTool = (lm as Partial<typeof lm> | undefined)?.registerTool;
  const { contributes } = extension.packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
  };
  const registered = contributes.languageModelTools.flatMap(({ name }) =>
    registerTool === undefined
      ? []
      : registerTool(name, {
          prepareInvocation: async ({ input }) => (await import('./index.js')).prepareTool(name, input),
          invoke: async ({ input }, token) => (await features()).invokeTool(name, input, token),
        }),
  );
  return new Disposable(() => {
    for (const tool of registered) tool.dispose();
  });
}
