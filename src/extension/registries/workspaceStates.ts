import { Disposable, l10n, Uri } from 'vscode';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import type { Publishable } from '../../core/published/planPublication.js';
import type { PromptLanguage } from '../../language/index.js';
import type {
  ListedKind,
  Registry,
  RegistryModule,
  StoredBundle,
  StoredTemplate,
} from '../../registry/registry.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { isInWorkspace } from '../workspace/savedPlace.js';
import type { SetRegistry } from './connections.js';
import type { Registries } from './registries.js';

/** How a version of the workspace and a registry compare; over HTTP a version that is there is not compared. */
export type RegistryState = 'same' | 'differs' | 'missing' | 'there' | 'broken';

/** A version of the workspace beside a registry. */
export interface VersionState {
  readonly kind: ListedKind;
  readonly reference: Reference;
  /** The file that defines it. */
  readonly file: string;
  readonly state: RegistryState;
  /** What differs, or why it cannot be told. */
  readonly detail?: string;
}

/** A version that some file of the workspace defines. */
interface WorkspaceVersion {
  readonly kind: ListedKind;
  readonly reference: Reference;
  readonly file: string;
}

/** What a registry was found to hold, by kind and name; without content over HTTP. */
interface Held {
  readonly bundles: ReadonlyMap<string, StoredBundle>;
  readonly templates: ReadonlyMap<string, StoredTemplate>;
  /** The bundles that are there, where nothing more is known. */
  readonly named?: ReadonlySet<string>;
}

/** How many versions are asked for at once. */
const BATCH = 500;

/** The states of all versions of the workspace, kept until files change or a registry is looked at anew. */
export class WorkspaceStates implements Disposable {
  readonly #held = new Map<string, Promise<Held | undefined>>();
  readonly #compared = new Map<string, Map<string, Promise<VersionState>>>();
  readonly #subscriptions: Disposable;

  constructor(
    private readonly services: {
      readonly files: PromptWorkspace;
      readonly language: PromptLanguage;
      readonly registries: Registries;
    },
  ) {
    const { files, registries } = services;
    this.#subscriptions = Disposable.from(
      registries.onDidChange(() => {
        this.#held.clear();
        this.#compared.clear();
      }),
      files.onDidChange((changed) => {
        for (const compared of this.#compared.values()) for (const file of changed) compared.delete(file);
      }),
    );
  }

  /** The versions that files of the workspace define, against a registry; `undefined` while that cannot be reached. */
  async of(registry: SetRegistry): Promise<readonly VersionState[] | undefined> {
    await this.services.files.settled();
    const versions = this.#versions();
    const held = await this.#heldOf(registry, versions);
    if (!held) return undefined;
    const module = await this.services.registries.module();
    const compared = this.#compared.get(registry.name) ?? new Map<string, Promise<VersionState>>();
    this.#compared.set(registry.name, compared);
    return Promise.all(
      versions.map((version) => {
        const known = compared.get(version.file);
        if (known) return known;
        const comparing = this.#compare(version, held, module);
        compared.set(version.file, comparing);
        return comparing;
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #versions(): readonly WorkspaceVersion[] {
    const scopes = [...this.services.files.scopes()].filter(([key]) => isInWorkspace(Uri.parse(key)));
    return scopes.flatMap(([, scope]) =>
      (['bundle', 'template'] as const).flatMap((kind) =>
        scope.versionNames[kind].list().flatMap((name): WorkspaceVersion[] => {
          const reference = parseReference(name);
          const [file] = reference ? scope.definitions(kind, reference) : [];
          return reference && file !== undefined ? [{ kind, reference, file }] : [];
        }),
      ),
    );
  }

  /** What a registry has of some versions; of those that came since it was asked, too. */
  async #heldOf(registry: SetRegistry, versions: readonly WorkspaceVersion[]): Promise<Held | undefined> {
    const names = versions.map(({ kind, reference }) => `${kind} ${formatReference(reference)}`).join('\n');
    const key = `${registry.name}\n${names}`;
    const known = this.#held.get(key);
    if (known) return known;
    const reading = this.services.registries.ask(registry, (open) => readHeld(open, versions));
    for (const other of this.#held.keys())
      if (other.startsWith(`${registry.name}\n`)) this.#held.delete(other);
    this.#held.set(key, reading);
    return reading;
  }

  async #compare(version: WorkspaceVersion, held: Held, module: RegistryModule): Promise<VersionState> {
    const { kind, reference, file } = version;
    const name = formatReference(reference);
    if (held.named)
      return { ...version, state: kind === 'bundle' && held.named.has(name) ? 'there' : 'missing' };
    const stored = kind === 'bundle' ? held.bundles.get(name) : held.templates.get(name);
    if (!stored) return { ...version, state: 'missing' };
    try {
      const differences =
        'template' in stored
          ? module.compareStoredTemplate(stored, await this.#template(file))
          : module.compareStored(stored, await this.#bundle(file, reference)).differences;
      if (differences.length === 0) return { ...version, state: 'same' };
      return { ...version, state: 'differs', detail: module.differingFields(differences) };
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      return { ...version, state: 'broken', detail: error.message };
    }
  }

  async #bundle(file: string, bundle: Reference): Promise<Publishable> {
    const generator = await this.services.language.generatorOf(file);
    return generator.renderFromBundle({ bundle, model: '' });
  }

  async #template(file: string): Promise<Parameters<RegistryModule['compareStoredTemplate']>[1]> {
    const parsed = await this.services.files.read(file);
    const template = parsed?.kind === 'template' ? parsed.model : undefined;
    if (!template) throw new PromptError('invalid_template', l10n.t('The template has errors.'));
    return template;
  }
}

async function readHeld(registry: Registry, versions: readonly WorkspaceVersion[]): Promise<Held> {
  const of = (wanted: ListedKind): readonly Reference[] =>
    versions.filter(({ kind }) => kind === wanted).map(({ reference }) => reference);
  const bundles = new Map<string, StoredBundle>();
  const templates = new Map<string, StoredTemplate>();
  const { store } = registry;
  if (!store) return { bundles, templates, named: await registry.has(of('bundle')) };
  for (const batch of batches(of('bundle')))
    for (const [name, stored] of await store.bundles(batch)) bundles.set(name, stored);
  for (const batch of batches(of('template')))
    for (const [name, stored] of await store.templates(batch)) templates.set(name, stored);
  return { bundles, templates };
}

function* batches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let i = 0; i < items.length; i += BATCH) yield items.slice(i, i + BATCH);
}
