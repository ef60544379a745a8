import { env, l10n, ThemeIcon, type Disposable } from 'vscode';
import { bundleHash } from '../../core/hashes.js';
import { SHOWN_DIGITS } from '../../core/compare/comparisonMarkdown.js';
import { parseReference, type Reference } from '../../core/model/reference.js';
import { excerpt } from '../../core/text/quote.js';
import type { PromptLanguage } from '../../language/index.js';
import type { AuditQuery, AuditRow, Registry } from '../../registry/registry.js';
import { hasRegistries, type SetRegistry } from '../registries/connections.js';
import type { LazyRegistries } from '../registries/lazyRegistries.js';
import type { Registries } from '../registries/registries.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { toRecordFilter, type AuditFilter } from './filter.js';
import type { InputNames } from './inputNames.js';
import { AuditNode } from './nodes.js';
import { renderName, type StoredRender } from './storedRender.js';

/** Rows of a registry that are shown at first, and how many more with each "Show more". */
const PAGE_OF_RENDERS = 100;
/** A service is asked for each version on its own. */
const MAX_ASKED_OVER_HTTP = 20;

export interface RegistryRendersServices {
  /** Absent where no registry can be reached. */
  readonly registries: LazyRegistries | undefined;
  readonly files: PromptWorkspace;
  readonly language: Pick<PromptLanguage, 'hashing'>;
  readonly inputs: InputNames;
  /** Shows the rows anew. */
  readonly show: () => void;
}

interface Page {
  readonly rows: readonly AuditRow[];
  readonly hasMore: boolean;
}

/** The renders that registries recorded, of the versions that the workspace has: read when their group is opened, page by page. */
export class RegistryRenders implements Disposable {
  readonly #wanted = new Map<string, number>();
  /** What registries answered, until they or the filter change. */
  readonly #answers = new Map<string, Promise<Page | undefined>>();
  #loading: Promise<Registries> | undefined;
  #subscription: Disposable | undefined;

  constructor(private readonly services: RegistryRendersServices) {}

  /** A group for each registry that is set, closed. Nothing is asked of them yet. */
  async groups(filter: AuditFilter): Promise<readonly AuditNode[]> {
    // A registry does not say what made a render deliberate.
    if (!hasRegistries() || filter.event !== undefined) return [];
    const registries = await this.#registries();
    const { registries: all = [] } = (await registries?.list()) ?? {};
    return all.map(
      (set) =>
        new AuditNode(set.name, {
          id: `registry ${set.name}`,
          description: l10n.t('registry · {0}', set.text),
          tooltip: l10n.t('What is recorded in {0}, of the versions that this workspace has.', set.text),
          iconPath: new ThemeIcon('database'),
          load: () => this.#rows(set, filter),
        }),
    );
  }

  /** Reads one more page of a registry. */
  showMore(registry: string): void {
    this.#wanted.set(registry, (this.#wanted.get(registry) ?? PAGE_OF_RENDERS) + PAGE_OF_RENDERS);
    this.services.show();
  }

  /** Has everything read anew. */
  clear(): void {
    this.#answers.clear();
  }

  /** The recorded prompt; `undefined` where it cannot be had, and the user is told why. */
  async prompt({
    registry,
    row,
  }: StoredRender): Promise<{ readonly prompt: string | undefined } | undefined> {
    const registries = await this.#registries();
    const set = await registries?.named(registry);
    return (
      set &&
      registries?.act(set, l10n.t('Reading from {0}', excerpt(set.name)), async ({ audit }) => ({
        prompt: await audit.prompt(row),
      }))
    );
  }

  /** Why none of them can be replayed. */
  async whyNoReplay(): Promise<string> {
    return (await (await this.#registries())?.module())?.whyNoReplay() ?? '';
  }

  dispose(): void {
    this.#subscription?.dispose();
  }

  async #rows(set: SetRegistry, filter: AuditFilter): Promise<readonly AuditNode[]> {
    const names = await this.#names();
    const query = queryOf(filter, names);
    if (set.connection.kind === 'http') {
      const problem = whyNotOverHttp(query);
      if (problem !== undefined) return [noteNode(set, problem, 'info')];
    }
    const wanted = this.#wanted.get(set.name) ?? PAGE_OF_RENDERS;
    const page = await this.#ask(set, query, wanted);
    if (!page) {
      const failure = (await this.#registries())?.failure(set.name);
      return [noteNode(set, failure ?? l10n.t('It cannot be read now. Refresh the audit log.'), 'warning')];
    }
    if (page.rows.length === 0)
      return [noteNode(set, l10n.t('No renders of the versions that this workspace has.'), 'info')];
    const inputOf = await this.services.inputs.byHash();
    const rows = page.rows.map((row) => {
      const reference = names.get(row.bundle_hash);
      return renderNode({ registry: set.name, row, reference }, inputOf(row.personality_hash)?.name);
    });
    return page.hasMore ? [...rows, moreNode(set)] : rows;
  }

  async #ask(set: SetRegistry, query: AuditQuery, limit: number): Promise<Page | undefined> {
    const registries = await this.#registries();
    const key = JSON.stringify([set.name, query, limit]);
    const known = this.#answers.get(key);
    if (known) return known;
    const asking = registries?.ask(set, (registry) => findSome(registry, query, limit));
    const answer = asking ?? Promise.resolve(undefined);
    this.#answers.set(key, answer);
    return answer;
  }

  /** The versions of the workspace by their hashes: a row names nothing else. */
  async #names(): Promise<ReadonlyMap<string, Reference>> {
    const { files, language } = this.services;
    await files.settled();
    const hashing = await language.hashing();
    const names = new Map<string, Reference>();
    for (const scope of files.scopes().values()) {
      const published = scope.published.bundles().map(({ snapshot }) => snapshot.bundle.bundle_id);
      for (const id of new Set([...scope.ids('bundle'), ...published]))
        for (const semver of [...scope.versions('bundle', id), ...scope.published.versions(id)])
          names.set(bundleHash(hashing, { id, semver }), { id, semver });
    }
    return names;
  }

  #registries(): Promise<Registries | undefined> {
    const { registries: lazy, show } = this.services;
    if (!lazy) return Promise.resolve(undefined);
    this.#loading ??= lazy.get().then(({ registries }) => {
      this.#subscription = registries.onDidChange(() => {
        this.clear();
        show();
      });
      return registries;
    });
    return this.#loading;
  }
}

/** What a filter asks of a registry. Its times have microseconds, so that those of the filter are beginnings of them. */
function queryOf(filter: AuditFilter, names: ReadonlyMap<string, Reference>): AuditQuery {
  const { since, until } = toRecordFilter(filter);
  const times = {
    ...(since !== undefined && { since: since.replace(/Z$/, '') }),
    ...(until !== undefined && { until: until.replace(/Z$/, '') }),
  };
  const { bundle, hash } = filter;
  if (hash !== undefined && bundle === undefined) return { ...times, hash };
  const named = parseReference(bundle ?? '');
  const isMeant = ({ id, semver }: Reference): boolean =>
    bundle === undefined || id === bundle || (id === named?.id && semver === named.semver);
  const bundleHashes = [...names].flatMap(([one, reference]) => (isMeant(reference) ? [one] : []));
  return { ...times, bundleHashes, ...(hash !== undefined && { hash }) };
}

function whyNotOverHttp({ bundleHashes, since, until }: AuditQuery): string | undefined {
  if (!bundleHashes || since !== undefined || until !== undefined)
    return l10n.t(
      'A service gives the newest render of each version, without its time. Filter by a bundle alone.',
    );
  return bundleHashes.length > MAX_ASKED_OVER_HTTP
    ? l10n.t('A service is asked for each version on its own. Filter by a bundle.')
    : undefined;
}

async function findSome({ audit }: Registry, query: AuditQuery, limit: number): Promise<Page> {
  const { items, next } = await audit.find(audit.database ? { ...query, limit } : query);
  return { rows: items, hasMore: next !== undefined };
}

function renderNode(stored: StoredRender, input: string | undefined): AuditNode {
  const { registry, row } = stored;
  const label = renderName(stored);
  const { created_at, personality_hash, bundle_hash, engine_version } = row;
  const description = [
    ...(created_at === null ? [] : [new Date(created_at).toLocaleString(env.language)]),
    input ?? l10n.t('input {0}', personality_hash.slice(0, SHOWN_DIGITS)),
  ].join(' · ');
  return new AuditNode(label, {
    id: `registry ${registry} ${row.id}`,
    stored,
    description,
    tooltip: [
      [label],
      ...(created_at === null ? [] : [['created_at', created_at]]),
      ['bundle_hash', bundle_hash],
      ['personality_hash', personality_hash],
      [
        'engine_version',
        engine_version ?? l10n.t({ message: 'none', comment: ['Value of a field: the record has none'] }),
      ],
    ]
      .map((words) => words.join(' '))
      .join('\n'),
    spoken: `${label}, ${description.replaceAll(' · ', ', ')}`,
    iconPath: new ThemeIcon('server-process'),
    contextValue: 'registry render',
    command: { command: 'promptBundles.auditOpenPrompt', title: l10n.t('Open'), arguments: [{ stored }] },
  });
}

function noteNode({ name }: SetRegistry, text: string, icon: 'info' | 'warning'): AuditNode {
  return new AuditNode(text, { id: `registry ${name} note`, tooltip: text, iconPath: new ThemeIcon(icon) });
}

function moreNode({ name }: SetRegistry): AuditNode {
  return new AuditNode(l10n.t('Show more'), {
    id: `registry ${name} more`,
    iconPath: new ThemeIcon('ellipsis'),
    command: {
      command: 'promptBundles.auditShowMore',
      title: l10n.t('Show More Audit Records'),
      arguments: [{ registry: name }],
    },
  });
}
