import type { Reference } from '../model/reference.js';
import type { BundleSource, TemplateSource } from './ports.js';

/** Several sources as one: the first that knows a version at all answers for it, with all that it knows. */
export function composedSource(
  sources: readonly (BundleSource & TemplateSource)[],
): BundleSource & TemplateSource {
  return {
    findBundles: (reference: Reference) => firstAnswer(sources, (source) => source.findBundles(reference)),
    findTemplates: (reference: Reference) =>
      firstAnswer(sources, (source) => source.findTemplates(reference)),
  };
}

async function firstAnswer<Source, Found>(
  sources: readonly Source[],
  ask: (source: Source) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  for (const source of sources) {
    const found = await ask(source);
    if (found.length > 0) return found;
  }
  return [];
}
