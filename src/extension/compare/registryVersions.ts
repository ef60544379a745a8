import { EventEmitter, l10n, workspace, type Disposable } from 'vscode';
import { counted, excerpt } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import type { Registry, RegistryModule, StoredBundle } from '../../registry/registry.js';
import { hasRegistries, type SetRegistry } from '../registries/connections.js';
import type { LazyRegistries } from '../registries/lazyRegistries.js';
import type { RegistryAccess } from '../registries/registryServices.js';

/** Of a bundle that has more versions, the newest are read, and those that are asked for by their number. */
const MAX_VERSIONS = 500;

/** The versions of a bundle that a registry holds. */
export interface HeldVersions {
  /** In SemVer order. */
  readonly versions: readonly StoredBundle[];
  /** Whether there are older ones that were not read. */
  readonly isCut: boolean;
}

/** What is known of a bundle in the registries that list what they hold. */
export interface KnownVersions {
  readonly module: RegistryModule;
  /** By the names of the registries, in the order of the settings. */
  readonly held: ReadonlyMap<string, HeldVersions>;
  /** Sentences: which registries could not be read. */
  readonly notes: readonly string[];
  /** Whether several registries are set, so that each is to be named. */
  readonly areSeveral: boolean;
}

/** What is known of one bundle. */
interface State {
  known: KnownVersions | undefined;
  isStale: boolean;
  /** Settles when all registries have answered. */
  reading: Promise<void>;
}

type Answer = HeldVersions | 'unreachable';

/**
 * The versions of bundles in the registries that are set: read in the background, and kept until registries are asked anew. A
 * registry that cannot be reached delays nothing.
 */
export class RegistryVersions implements Disposable {
  readonly #states = new Map<string, State>();
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: { dispose(): unknown }[] = [
    this.#changed,
    workspace.onDidGrantWorkspaceTrust(() => {
      this.#forget();
    }),
    workspace.onDidChangeConfiguration((event) => {
      // Until the first registry is set, nothing has read the code that tells of it.
      if (!this.#access && event.affectsConfiguration('promptBundles.registry')) this.#forget();
    }),
  ];
  #access: Promise<RegistryAccess> | undefined;

  /** Fires when more is known, or other registries are set. */
  readonly onDidChange = this.#changed.event;

  /** Without registries where none can be reached. */
  constructor(private readonly registries: LazyRegistries | undefined) {}

  /**
   * What is known of a bundle by now; `undefined` at first, and where no registry is set. Starts to read. `wanted` are versions that are
   * read whatever their number.
   */
  known(bundleId: string, wanted: readonly string[]): KnownVersions | undefined {
    return this.#state(bundleId, wanted)?.known;
  }

  /** The registries that are known to hold a version. */
  holding(bundleId: string, semver: string): readonly string[] {
    const held = this.#states.get(bundleId)?.known?.held ?? new Map<string, HeldVersions>();
    return [...held].flatMap(([name, { versions }]) =>
      versions.some(({ bundle }) => bundle.semver === semver) ? [name] : [],
    );
  }

  /** The versions of a bundle in a registry, once they are read; `undefined` where it cannot be read. */
  async read(
    registry: string,
    bundleId: string,
    wanted: readonly string[],
  ): Promise<(KnownVersions & { readonly versions: readonly StoredBundle[] }) | undefined> {
    const state = this.#state(bundleId, wanted);
    await state?.reading;
    const known = state?.known;
    const versions = known?.held.get(registry)?.versions;
    return known && versions && { ...known, versions };
  }

  /** Reads the versions of a bundle from a registry anew, because the user asks for them. `undefined`, and why is told, where that fails. */
  async look(
    registry: string,
    bundleId: string,
    wanted: readonly string[],
  ): Promise<HeldVersions | undefined> {
    if (!this.registries) return undefined;
    const { registries, files } = await this.#loaded(this.registries);
    const module = await registries.module();
    const set = await registries.named(registry);
    if (!set) return undefined;
    const held = await registries.act(
      set,
      l10n.t('Reading {0} from the registry {1}', excerpt(bundleId), excerpt(set.name)),
      (one) => readHeld(module, one, bundleId, wanted),
    );
    if (!held) return undefined;
    // What is shown of its files may be older than this.
    files.refresh();
    const state = this.#state(bundleId, wanted);
    await state?.reading;
    if (state?.known) {
      state.known = { ...state.known, held: new Map([...state.known.held, [set.name, held]]) };
      this.#changed.fire();
    }
    return held;
  }

  /** A stored version as read-only files. */
  async files(registry: string, stored: StoredBundle): Promise<ReadonlyMap<string, string>> {
    if (!this.registries) return new Map();
    const { bundle_id: id, semver } = stored.bundle;
    const { files } = await this.#loaded(this.registries);
    return files.texts({ registry, kind: 'bundle', reference: { id, semver } });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #state(bundleId: string, wanted: readonly string[]): State | undefined {
    if (!this.registries || !workspace.isTrusted || !hasRegistries()) return undefined;
    const before = this.#states.get(bundleId);
    if (before && !before.isStale) return before;
    const state: State = { known: before?.known, isStale: false, reading: Promise.resolve() };
    this.#states.set(bundleId, state);
    state.reading = this.#readInto(state, this.registries, bundleId, wanted).catch(() => undefined); // told by having none
    return state;
  }

  async #readInto(
    state: State,
    lazy: LazyRegistries,
    bundleId: string,
    wanted: readonly string[],
  ): Promise<void> {
    const { registries } = await this.#loaded(lazy);
    const module = await registries.module();
    const sets = (await registries.list()).registries.filter(
      ({ connection }) => connection.kind === 'postgresql',
    );
    const answers = new Map<string, Answer>();
    for (const { name } of sets) {
      const before = state.known?.held.get(name);
      if (before) answers.set(name, before);
    }
    const show = (): void => {
      state.known = knownOf(module, sets, answers, (name) => registries.failure(name));
      this.#changed.fire();
    };
    if (sets.length < (state.known?.held.size ?? 0)) show();
    await Promise.all(
      sets.map(async (set) => {
        const held = await registries.ask(set, (one) => readHeld(module, one, bundleId, wanted));
        answers.set(set.name, held ?? 'unreachable');
        show();
      }),
    );
  }

  async #loaded(lazy: LazyRegistries): Promise<RegistryAccess> {
    this.#access ??= lazy.get().then((access) => {
      this.#subscriptions.push(
        access.registries.onDidChange(() => {
          this.#forget();
        }),
      );
      return access;
    });
    return this.#access;
  }

  /** What is known stays until it is read again. */
  #forget(): void {
    for (const state of this.#states.values()) state.isStale = true;
    this.#changed.fire();
  }
}

function knownOf(
  module: RegistryModule,
  sets: readonly SetRegistry[],
  answers: ReadonlyMap<string, Answer>,
  failureOf: (name: string) => string | undefined,
): KnownVersions {
  const held = new Map<string, HeldVersions>();
  const notes: string[] = [];
  for (const { name } of sets) {
    const answer = answers.get(name);
    if (answer === 'unreachable') {
      const note = l10n.t('The versions of the registry {0} are not shown.', excerpt(name));
      notes.push(sentences(note, failureOf(name) ?? ''));
    } else if (answer) {
      held.set(name, answer);
      if (answer.isCut)
        notes.push(
          l10n.t(
            'The registry {0} holds more versions. The newest {1} are shown.',
            excerpt(name),
            counted(MAX_VERSIONS),
          ),
        );
    }
  }
  return { module, held, notes, areSeveral: sets.length > 1 };
}

async function readHeld(
  { readBundleVersions }: RegistryModule,
  { store }: Registry,
  bundleId: string,
  wanted: readonly string[],
): Promise<HeldVersions> {
  if (!store) return { versions: [], isCut: false };
  const listed = (await store.versions('bundle', bundleId)).map(({ semver }) => semver);
  const isCut = listed.length > MAX_VERSIONS;
  const semvers = listed.filter((semver, i) => i >= listed.length - MAX_VERSIONS || wanted.includes(semver));
  return { versions: await readBundleVersions(store, bundleId, semvers), isCut };
}
