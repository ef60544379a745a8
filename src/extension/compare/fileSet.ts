import { identityOf } from '../../core/documents/fileIdentity.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { BundleSource, Definition, TemplateSource } from '../../core/sources/ports.js';
import { MultiMap } from '../../core/text/multiMap.js';
import type { PromptFileReader, ScopeIndex } from '../../language/index.js';

/** What the workspace knows of a file, or of the one that has its path by now. */
export interface KnownFile {
  /** What people call it. */
  readonly name: string;
  readonly identity: Reference | undefined;
}

/** The same of a file of a scope. */
export function knownFile(scope: ScopeIndex, file: string): KnownFile {
  return { name: scope.nameOf(file), identity: scope.get(file)?.identity?.name };
}

/** A file whose text is not read, and the version that it has in the workspace by now, or had when it was last read. */
interface UnreadFile extends KnownFile {
  readonly origin: string;
  readonly kind: PromptFile['kind'];
  readonly reason: string;
}

/** Files of one state, such as a git revision, as sources; each goes by the URI of that state. */
export class FileSet implements BundleSource, TemplateSource, PromptFileReader {
  readonly #definitions = new MultiMap<string, string>();
  readonly #unread: UnreadFile[] = [];

  /** `known` is for files that cannot be read here: what they are told to define. */
  constructor(
    private readonly files: ReadonlyMap<string, PromptFile>,
    known: ReadonlyMap<string, KnownFile> = new Map(),
  ) {
    for (const [origin, file] of files) {
      const identity = identityOf(file);
      const unread = file.findings.find(({ code }) => code === 'unreadable-file');
      const { name = origin, identity: knownIdentity } = known.get(origin) ?? {};
      if (unread)
        this.#unread.push({ origin, kind: file.kind, name, identity: knownIdentity, reason: unread.message });
      if (identity) this.#definitions.add(keyOf(file.kind, identity), origin);
    }
  }

  /** What may be in files that are not read: for references that nothing else answers. */
  get claims(): BundleSource & TemplateSource {
    const find = (kind: UnreadFile['kind'], { id }: Reference): Definition<never>[] =>
      this.#unreadDefinitions(kind, ({ identity }) => identity === undefined || identity.id === id);
    return {
      findBundles: (reference) => Promise.resolve(find('bundle', reference)),
      findTemplates: (reference) => Promise.resolve(find('template', reference)),
    };
  }

  /** The versions of a bundle, in SemVer order, with those that files are told to have which cannot be read. */
  versions(bundleId: string): readonly string[] {
    const unread = this.#unread.flatMap(({ kind, identity }) =>
      kind === 'bundle' && identity?.id === bundleId ? [identity.semver] : [],
    );
    const semvers = [...this.files.values()].flatMap((file) => {
      const identity = file.kind === 'bundle' ? identityOf(file) : undefined;
      return identity?.id === bundleId ? [identity.semver] : [];
    });
    return [...new Set([...semvers, ...unread])].sort(compareSemver);
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
    const readable = [...this.#definitions.get(keyOf(kind, reference))].sort().map((origin) => ({
      origin,
      model: this.files.get(origin)?.model as ModelOf<Kind> | undefined,
    }));
    if (readable.length > 0) return readable;
    const { id, semver } = reference;
    return this.#unreadDefinitions(kind, ({ identity }) => identity?.id === id && identity.semver === semver);
  }

  #unreadDefinitions(kind: PromptFile['kind'], isMeant: (file: UnreadFile) => boolean): Definition<never>[] {
    return this.#unread
      .filter((file) => file.kind === kind && isMeant(file))
      .map(({ origin, name, reason }) => ({
        origin,
        model: undefined,
        unreadable: { file: name, line: undefined, isCertain: false, reason },
      }));
  }
}

type ModelOf<Kind extends 'bundle' | 'template'> = NonNullable<Extract<PromptFile, { kind: Kind }>['model']>;

function keyOf(kind: string, reference: Reference): string {
  return `${kind} ${formatReference(reference)}`;
}
