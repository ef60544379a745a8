import type { PromptWorkspace } from './promptWorkspace.js';

/** Takes in what is stored at this moment of bundles, of the templates that they name by now, and of an input, if any. */
export async function includeBundles(
  files: PromptWorkspace,
  bundles: readonly string[],
  input: string,
): Promise<void> {
  await files.includeCurrent([...bundles, input].filter((file) => file !== ''));
  const templates = bundles.flatMap((bundle) => {
    const scope = files.scopeOf(bundle);
    return (scope.get(bundle)?.references ?? []).flatMap(({ name }) => scope.definitions('template', name));
  });
  await files.includeCurrent(templates);
}
