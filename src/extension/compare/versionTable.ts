import type { ComparedVersion, Comparison } from '../../core/compare/comparison.js';
import { compareVersions, difference } from '../../core/compare/compareVersions.js';
import {
  renderVersions,
  type RenderedVersion,
  type VersionPlace,
} from '../../core/compare/renderVersions.js';
import { SLOTS } from '../../core/model/slots.js';
import type { ChosenPair, HistoryState, Pair, Row } from '../../compare/protocol.js';
import type { PromptGenerators } from '../promptGenerators.js';
import type { GitHistory } from './gitHistory.js';
import type { GitRevision } from './gitRevisions.js';
import { shortRevision, type PlaceName, type Side } from './side.js';
import type { SideRenderer } from './sideRenderer.js';
import type { VersionPlaces } from './versionPlaces.js';

/** What tables are made with. */
export interface TableServices {
  readonly generators: PromptGenerators;
  readonly places: VersionPlaces;
  readonly history: GitHistory;
  readonly renderer: SideRenderer;
}

/** What a table is of. */
export interface TableRequest {
  readonly folder: string;
  readonly bundleId: string;
  readonly input: string;
}

/** Renders every version of a bundle. Revisions of git that are not read yet are left out, and come with a later table. */
export async function readTable(services: TableServices, request: TableRequest): Promise<VersionTable> {
  const { places, history, renderer, generators } = services;
  const { folder, bundleId } = request;
  const input = await renderer.input(folder, request.input);
  const isBroken = request.input !== '' && !input?.model;
  const known = history.known(folder, bundleId);
  const revisions = known?.revisions ?? [];
  const at: VersionPlace[] = [];
  for (const source of ['published', 'workspace'] as const) {
    const versions = await places.at(folder, bundleId, { kind: source });
    if (versions) at.push({ source, ...versions });
  }
  // Oldest first: of revisions with the same content, the one that brought it names it.
  for (const revision of revisions)
    at.push({
      source: 'git',
      revision: revision.hash,
      ...(await places.ofRevision(folder, bundleId, revision)),
    });
  const rendered = await renderVersions({
    bundle_id: bundleId,
    places: at,
    hashing: await generators.hashing(),
    ...(input?.model && { input: input.model }),
  });
  const unsaved = new Set(
    places
      .scope(folder)
      .versions('bundle', bundleId)
      .filter((semver) => places.unsavedFiles(folder, bundleId, semver).length > 0),
  );
  const damaged = places
    .scope(folder)
    .published.damaged()
    .flatMap(({ identity }) => (identity?.id === bundleId ? [identity.semver] : []));
  const warnings = [
    ...(isBroken
      ? [`The input ${input ? 'has errors' : 'is gone'}, so the prompts below are made with none.`]
      : []),
    ...(damaged.length > 0
      ? [
          `What was published of ${damaged.join(', ')} is damaged and not shown. Restore it from version control.`,
        ]
      : []),
  ];
  const warning = warnings.length > 0 ? warnings.join(' ') : null;
  return new VersionTable({ ...request, input: isBroken ? '' : request.input }, rendered, {
    revisions,
    history: known ? (known.isCut ? 'cut' : 'whole') : 'reading',
    unsaved,
    warning,
  });
}

interface Circumstances {
  readonly revisions: readonly GitRevision[];
  readonly history: HistoryState;
  readonly unsaved: ReadonlySet<string>;
  readonly warning: string | null;
}

/** All versions of a bundle, rendered with one input. */
export class VersionTable {
  readonly comparison: Comparison;

  constructor(
    private readonly request: TableRequest,
    private readonly rendered: readonly RenderedVersion[],
    readonly circumstances: Circumstances,
  ) {
    this.comparison = compareVersions(request.bundleId, rendered);
  }

  get rows(): readonly Row[] {
    return this.comparison.versions.map((version) => this.#row(version));
  }

  get neighbours(): readonly Pair[] {
    return this.comparison.differences.map(({ fromVersion, toVersion, summary }) => ({
      from: rowId(fromVersion.rendered),
      to: rowId(toVersion.rendered),
      summary,
    }));
  }

  /** The row of an id, also when that version is one row with others by now. */
  version(id: string): ComparedVersion | undefined {
    return this.comparison.versions.find((version) =>
      this.#members(version).some((member) => rowId(member) === id),
    );
  }

  /** The row of the workspace's file of a version. */
  workspaceVersion(semver: string): ComparedVersion | undefined {
    return this.version(rowId({ semver, source: 'workspace' }));
  }

  /** Two different rows: the named ones, as far as they are there, else the last with the one before it. */
  pair(from: string, to: string): readonly [ComparedVersion, ComparedVersion] | undefined {
    const { versions } = this.comparison;
    const second = this.version(to) ?? versions.findLast((version) => version !== this.version(from));
    const first = this.version(from);
    const before = second && (versions[versions.indexOf(second) - 1] ?? versions[1]);
    const chosen = first && first !== second ? first : before;
    return chosen && second ? [chosen, second] : undefined;
  }

  /** What two rows come to. */
  chosen([from, to]: readonly [ComparedVersion, ComparedVersion]): ChosenPair {
    const [a, b] = [from.rendered.render, to.rendered.render];
    return {
      from: rowId(from.rendered),
      to: rowId(to.rendered),
      summary: difference(from, to).summary,
      changed: a && b ? SLOTS.filter((slot) => a.parts[slot].text !== b.parts[slot].text) : null,
    };
  }

  /** A row as one side of a comparison. */
  side({ semver, source, revision }: ComparedVersion): Side {
    const place: PlaceName = source === 'git' ? { kind: 'git', revision: revision ?? '' } : { kind: source };
    return { ...this.request, semver, place };
  }

  #row(version: ComparedVersion): Row {
    const { semver, bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes } = version;
    const isWorkspace = version.sources.includes('workspace');
    return {
      id: rowId(version.rendered),
      semver,
      places: version.sources.map((source) => ({
        label: source,
        detail: source === 'git' ? this.#revisionOf(version) : '',
      })),
      isUnsaved: isWorkspace && this.circumstances.unsaved.has(semver),
      hashes: [
        bundle_hash,
        personality_hash,
        prompt_hash,
        content_hash,
        ...SLOTS.map((slot) => template_hashes?.[slot] ?? null),
      ],
      problem: version.problem ?? null,
    };
  }

  /** The oldest revision that holds a row's content, and its date. */
  #revisionOf(version: ComparedVersion): string {
    const member = this.#members(version).find(({ source }) => source === 'git');
    const date = this.circumstances.revisions.find(({ hash }) => hash === member?.revision)?.date;
    return [shortRevision(member?.revision ?? ''), date?.toISOString().slice(0, 10)]
      .filter(Boolean)
      .join(', ');
  }

  #members({ semver, content_hash, rendered }: ComparedVersion): readonly RenderedVersion[] {
    if (content_hash === null) return [rendered];
    return this.rendered.filter(
      (version) => version.semver === semver && version.render?.content_hash === content_hash,
    );
  }
}

/** What a row goes by. */
export function rowId({
  semver,
  source,
  revision = '',
}: Pick<RenderedVersion, 'semver' | 'source' | 'revision'>): string {
  return [source, semver, revision].filter((part) => part !== '').join(' ');
}
