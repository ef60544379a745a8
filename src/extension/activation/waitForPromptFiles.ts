import { Disposable, FileType, workspace, type Uri } from 'vscode';
import { fileTypeOf, PROMPT_FILES_GLOB, SKIPPED_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { isSkipped } from '../workspace/ownFiles.js';

/** How long new folders are collected before they are searched, in milliseconds: a checkout makes many at once. */
const DEBOUNCE_MS = 500;
/** So many of the new paths are looked at; of more, some are folders in all likelihood. */
const STATS_AT_MOST = 32;

/**
 * Calls `found` once, when the first prompt file is there: stored in the workspace, shown in an editor, or created later,
 * alone or within a folder. Until then it looks at names alone and reads nothing.
 */
export function waitForPromptFiles(found: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher('**', false, true, true);
  const created = new Set<Uri>();
  let timer: unknown;
  let done = false;

  const finish = (): void => {
    if (done) return;
    waiting.dispose();
    found();
  };
  const lookAt = (uri: Uri): void => {
    if (fileTypeOf(uri.path)) finish();
  };
  const search = async (): Promise<void> => {
    const files = await workspace.findFiles(PROMPT_FILES_GLOB, SKIPPED_FILES_GLOB, 1);
    files.forEach(lookAt);
  };
  const searchNewFolders = async (): Promise<void> => {
    const paths = [...created];
    created.clear();
    const types = await Promise.all(paths.slice(0, STATS_AT_MOST).map(typeOf));
    if (paths.length > STATS_AT_MOST || types.includes(FileType.Directory)) await search();
  };

  const waiting = Disposable.from(
    watcher,
    watcher.onDidCreate((uri) => {
      // An installation of packages brings thousands.
      if (isSkipped(uri)) return;
      lookAt(uri);
      created.add(uri);
      timer ??= setTimeout(() => {
        timer = undefined;
        searchNewFolders().catch(() => undefined); // the folder is closed again
      }, DEBOUNCE_MS);
    }),
    workspace.onDidOpenTextDocument(({ uri }) => {
      lookAt(uri);
    }),
    workspace.onDidChangeWorkspaceFolders(() => void search()),
    new Disposable(() => {
      done = true;
      clearTimeout(timer);
    }),
  );
  const isOpen = workspace.textDocuments.some(({ uri }) => fileTypeOf(uri.path));
  if (isOpen) finish();
  else void search();
  return waiting;
}

async function typeOf(uri: Uri): Promise<FileType | undefined> {
  return workspace.fs.stat(uri).then(
    ({ type }) => type,
    () => undefined, // gone again
  );
}
