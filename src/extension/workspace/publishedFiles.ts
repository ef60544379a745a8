import { FileSystemError, FileType, RelativePattern, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { readSnapshot } from '../../core/published/readSnapshot.js';
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

/** The snapshots that are stored in a folder. */
export async function snapshotsIn(folder: WorkspaceFolder): Promise<Uri[]> {
  const snapshots = publishedFolder(folder);
  const entries = (await unlessMissing(workspace.fs.readDirectory(snapshots))) ?? [];
  return entries
    .filter(([name, type]) => type === FileType.File && isSnapshotName(name))
    .map(([name]) => Uri.joinPath(snapshots, name));
}

/** Takes in a snapshot, or that it is gone. Gives the files whose findings may have changed by it, its own included. */
export async function takeSnapshot(
  uri: Uri,
  scope: ScopeIndex,
  sha256: (text: string) => string,
): Promise<ReadonlySet<string>> {
  const file = uri.toString();
  const given = await readText(uri);
  const affected = given
    ? scope.updateSnapshot(readSnapshot({ file, name: fileName(uri), given }, { sha256 }))
    : scope.removeSnapshot(file);
  return new Set([...affected, file]);
}

async function readText(uri: Uri): Promise<DecodedText | undefined> {
  const document = shownDocument(uri);
  if (document) return { text: document.getText() };
  const bytes = await unlessMissing(workspace.fs.readFile(uri));
  return bytes && decodeUtf8(bytes);
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
