import * as l10n from '@vscode/l10n';
import { lastName } from '../../core/text/lastName.js';
import { nodeAt } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { counted, excerpt } from '../../core/text/quote.js';
import type { FileSummary } from '../scopes/fileSummary.js';
import type { PromptFileReader } from '../scopes/indexSources.js';
import { isFromFallback } from '../scopes/isFromFallback.js';
import { newerVersion } from '../references/newerVersion.js';
import { publishedState, type PublishedState } from '../publication/publishedState.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import { shownFolders, shownIds, shownVersions, type ExplorerScopes } from './listNodes.js';
import type { ExplorerGroup, ExplorerNode, NodeOf } from './nodes.js';
import { addCounts, NO_PROBLEMS, problemsText, type ProblemCounts } from './problemCounts.js';

/** What the rows are read from. */
export interface ExplorerFiles extends PromptFileReader, ExplorerScopes {}

/** What a row needs beside the files. */
export interface ExplorerContext {
  readonly files: ExplorerFiles;
  /** How many problems are shown of a file. */
  readonly problemsOf: (file: string) => ProblemCounts;
  /** What people call a folder. */
  readonly folderName: (folder: string) => string;
}

/** How a version stands: one that no file has any more is `kept`, one with errors of its own `broken`. */
export type VersionState = PublishedState | 'kept' | 'broken';

/** What a row shows. */
export interface ExplorerRow {
  readonly label: string;
  /** What is said behind the label, piece by piece. */
  readonly details: readonly string[];
  /** The row for people who hear it. */
  readonly spoken: string;
  readonly hasChildren: boolean;
  /** How a version stands to what is published. */
  readonly state?: VersionState;
  /** Set where the slot of a bundle is not filled. */
  readonly isMissing?: boolean;
  readonly problems: ProblemCounts;
  /** What a click opens, and where in it. */
  readonly file?: string;
  readonly range?: TextRange;
  /** The file that commands are about, where it is another one: of several versions the newest. */
  readonly target?: string;
  /** What stands for it in other files. */
  readonly reference?: Reference;
}

/** What is said of a state. */
function stateText(state: VersionState): string {
  switch (state) {
    case 'new':
      return l10n.t('draft');
    case 'published':
      return l10n.t('published');
    case 'changed':
      return l10n.t('unpublished changes');
    case 'damaged':
      return l10n.t('published, but damaged');
    case 'kept':
      return l10n.t('published, in no file');
    case 'broken':
      return l10n.t('cannot be used');
  }
}

/** What a row shows; `undefined` once what it stands for is gone. */
export async function describeNode(
  context: ExplorerContext,
  node: ExplorerNode,
): Promise<ExplorerRow | undefined> {
  const scope = context.files.scopes().get(node.folder);
  if (!scope) return undefined;
  switch (node.kind) {
    case 'folder': {
      const label = context.folderName(node.folder);
      return row(l10n.t('Folder {0}', label), {
        label,
        hasChildren: shownFolders(context.files).includes(node.folder),
      });
    }
    case 'group':
      return groupRow(scope, node);
    case 'versions':
      return versionsRow(context, scope, node);
    case 'version':
      return versionRow(context, scope, node);
    case 'section':
      return sectionRow(context, scope, node);
    case 'user':
      return userRow(context, scope, node);
    case 'input':
      return inputRow(context, scope, node);
    case 'nameless':
      return fileRow(context, scope, (label) => spokenName(node.of, label), node.file, [
        l10n.t('says no name'),
      ]);
  }
}

type Described = Omit<ExplorerRow, 'details' | 'spoken' | 'hasChildren' | 'problems'> &
  Partial<Pick<ExplorerRow, 'details' | 'hasChildren' | 'problems'>> & {
    /** Of a published version. */
    readonly labels?: readonly string[];
  };

/**
 * A row with its labels first, and its problems in words behind what matters most, since little of a row is seen in a narrow view; and
 * all of it in one sentence that begins with `named`, what kind of row it is and its label.
 */
function row(
  named: string,
  { labels = [], details = [], hasChildren = false, problems = NO_PROBLEMS, ...more }: Described,
): ExplorerRow {
  const told = [...labels, ...details.slice(0, 1), ...problemsText(problems), ...details.slice(1)];
  const spoken = [named, ...told].join(', ');
  return { ...more, details: told, spoken, hasChildren, problems };
}

function spokenName(of: DefiningKind, label: string): string {
  return of === 'bundle' ? l10n.t('Bundle {0}', label) : l10n.t('Template {0}', label);
}

function groupRow(scope: ScopeIndex, { group }: NodeOf<'group'>): ExplorerRow {
  const kind = group === 'bundles' ? 'bundle' : 'template';
  const count =
    group === 'inputs' ? scope.inputs().length : shownIds(scope, kind).length + scope.nameless(kind).length;
  const label = groupName(group);
  return row(l10n.t('Group {0}', label), { label, details: [counted(count)], hasChildren: count > 0 });
}

function groupName(group: ExplorerGroup): string {
  switch (group) {
    case 'bundles':
      return l10n.t('Bundles');
    case 'templates':
      return l10n.t('Templates');
    case 'inputs':
      return l10n.t('Inputs');
  }
}

function versionsRow(
  { problemsOf }: ExplorerContext,
  scope: ScopeIndex,
  { of, id }: NodeOf<'versions'>,
): ExplorerRow | undefined {
  const semvers = shownVersions(scope, of, id);
  const [newest] = semvers;
  if (newest === undefined) return undefined;
  const [file = scope.published.bundle({ id, semver: newest })?.file] = scope.definitions(of, {
    id,
    semver: newest,
  });
  const files = new Set(
    semvers.flatMap((semver) =>
      scope.definitions(of, { id, semver }).flatMap((version) => madeOf(scope, version)),
    ),
  );
  return row(spokenName(of, id), {
    label: id,
    details: [newest, ...(semvers.length > 1 ? [l10n.t('{0} versions', counted(semvers.length))] : [])],
    hasChildren: true,
    problems: sumOf(files, problemsOf),
    ...(file !== undefined && { target: file }),
    reference: { id, semver: newest },
  });
}

/** The file of a version and, of a bundle, those of its templates: problems in them are told where they are folded away. */
function madeOf(scope: ScopeIndex, file: string): readonly string[] {
  const { references = [] } = scope.get(file) ?? {};
  return [file, ...references.flatMap(({ name }) => scope.definitions('template', name))];
}

function sumOf(files: Iterable<string>, problemsOf: ExplorerContext['problemsOf']): ProblemCounts {
  return [...files].map(problemsOf).reduce(addCounts, NO_PROBLEMS);
}

async function versionRow(
  { files, problemsOf }: ExplorerContext,
  scope: ScopeIndex,
  node: NodeOf<'version'>,
): Promise<ExplorerRow | undefined> {
  const { of, reference, file } = node;
  const isKept = scope.published.get(file) !== undefined;
  if (!isKept && !scope.get(file)) return undefined;
  const state = isKept ? 'kept' : ((await publishedState(scope, files, file)) ?? 'broken');
  const twins = scope.definitions(of, reference);
  const users = of === 'template' ? scope.usersOf(reference).length : undefined;
  const label = reference.semver;
  return row(of === 'bundle' ? l10n.t('Version {0}', label) : l10n.t('Template version {0}', label), {
    label,
    labels: of === 'bundle' ? scope.labels.of(reference) : [],
    details: [
      stateText(state),
      ...(twins.length > 1 ? [scope.nameOf(file)] : []),
      ...(users === undefined ? [] : [usersText(users)]),
    ],
    hasChildren: users === undefined ? !scope.get(file)?.unreadable : users > 0,
    state,
    problems: sumOf(new Set(madeOf(scope, file)), problemsOf),
    file,
    reference,
  });
}

function usersText(count: number): string {
  if (count === 0) return l10n.t('used by no bundle');
  return count === 1 ? l10n.t('used by 1 bundle') : l10n.t('used by {0} bundles', counted(count));
}

async function sectionRow(
  { files, problemsOf }: ExplorerContext,
  scope: ScopeIndex,
  { bundle, slot }: NodeOf<'section'>,
): Promise<ExplorerRow | undefined> {
  const named = l10n.t('Section {0}', slot);
  const snapshot = scope.published.get(bundle)?.snapshot;
  if (snapshot) {
    const { reference } = snapshot.parts[slot];
    const details = [reference ? formatReference(reference) : l10n.t('written in the bundle')];
    return row(named, { label: slot, details, file: bundle, ...(reference && { reference }) });
  }
  const summary = scope.get(bundle);
  if (!summary) return undefined;
  const mention = summary.references.find((one) => one.slot === slot);
  if (!mention) {
    const node = nodeAt((await files.read(bundle))?.root, ['templates', slot]);
    const isInline = node?.kind === 'mapping';
    return row(named, {
      label: slot,
      details: [isInline ? l10n.t('written in the bundle') : l10n.t('missing')],
      isMissing: !isInline,
      file: bundle,
      ...(node && { range: node.range }),
    });
  }
  const { name: reference, range } = mention;
  const found = scope.definitions('template', reference);
  const [published] = scope.published.templates(reference);
  const { fallback } = scope;
  const [file = (published ?? fallback.get(reference))?.file] = found;
  const from = isFromFallback(scope, reference)
    ? l10n.t('registry {0}', excerpt(fallback.registry ?? ''))
    : stateText('kept');
  const newer = newerVersion(scope, 'template', reference);
  return row(named, {
    label: slot,
    details: [
      formatReference(reference),
      ...(file === undefined ? [l10n.t('missing')] : found.length === 0 ? [from] : []),
      ...(newer === undefined ? [] : [l10n.t('newest {0}', newer)]),
      ...(found.length > 1 ? [l10n.t('defined in {0} files', counted(found.length))] : []),
    ],
    isMissing: file === undefined,
    problems: sumOf(found, problemsOf),
    reference,
    ...(file === undefined ? { file: bundle, range } : { file }),
  });
}

function userRow(
  { problemsOf }: ExplorerContext,
  scope: ScopeIndex,
  { template, bundle }: NodeOf<'user'>,
): ExplorerRow | undefined {
  const { references = [], identity } = scope.get(bundle) ?? {};
  const wanted = formatReference(template);
  const mentions = references.filter(({ name }) => formatReference(name) === wanted);
  const [first] = mentions;
  if (!first) return undefined;
  const label = identity ? formatReference(identity.name) : baseName(scope, bundle);
  return row(l10n.t('Used by {0}', label), {
    label,
    details: [mentions.map(({ slot }) => slot).join(', ')],
    problems: problemsOf(bundle),
    file: bundle,
    range: first.range,
    ...(identity && { reference: identity.name }),
  });
}

function inputRow(
  context: ExplorerContext,
  scope: ScopeIndex,
  { file }: NodeOf<'input'>,
): ExplorerRow | undefined {
  const summary = scope.get(file);
  return (
    summary && fileRow(context, scope, (label) => l10n.t('Input {0}', label), file, inputDetails(summary))
  );
}

function inputDetails({ modelType, expected, isValid }: FileSummary): readonly string[] {
  if (!isValid) return [stateText('broken')];
  const name = modelType?.name ?? l10n.t('any model');
  return expected.length === 0 ? [name] : [name, expectedText(expected.length)];
}

function expectedText(count: number): string {
  return count === 1 ? l10n.t('expects 1 version') : l10n.t('expects {0} versions', counted(count));
}

/** A file by its name, without what all of its kind end in; with its folder where it is not the uppermost. */
function fileRow(
  { problemsOf }: ExplorerContext,
  scope: ScopeIndex,
  named: (label: string) => string,
  file: string,
  details: readonly string[],
): ExplorerRow | undefined {
  if (!scope.get(file)) return undefined;
  const name = baseName(scope, file);
  const stem = name.replace(/\.prompt-(?:template|bundle|input)\.\w+$/, '');
  const label = stem === '' ? name : stem;
  return row(named(label), { label, details, problems: problemsOf(file), file });
}

function baseName(scope: ScopeIndex, file: string): string {
  return lastName(scope.nameOf(file));
}
