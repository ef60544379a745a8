import { identityOf } from '../../core/documents/fileIdentity.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { BundleSource, Definition, TemplateSource } from '../../core/sources/ports.js';
import type { PromptFileReader } from '../../language/indexSources.js';
import { MultiMap } from '../../language/multiMap.js';

/** Files of one state, such as a git revision, as sources; each goes by the URI of that state. */
export class FileSet implements BundleSource, TemplateSource, PromptFileReader {
  readonly #definitions = new MultiMap<string, string>();

  constructor(private readonly files: ReadonlyMap<string, PromptFile>) {
    for (const [origin, file] of files) {
      const identity = identityOf(file);
      if (identity) this.#definitions.add(keyOf(file.kind, identity), origin);
    }
  }

  /** The versions of a bundle, in SemVer order. */
  versions(bundleId: string): readonly string[] {
    const semvers = [...this.files.values()].flatMap((file) => {
      const identity = file.kind === 'bundle' ? identityOf(file) : undefined;
      return identity?.id === bundleId ? [identity.semver] : [];
    });
    return [...new Set(semvers)].sort(compareSemver);
  }

  findBundles(reference: Reference): ReturnType<BundleSource['findBundles']> {
    return Promise.resolve(this.#find('bundle', reference));
  }

  findTemplates(reference: Reference): ReturnType<TemplateSource['findTemplates']> {
    return Promise.resolve(this.#find('template', reference));
  }

  read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.files.get(file));
  }

  #find<Kind extends 'bundle' | 'template'>(kind: Kind, reference: Reference): Definition<ModelOf<Kind>>[] {
    return [...this.#definitions.get(keyOf(kind, reference))].sort().map((origin) => ({
      origin,
      model: this.files.get(origin)?.model as ModelOf<Kind> | undefined,
    }));
  }
}

type ModelOf<Kind extends 'bundle' | 'template'> = NonNullable<Extract<PromptFile, { kind: Kind }>['model']>;

function keyOf(kind: string, reference: Reference): string {
  return `${kind} ${formatReference(reference)}`;
}
