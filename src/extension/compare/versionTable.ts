import { l10n } from 'vscode';
import type { ComparedVersion, Comparison } from '../../core/compare/comparison.js';
import { compareVersions, difference } from '../../core/compare/compareVersions.js';
import {
  renderVersions,
  type RenderedVersion,
  type VersionPlace,
  type VersionSource,
} from '../../core/compare/renderVersions.js';
import { SLOTS } from '../../core/model/slots.js';
import { describeSizeChange } from '../../core/compare/sizeChange.js';
import { counted } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import type {
  ChosenPair,
  HistoryState,
  Pair,
  Place,
  Revision,
  Row,
  WordCount,
} from '../../compare/protocol.js';
import type { PromptLanguage } from '../../language/index.js';
import { dayOf } from '../audit/dates.js';
import type { ChangeNotes } from './changeNotes.js';
import type { GitHistory } from './gitHistory.js';
import type { GitRevision } from './gitRevisions.js';
import type { PromptSizes } from './promptSizes.js';
import type { RegistryVersions } from './registryVersions.js';
import { PLACE_NAMES, registryName, shortRevision, type PlaceName, type Side } from './side.js';
import type { SideRenderer } from './sideRenderer.js';
import { fileIn, type VersionPlaces } from './versionPlaces.js';

/** What tables are made with. */
export interface TableServices {
  readonly language: PromptLanguage;
  readonly places: VersionPlaces;
  readonly history: GitHistory;
  readonly stored: RegistryVersions;
  readonly notes: ChangeNotes;
  readonly renderer: SideRenderer;
  readonly sizes: PromptSizes;
}

/** What a table is of. */
export interface TableRequest {
  readonly folder: string;
  readonly bundleId: string;
  readonly input: string;
}

/** Renders every version of a bundle. What is not read yet of git and of registries is left out, and comes with a later table. */
export async function readTable(services: TableServices, request: TableRequest): Promise<VersionTable> {
  const { places, history, stored, renderer, language, sizes } = services;
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
  const terms = {
    bundle_id: bundleId,
    hashing: await language.hashing(),
    ...(input?.model && { input: input.model }),
  };
  const rendered = [...(await renderVersions({ ...terms, places: at }))];
  const registries = stored.known(bundleId, places.scope(folder).versions('bundle', bundleId));
  const notes = new Set(registries?.notes);
  for (const [registry, { versions }] of registries?.held ?? []) {
    const ofRegistry = await registries?.module.registryVersions({
      ...terms,
      stored: versions,
      name: registry,
      registry,
      elsewhere: rendered,
      generator: await language.generatorOf(fileIn(folder)),
    });
    for (const version of ofRegistry?.rendered ?? []) rendered.push(version);
    for (const note of ofRegistry?.notes ?? []) notes.add(note);
  }
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
      ? [
          input
            ? l10n.t('The input has errors, so the prompts below are rendered without an input.')
            : l10n.t('The input was removed, so the prompts below are rendered without an input.'),
        ]
      : []),
    ...(damaged.length > 0
      ? [
          l10n.t(
            'The published version of {0} is damaged and not shown. Restore it from version control.',
            damaged.join(', '),
          ),
        ]
      : []),
    ...notes,
  ];
  const warning = warnings.length > 0 ? warnings.reduce((said, next) => sentences(said, next)) : null;
  return new VersionTable({ ...request, input: isBroken ? '' : request.input }, rendered, {
    sizes,
    revisions,
    history: known ? (known.isCut ? 'cut' : 'whole') : 'reading',
    unsaved,
    warning,
    areSeveralRegistries: registries?.areSeveral === true,
    notes: await services.notes.of(folder, bundleId, places.scope(folder).published.versions(bundleId)),
    labelsOf: (semver) => places.scope(folder).labels.of({ id: bundleId, semver }),
  });
}

interface Circumstances {
  readonly sizes: PromptSizes;
  readonly revisions: readonly GitRevision[];
  readonly history: HistoryState;
  readonly unsaved: ReadonlySet<string>;
  readonly warning: string | null;
  readonly areSeveralRegistries: boolean;
  /** The change notes of published versions. */
  readonly notes: ReadonlyMap<string, string>;
  /** The labels of a published version. */
  readonly labelsOf: (semver: string) => readonly string[];
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
    return this.comparison.versions.map((version, i, all) => this.#row(version, all[i - 1]));
  }

  get neighbours(): readonly Pair[] {
    return this.comparison.differences.map(({ fromVersion, toVersion, summary }) => ({
      from: rowId(fromVersion.rendered),
      to: rowId(toVersion.rendered),
      summary,
    }));
  }

  /** The prompts with these hashes. */
  prompts(hashes: ReadonlySet<string>): { readonly hash: string; readonly text: string }[] {
    const found = new Map<string, string>();
    for (const { prompt_hash, rendered } of this.comparison.versions)
      if (prompt_hash !== null && rendered.render && hashes.has(prompt_hash))
        found.set(prompt_hash, rendered.render.rendered_prompt);
    return Array.from(found, ([hash, text]) => ({ hash, text }));
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
      size: this.#sizeOf(from, to),
      changed: a && b ? SLOTS.filter((slot) => a.parts[slot].text !== b.parts[slot].text) : null,
    };
  }

  /** A row as one side of a comparison. */
  side({ semver, source, revision = '', registry = '' }: ComparedVersion): Side {
    return { ...this.request, semver, place: placeOf(source, revision, registry) };
  }

  /** What changed in words and characters. */
  #sizeOf(from: ComparedVersion, to: ComparedVersion): string {
    const change = this.circumstances.sizes.between(from, to);
    if (!change || from.rendered.render?.prompt_hash === to.rendered.render?.prompt_hash) return '';
    const [was, is] = change.characters;
    return sentences(describeSizeChange(change), l10n.t('{0} → {1} characters.', counted(was), counted(is)));
  }

  /** The words of a row's prompt, and what changed since the row above. */
  #wordsOf(version: ComparedVersion, above: ComparedVersion | undefined): WordCount | null {
    if (version.prompt_hash === null) return null;
    const { sizes } = this.circumstances;
    const change = sizes.between(above ?? version, version);
    const since = above?.rendered.render && change ? change.words : null;
    return change ? { total: change.totals[1], since } : null;
  }

  #row(version: ComparedVersion, above: ComparedVersion | undefined): Row {
    const { semver, bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes } = version;
    const isPublished = version.sources.includes('published');
    const isWorkspace = version.sources.includes('workspace');
    return {
      id: rowId(version.rendered),
      semver,
      places: version.sources.flatMap((source): readonly Place[] =>
        source === 'registry'
          ? this.#registriesOf(version).map((label) => ({ label, revision: null }))
          : source === 'git'
            ? [{ label: source, revision: this.#revisionOf(version) }]
            : [{ label: PLACE_NAMES[source](), revision: null }],
      ),
      labels: isPublished ? this.circumstances.labelsOf(semver) : [],
      note: (isPublished ? this.circumstances.notes.get(semver) : undefined)?.split('\n') ?? [],
      isUnsaved: isWorkspace && this.circumstances.unsaved.has(semver),
      hashes: [
        prompt_hash,
        content_hash,
        bundle_hash,
        personality_hash,
        ...SLOTS.map((slot) => template_hashes?.[slot] ?? null),
      ],
      words: this.#wordsOf(version, above),
      problem: version.problem ?? null,
    };
  }

  /** The oldest revision that holds a row's content. */
  #revisionOf(version: ComparedVersion): Revision | null {
    const member = this.#members(version).find(({ source }) => source === 'git');
    const found = this.circumstances.revisions.find(({ hash }) => hash === member?.revision);
    if (!found) return null;
    const { hash, date, author, subject } = found;
    return { id: shortRevision(hash), date: date ? dayOf(date) : '', author, subject };
  }

  /** The registries that hold a row's content, by their names where several are set. */
  #registriesOf(version: ComparedVersion): readonly string[] {
    if (!this.circumstances.areSeveralRegistries) return [PLACE_NAMES.registry()];
    return this.#members(version).flatMap(({ source, registry }) =>
      source === 'registry' ? [registryName(registry ?? '')] : [],
    );
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
  registry = '',
}: Pick<RenderedVersion, 'semver' | 'source' | 'revision' | 'registry'>): string {
  return [source, semver, revision, registry].filter((part) => part !== '').join(' ');
}

function placeOf(source: VersionSource, revision: string, registry: string): PlaceName {
  if (source === 'git') return { kind: source, revision };
  return source === 'registry' ? { kind: source, registry } : { kind: source };
}
