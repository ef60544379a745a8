import type { PublishedIndex } from '../published/publishedIndex.js';
import { bySlot } from '../model/slots.js';
import type { BundleSource, TemplateSource } from './ports.js';

/** Published versions as bundles and templates. A bundle comes with its own templates, whatever files say by now. */
export function publishedSource(published: PublishedIndex): BundleSource & TemplateSource {
  return {
    findBundles(reference) {
      const known = published.bundle(reference);
      if (!known) return Promise.resolve([]);
      const { file: origin, snapshot } = known;
      const parts = bySlot((slot) => ({ ...snapshot.parts[slot], origin }));
      return Promise.resolve([{ origin, model: snapshot.bundle, parts }]);
    },
    findTemplates: (reference) =>
      Promise.resolve(
        published.templates(reference).map(({ file, template }) => ({ origin: file, model: template })),
      ),
  };
}
