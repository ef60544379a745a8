import {
  FileSystemError,
  FileType,
  l10n,
  RelativePattern,
  Uri,
  workspace,
  type WorkspaceFolder,
} from 'vscode';
import type { UnreadableReason } from '../../core/documents/unreadableFile.js';
import {
  readSnapshot,
  tooLargeSnapshot,
  unreadablePublished,
  unreadableSnapshot,
  type SnapshotFile,
} from '../../core/published/readSnapshot.js';
import { isSnapshotName, PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { decodeUtf8, isLongerInUtf8 } from '../../core/text/utf8.js';
import {
  BASELINE_FILE,
  isBaselineFile,
  isLabelsFile,
  LABELS_FILE,
  type ScopeIndex,
} from '../../language/index.js';
import { fileExists } from './fileExists.js';
import { fileName } from './fileName.js';
import { isWithinReach } from './ownFiles.js';
import { failure, isLonger, readWithin } from './readWithin.js';
import type { Roots } from './roots.js';
import { shownDocument } from './shownDocument.js';

// The snapshots of a root (spec, section 6), their labels and the baseline, as they stand in its editors and files.

/** The pattern to watch the snapshots, the labels and the baseline of a folder, and of the roots below it, by. */
export function snapshotPattern(folder: WorkspaceFolder): RelativePattern {
  const [records, published] = PUBLISHED_FOLDER;
  return new RelativePattern(
    folder,
    `**/${records}/{${published}/*.json,${LABELS_FILE[1]},${BASELINE_FILE[1]}}`,
  );
}

/** The same of a root alone: patterns without a folder in them watch nothing below. */
export function ownSnapshotPatterns(root: Uri): RelativePattern[] {
  const [records, labels] = LABELS_FILE;
  return [
    new RelativePattern(publishedFolder(root), '*.json'),
    new RelativePattern(Uri.joinPath(root, records), `{${labels},${BASELINE_FILE[1]}}`),
  ];
}

/** True for a snapshot of a root, for its labels, and for its baseline. */
export function isSnapshot(uri: Uri, roots: Roots): boolean {
  if (uri.scheme === 'untitled' || !isWithinReach(uri)) return false;
  for (const [isOne, path] of BESIDE)
    if (isOne(uri.path)) return isSame(uri, Uri.joinPath(roots.rootOf(uri), path));
  return isSnapshotName(uri.path) && isSame(Uri.joinPath(uri, '..'), publishedFolder(roots.rootOf(uri)));
}

/** The other records of a root. */
const BESIDE = [
  [isLabelsFile, LABELS_FILE.join('/')],
  [isBaselineFile, BASELINE_FILE.join('/')],
] as const;

/** True for the folder of a workspace folder's snapshots, and for those it lies in. */
export function isPublishedFolder(uri: Uri): boolean {
  const folder = workspace.getWorkspaceFolder(uri);
  return (
    folder !== undefined && `${publishedFolder(folder.uri).toString()}/`.startsWith(`${uri.toString()}/`)
  );
}

/**
 * The snapshots that are stored in a root, and what stands in place of one; before them their own folder, since it may be
 * there and not be listed, and after them the labels and the baseline, whether they are there or not.
 */
export async function snapshotsIn(root: Uri): Promise<Uri[]> {
  const snapshots = publishedFolder(root);
  const { names = [] } = await listSnapshots(snapshots);
  const stored = names.map((name) => Uri.joinPath(snapshots, name));
  return [snapshots, ...stored, ...BESIDE.map(([, path]) => Uri.joinPath(root, path))];
}

/** Takes in a snapshot, of at most so many bytes, the labels or the baseline, or that they are gone. Gives the files whose findings may have changed by it, its own included. */
export async function takeSnapshot(
  uri: Uri,
  limit: number,
  scope: ScopeIndex,
  sha256: (text: string) => string,
): Promise<ReadonlySet<string>> {
  const file = uri.toString();
  if (isLabelsFile(uri.path)) {
    if (!shownDocument(uri) && !(await fileExists(uri))) return scope.updateLabels(undefined);
    const { takeLabels } = await import('../labels/index.js');
    return takeLabels(uri, scope);
  }
  if (isBaselineFile(uri.path)) {
    if (!shownDocument(uri) && !(await fileExists(uri))) return scope.updateBaseline(undefined);
    const { takeBaseline } = await import('../baseline/index.js');
    return takeBaseline(uri, scope);
  }
  const read = isSnapshotName(uri.path) ? await readStored(uri, limit, sha256) : await readFolder(uri);
  const affected = read ? scope.updateSnapshot(read) : scope.removeSnapshot(file);
  return new Set([...affected, file]);
}

/** A snapshot, or why nothing can be read there; `undefined` where there is none. */
async function readStored(
  uri: Uri,
  limit: number,
  sha256: (text: string) => string,
): Promise<SnapshotFile | undefined> {
  const file = uri.toString();
  const name = fileName(uri);
  const stat = await unlessRefused(workspace.fs.stat(uri));
  // Asked for before anything is read: nobody writes to the other end of a FIFO.
  if (stat && stat.type !== FileType.File)
    return unreadableSnapshot({ file, name }, l10n.t('It is a link, a folder or a device, not a file.'));
  const document = shownDocument(uri);
  if (document) {
    if (isLonger(document, limit)) return tooLargeSnapshot({ file, name }, { limit });
    const text = document.getText();
    return isLongerInUtf8(text, limit)
      ? tooLargeSnapshot({ file, name }, { limit })
      : readSnapshot({ file, name, given: { text } }, { sha256 });
  }
  const stored = await readWithin(uri, limit);
  if (!stored) return undefined;
  const { bytes, reason } = stored;
  if (bytes) return readSnapshot({ file, name, given: decodeUtf8(bytes) }, { sha256 });
  if (reason.kind === 'too-large') return tooLargeSnapshot({ file, name }, reason);
  return unreadableSnapshot({ file, name }, l10n.t('It cannot be read.'));
}

/** What says that the folder of snapshots cannot be listed; `undefined` where it can, or there is none. */
async function readFolder(uri: Uri): Promise<SnapshotFile | undefined> {
  const { reason } = await listSnapshots(uri);
  return reason && unreadablePublished(uri.toString(), reason);
}

/** The names of the snapshots in their folder, or why they are not known; neither where there is no folder. */
async function listSnapshots(
  folder: Uri,
): Promise<{ readonly names?: readonly string[]; readonly reason?: UnreadableReason }> {
  try {
    // Asked for first: VS Code notes a folder that cannot be listed as a failure, and most roots publish nothing.
    const { type } = await workspace.fs.stat(folder);
    if ((type & FileType.Directory) === 0)
      return { reason: { kind: 'not-regular', what: l10n.t('a file or a link') } };
    const entries = await workspace.fs.readDirectory(folder);
    return { names: entries.map(([name]) => name).filter(isSnapshotName) };
  } catch (error) {
    const code = error instanceof FileSystemError ? error.code : '';
    if (code === 'FileNotFound') return {};
    return { reason: code === 'NoPermissions' ? { kind: 'not-permitted' } : failure(error) };
  }
}

/** The folder of a root's snapshots. */
export function publishedFolder(root: Uri): Uri {
  return Uri.joinPath(root, ...PUBLISHED_FOLDER);
}

function isSame(one: Uri, other: Uri): boolean {
  return one.toString() === other.toString();
}

async function unlessRefused<Found>(reading: Thenable<Found>): Promise<Found | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}
