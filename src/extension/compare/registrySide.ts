import { l10n } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { bundleReference } from '../../core/model/bundle.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference } from '../../core/model/reference.js';
import { bySlot, SLOTS, type Slot } from '../../core/model/slots.js';
import type { PromptGenerator } from '../../core/promptGenerator.js';
import type { Publishable } from '../../core/published/planPublication.js';
import { excerpt } from '../../core/text/quote.js';
import type { PromptLanguage } from '../../language/index.js';
import type { RegistryModule, StoredBundle } from '../../registry/registry.js';
import { FileSet } from './fileSet.js';
import type { VersionsAt } from './versionsAt.js';

/** What a registry holds of a bundle, and how it is shown. */
export interface RegistrySideRequest {
  readonly registry: string;
  readonly versions: readonly StoredBundle[];
  readonly module: Pick<RegistryModule, 'publishableOf'>;
  readonly generator: Pick<PromptGenerator, 'renderInline'>;
  readonly parse: PromptLanguage['parse'];
  /** The read-only files of a version, by their addresses. */
  readonly filesOf: (version: StoredBundle) => Promise<ReadonlyMap<string, string>>;
}

/** A registry's versions of a bundle as a side of comparisons: what is stored is rendered, and comes from the files that show it. */
export function registrySide(request: RegistrySideRequest): VersionsAt {
  const { registry, versions, module, generator, parse, filesOf } = request;
  const parsed = new Map<string, PromptFile>();
  return {
    semvers: versions.map(({ bundle }) => bundle.semver),
    reader: { read: (file) => Promise.resolve(parsed.get(file)) },
    generator: {
      renderFromBundle: async ({ bundle: reference, ...others }) => {
        const stored = versions.find(({ bundle }) => bundle.semver === reference.semver);
        if (!stored)
          throw new PromptError(
            'unknown_bundle',
            l10n.t('The registry {0} has no {1}.', excerpt(registry), excerpt(formatReference(reference))),
          );
        const given = module.publishableOf(stored);
        // Where no file can be had, the text is shown all the same.
        const files = await filesOf(stored).catch(() => new Map<string, string>());
        const ofVersion = new Map<string, PromptFile>();
        for (const [address, text] of files) {
          const type = fileTypeOf(address);
          if (type) ofVersion.set(address, parse(type, { text }));
        }
        for (const [address, file] of ofVersion) parsed.set(address, file);
        const origins = await originsOf(given, new FileSet(ofVersion));
        return generator.renderInline({
          ...others,
          bundle: given.bundle,
          origin: `registry ${registry}`,
          parts: bySlot((slot) => ({ ...given.parts[slot], origin: origins.get(slot) ?? '' })),
        });
      },
    },
  };
}

/** The files that hold the very content that is stored, which no file of some does. */
async function originsOf({ bundle, parts }: Publishable, files: FileSet): Promise<ReadonlyMap<Slot, string>> {
  const origins = new Map<Slot, string>();
  const [own] = await files.findBundles(bundleReference(bundle));
  for (const slot of SLOTS) {
    const { reference, template } = parts[slot];
    const inBundle = own?.model?.templates[slot];
    const [found] = reference ? await files.findTemplates(reference) : [];
    if (found?.model?.content === template.content) origins.set(slot, found.origin);
    else if (
      !reference &&
      own &&
      inBundle?.kind === 'inline' &&
      inBundle.template.content === template.content
    )
      origins.set(slot, own.origin);
  }
  return origins;
}
