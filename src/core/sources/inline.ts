import { bundleReference, type PromptBundle } from '../model/bundle.js';
import { formatReference, type Reference } from '../model/reference.js';
import { templateReference, type PromptTemplate } from '../model/template.js';
import type { BundleSource, Definition, TemplateSource } from './ports.js';

/** Bundles that are at hand as values. */
export function inlineBundleSource(bundles: readonly PromptBundle[]): BundleSource {
  const find = definitionsIn(bundles, bundleReference);
  return { findBundles: (reference) => Promise.resolve(find(reference)) };
}

/** Templates that are at hand as values. */
export function inlineTemplateSource(templates: readonly PromptTemplate[]): TemplateSource {
  const find = definitionsIn(templates, templateReference);
  return { findTemplates: (reference) => Promise.resolve(find(reference)) };
}

function definitionsIn<Model>(
  models: readonly Model[],
  referenceOf: (model: Model) => Reference,
): (reference: Reference) => Definition<Model>[] {
  const byName = new Map<string, Definition<Model>[]>();
  for (const model of models) {
    const name = formatReference(referenceOf(model));
    byName.set(name, [...(byName.get(name) ?? []), { origin: name, model }]);
  }
  return (reference) => byName.get(formatReference(reference)) ?? [];
}
