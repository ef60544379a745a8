import { Disposable, FileType, RelativePattern, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { fileTypeOf, PROMPT_FILES_GLOB, SKIPPED_FOLDERS } from '../../core/documents/fileKinds.js';
import { isSkipped } from './ownFiles.js';
import { isPublishedFolder, snapshotPattern } from './publishedFiles.js';

/** What is done about a change in a watched folder. */
export interface FolderChanges {
  /** A prompt file came or changed. */
  readonly take: (file: Uri) => void;
  /** Prompt files were found in a folder that came. */
  readonly takeFound: (files: readonly Uri[]) => void;
  /** A prompt file went. */
  readonly forget: (file: Uri) => void;
  /** A snapshot came, changed or went. */
  readonly takeSnapshot: (file: Uri) => void;
  /** The folder of snapshots came or went, or one it lies in. */
  readonly takeSnapshots: () => void;
  /** Something went that may have been a folder: all that was below it went along. */
  readonly forgetBelow: (folder: Uri) => void;
  /** Something else came or went, which may decide which files belong. */
  readonly touch: (uri: Uri) => void;
}

/** Watches the prompt files of a workspace folder, and its snapshots. */
export function watchFolder(folder: WorkspaceFolder, changes: FolderChanges): Disposable {
  return Disposable.from(
    watchFiles(folder, changes),
    watchSnapshots(folder, changes),
    watchSubfolders(folder, changes),
  );
}

function watchFiles(folder: WorkspaceFolder, { take, forget }: FolderChanges): Disposable {
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, PROMPT_FILES_GLOB));
  watcher.onDidCreate(take);
  watcher.onDidChange(take);
  watcher.onDidDelete(forget);
  return watcher;
}

function watchSnapshots(folder: WorkspaceFolder, { takeSnapshot }: FolderChanges): Disposable {
  const watcher = workspace.createFileSystemWatcher(snapshotPattern(folder));
  watcher.onDidCreate(takeSnapshot);
  watcher.onDidChange(takeSnapshot);
  watcher.onDidDelete(takeSnapshot);
  return watcher;
}

/**
 * A folder that comes or goes, or is renamed, takes its files along, and VS Code may tell of the folder alone. One that is
 * deleted and made anew at once, as by a build or a checkout, is told to have changed, and of its files nothing is told.
 */
function watchSubfolders(folder: WorkspaceFolder, changes: FolderChanges): Disposable {
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**'));
  watcher.onDidCreate((uri) => {
    if (!fileTypeOf(uri.path)) changes.touch(uri);
    if (!fileTypeOf(uri.path) && !isSkipped(uri)) takeFolder(uri, changes).catch(() => undefined); // gone again
    if (isPublishedFolder(uri)) changes.takeSnapshots();
  });
  watcher.onDidChange((uri) => {
    if (!fileTypeOf(uri.path)) takeFolderAnew(uri, changes).catch(() => undefined); // gone again
  });
  watcher.onDidDelete((uri) => {
    if (!fileTypeOf(uri.path)) changes.touch(uri);
    if (isPublishedFolder(uri)) changes.takeSnapshots();
    changes.forgetBelow(uri);
  });
  return watcher;
}

async function takeFolder(uri: Uri, changes: FolderChanges): Promise<void> {
  if (await isFolder(uri)) changes.takeFound(await filesIn(uri));
}

async function takeFolderAnew(uri: Uri, changes: FolderChanges): Promise<void> {
  const mayPublish = isPublishedFolder(uri);
  if ((isSkipped(uri) && !mayPublish) || !(await isFolder(uri))) return;
  changes.touch(uri);
  changes.forgetBelow(uri);
  if (mayPublish) changes.takeSnapshots();
  if (!isSkipped(uri)) changes.takeFound(await filesIn(uri));
}

async function isFolder(uri: Uri): Promise<boolean> {
  return (await workspace.fs.stat(uri)).type === FileType.Directory;
}

/** The prompt files that are stored in a folder, and below it. */
async function filesIn(folder: Uri, found: Uri[] = []): Promise<Uri[]> {
  for (const [name, type] of await workspace.fs.readDirectory(folder)) {
    const uri = Uri.joinPath(folder, name);
    if (type === FileType.Directory && !SKIPPED_FOLDERS.has(name)) await filesIn(uri, found).catch(() => []);
    else if (fileTypeOf(name)) found.push(uri);
  }
  return found;
}
