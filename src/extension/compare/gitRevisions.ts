import { Uri } from 'vscode';
import { fileTypeOf, SKIPPED_FOLDERS, type FileKind } from '../../core/documents/fileKinds.js';
import type { parsePromptFile, PromptFile } from '../../core/documents/promptFile.js';
import { SLOTS } from '../../core/model/slots.js';
import { unreadableFile } from '../../core/documents/unreadableFile.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import type { ScopeIndex } from '../../language/index.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { inBatches } from '../workspace/inBatches.js';
import { newestFirst } from './commitOrder.js';
import { FileSet, knownFile, type KnownFile } from './fileSet.js';
import type { GitApi, GitCommit, GitRepository } from './gitApi.js';
import { RevisionTree } from './revisionTree.js';

/** The most revisions of a bundle that are read. */
const MAX_REVISIONS = 20;
/** The most files of a revision that are read, and that commits are looked up for. */
const MAX_FILES = 100;
/** How many commits of the folder are looked through for the order of those that count. */
const MAX_ORDERED = 2000;
/** How git writes that something is a symbolic link. */
const LINK_MODE = '120000';
/** How many git processes run at once. */
const AT_ONCE = 4;

/** A commit, for people. */
export interface CommitNote {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly date: Date | undefined;
  readonly author: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** A revision's files, as far as a bundle is made of them. */
export interface GitRevision extends CommitNote {
  readonly files: FileSet;
}

/** The revisions of a bundle, oldest first. */
export interface Revisions {
  readonly revisions: readonly GitRevision[];
  /** Whether there are older ones, which are left out. */
  readonly isCut: boolean;
}

/** What revisions are read with, and of what. */
export interface HistoryRequest {
  readonly git: GitApi;
  readonly repository: GitRepository;
  readonly folder: Uri;
  readonly scope: ScopeIndex;
  readonly bundleId: string;
  readonly parse: typeof parsePromptFile;
  readonly maxFileBytes: PromptWorkspace['maxFileBytes'];
}

/** The files that a bundle is made of by now, every version of it. */
export function filesOf(scope: ScopeIndex, bundleId: string): readonly string[] {
  const bundles = bundleFiles(scope, bundleId);
  const references = bundles.flatMap((file) => scope.get(file)?.references ?? []);
  const templates = references.flatMap(({ name }) => scope.definitions('template', name));
  return [...new Set([...bundles, ...templates])].slice(0, MAX_FILES);
}

/**
 * The commits that touched a bundle's files or its templates', newest first, and for a file that came with one of them
 * the one before: it may have had another name there.
 */
export async function commitsOf(
  request: HistoryRequest,
): Promise<{ readonly commits: readonly CommitNote[]; readonly isCut: boolean }> {
  const { repository, scope, bundleId } = request;
  const commits = new Map<string, CommitNote>();
  const parents = new Set<string>();
  await inBatches(filesOf(scope, bundleId), AT_ONCE, async (file) => {
    const path = Uri.parse(file).fsPath;
    const log = await repository.log({ maxEntries: MAX_REVISIONS + 1, path }).catch(() => []);
    for (const commit of log) commits.set(commit.hash, noteOf(commit));
    const parent = log.length <= MAX_REVISIONS ? log.at(-1)?.parents[0] : undefined;
    if (parent !== undefined) parents.add(parent);
  });
  const unknown = [...parents].filter((hash) => !commits.has(hash)).slice(0, MAX_REVISIONS);
  await inBatches(unknown, AT_ONCE, async (hash) => {
    const commit = await repository.getCommit(hash).catch(() => undefined);
    if (commit) commits.set(hash, noteOf(commit));
  });
  const newest = await inGitOrder(request, [...commits.values()]);
  return { commits: newest.slice(0, MAX_REVISIONS), isCut: newest.length > MAX_REVISIONS };
}

/** Commits of a folder in git's own order, newest first. */
export async function inGitOrder<Commit extends CommitNote>(
  { repository, folder }: HistoryRequest,
  commits: readonly Commit[],
): Promise<readonly Commit[]> {
  if (commits.length < 2) return commits;
  // A folder may lie in a repository, and may hold one.
  const isInside = `${folder.path}/`.startsWith(`${repository.rootUri.path}/`);
  const log = await repository
    .log({ maxEntries: MAX_ORDERED, ...(isInside && { path: folder.fsPath }) })
    .catch(() => []);
  return newestFirst(
    commits,
    log.map(({ hash }) => hash),
  );
}

function noteOf({ hash, parents, message, commitDate, authorName = '' }: GitCommit): CommitNote {
  const [subject = ''] = message.split('\n');
  return { hash, parents, date: commitDate, author: authorName, subject: subject.trim() };
}

/** The newest commits that touched a file. */
export async function commitsOfFile(
  { repository, folder }: HistoryRequest,
  file: string,
): Promise<readonly CommitNote[]> {
  const uri = Uri.parse(file);
  if (!isWithin(uri, folder)) return [];
  const log = await repository.log({ maxEntries: MAX_REVISIONS, path: uri.fsPath }).catch(() => []);
  return log.map(noteOf);
}

/** A commit by its hash; `undefined` where git does not have it. */
export async function commitAt(
  { repository }: HistoryRequest,
  hash: string,
): Promise<CommitNote | undefined> {
  const commit = await repository.getCommit(hash).catch(() => undefined);
  return commit && noteOf(commit);
}

/** A file as a revision has it, which may be too large; `undefined` for one that it does not have, which is no error. */
export async function readAt(
  { repository, folder, parse, maxFileBytes }: HistoryRequest,
  hash: string,
  uri: Uri,
): Promise<PromptFile | undefined> {
  const type = fileTypeOf(uri.path);
  if (!type || !isWithin(uri, folder)) return undefined;
  const limit = maxFileBytes(uri);
  // Asked for before, since git gives all of a file at once.
  const { mode, size = 0 } =
    (await repository.getObjectDetails(hash, uri.fsPath).catch(() => undefined)) ?? {};
  // The text of a link is a path.
  if (mode === LINK_MODE) return undefined;
  if (size > limit) return unreadableFile(type, { kind: 'too-large', limit, size });
  const bytes = await repository.buffer(hash, uri.fsPath).catch(() => undefined);
  if (!bytes) return undefined;
  return bytes.length > limit
    ? unreadableFile(type, { kind: 'too-large', limit, size: bytes.length })
    : parse(type, decodeUtf8(bytes));
}

/** A bundle and its templates as they were at a revision, under the names they had there, as far as they belonged to the root. */
export async function readRevision(request: HistoryRequest, commit: CommitNote): Promise<GitRevision> {
  const { repository, scope, bundleId } = request;
  const { hash } = commit;
  // What the working tree has no more, or otherwise, may have been anything at the revision.
  const changed = (await repository.diffWith(hash).catch(() => []))
    .map(({ originalUri }) => originalUri)
    .filter((uri) => isWithin(uri, request.folder));
  const files = new Map<string, PromptFile>();
  const known = new Map<string, KnownFile>();
  const tree = new RevisionTree({ repository, hash, root: request.folder });
  const readInto = async (kind: FileKind, candidates: readonly Uri[]): Promise<void> => {
    const ofKind = candidates.filter(({ path }) => fileTypeOf(path)?.kind === kind);
    const paths = [...new Map(ofKind.map((uri) => [uri.toString(), uri])).values()];
    await inBatches(paths.slice(0, MAX_FILES), AT_ONCE, async (uri) => {
      const file = (await tree.holds(uri)) ? await readAt(request, hash, uri) : undefined;
      if (!file) return;
      const origin = request.git.toGitUri(uri, hash).toString();
      files.set(origin, file);
      known.set(origin, knownFile(scope, uri.toString()));
    });
  };
  await readInto('bundle', [...bundleFiles(scope, bundleId).map(parseUri), ...changed]);
  const ids = new Set([...files.values()].flatMap((file) => templateIds(file, bundleId)));
  const templates = [...scope.files()].filter((file) => {
    const { kind, identity } = scope.get(file) ?? {};
    return kind === 'template' && identity !== undefined && ids.has(identity.name.id);
  });
  await readInto('template', [...templates.map(parseUri), ...changed]);
  return { ...commit, files: new FileSet(files, known) };
}

/** The files that define versions of a bundle by now. */
export function bundleFiles(scope: ScopeIndex, bundleId: string): readonly string[] {
  return scope
    .versions('bundle', bundleId)
    .flatMap((semver) => scope.definitions('bundle', { id: bundleId, semver }));
}

function templateIds(file: PromptFile, bundleId: string): readonly string[] {
  const { model } = file;
  if (file.kind !== 'bundle' || !model || !('bundle_id' in model) || model.bundle_id !== bundleId) return [];
  return SLOTS.flatMap((slot) => {
    const part = model.templates[slot];
    return part.kind === 'reference' ? [part.reference.id] : [];
  });
}

function isWithin(uri: Uri, folder: Uri): boolean {
  const below = uri.path.startsWith(`${folder.path.replace(/\/$/, '')}/`);
  return (
    below &&
    !uri.path
      .slice(folder.path.length)
      .split('/')
      .some((name) => SKIPPED_FOLDERS.has(name))
  );
}

function parseUri(file: string): Uri {
  return Uri.parse(file);
}
