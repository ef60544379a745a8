import { FileSystemError, FileType, RelativePattern, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { readSnapshot, unreadableSnapshot } from '../../core/published/readSnapshot.js';
import { isSnapshotName, PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { decodeUtf8, type DecodedText } from '../../core/text/utf8.js';
import type { ScopeIndex } from '../../language/scopeIndex.js';
import { fileName } from '../fileName.js';
import { shownDocument } from './shownDocument.js';

// The snapshots of a workspace folder (spec, section 6), as they stand in its editors and files.

/** The pattern to watch a folder's snapshots by. */
export function snapshotPattern(folder: WorkspaceFolder): RelativePattern {
  return new RelativePattern(folder, `${PUBLISHED_FOLDER.join('/')}/*.json`);
}

/** True for a snapshot of a workspace folder. */
export function isSnapshot(uri: Uri): boolean {
  const folder = workspace.getWorkspaceFolder(uri);
  return (
    folder !== undefined &&
    isSnapshotName(uri.path) &&
    isSame(Uri.joinPath(uri, '..'), publishedFolder(folder))
  );
}

/** True for the folder of a workspace folder's snapshots, and for those it lies in. */
export function isPublishedFolder(uri: Uri): boolean {
  const folder = workspace.getWorkspaceFolder(uri);
  return folder !== undefined && `${publishedFolder(folder).toString()}/`.startsWith(`${uri.toString()}/`);
}

/** The snapshots that are stored in a folder, and what stands in place of one. */
export async function snapshotsIn(folder: WorkspaceFolder): Promise<Uri[]> {
  const snapshots = publishedFolder(folder);
  const entries = (await unlessMissing(workspace.fs.readDirectory(snapshots))) ?? [];
  return entries.filter(([name]) => isSnapshotName(name)).map(([name]) => Uri.joinPath(snapshots, name));
}

/** Takes in a snapshot, or that it is gone. Gives the files whose findings may have changed by it, its own included. */
export async function takeSnapshot(
  uri: Uri,
  scope: ScopeIndex,
  sha256: (text: string) => string,
): Promise<ReadonlySet<string>> {
  const file = uri.toString();
  const name = fileName(uri);
  const { given, reason } = await readText(uri);
  let affected: ReadonlySet<string>;
  if (given) affected = scope.updateSnapshot(readSnapshot({ file, name, given }, { sha256 }));
  else if (reason === undefined) affected = scope.removeSnapshot(file);
  else affected = scope.updateSnapshot(unreadableSnapshot({ file, name }, reason));
  return new Set([...affected, file]);
}

/** What a snapshot says, or why nothing can be read there; neither where there is none. */
interface StoredText {
  readonly given?: DecodedText;
  readonly reason?: string;
}

async function readText(uri: Uri): Promise<StoredText> {
  const stat = await unlessMissing(workspace.fs.stat(uri));
  // Asked for before anything is read: nobody writes to the other end of a FIFO.
  if (stat && stat.type !== FileType.File)
    return { reason: 'It is a link, a folder or a device, and no file.' };
  const document = shownDocument(uri);
  if (document) return { given: { text: document.getText() } };
  if (!stat) return {};
  try {
    return { given: decodeUtf8(await workspace.fs.readFile(uri)) };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return {};
    return { reason: 'It cannot be read.' };
  }
}

function publishedFolder(folder: WorkspaceFolder): Uri {
  return Uri.joinPath(folder.uri, ...PUBLISHED_FOLDER);
}

function isSame(one: Uri, other: Uri): boolean {
  return one.toString() === other.toString();
}

async function unlessMissing<Found>(reading: Thenable<Found>): Promise<Found | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}
