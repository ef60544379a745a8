import type { Uri, WorkspaceFolder } from 'vscode';
import { SKIPPED_FOLDERS } from '../../core/documents/fileKinds.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { isConfigurationFile } from '../../language/index.js';

const [RECORDS, PUBLISHED] = PUBLISHED_FOLDER;
const GIT_FILES = /(^|\/)\.git(ignore)?$/;
/** Published versions below a workspace folder: that folder itself is a root in any case. */
const SNAPSHOTS_BELOW = new RegExp(`/${RECORDS.replace('.', '[.]')}(/${PUBLISHED}(/[^/]+)?)?$`);

/** True for what decides of other files whether they belong, to which root, and what holds there, when it comes, changes or goes. */
export function decidesOthers(uri: Uri, folder: WorkspaceFolder): boolean {
  const path = pathIn(folder, uri);
  if (path === '.git/info/exclude' || SNAPSHOTS_BELOW.test(path) || isConfigurationFile(uri.path))
    return true;
  // Ignore files in folders that are left out in any case, such as installed packages and logs, decide nothing.
  const isSkipped = path
    .split('/')
    .slice(0, -1)
    .some((name) => SKIPPED_FOLDERS.has(name));
  return !isSkipped && GIT_FILES.test(path);
}

/** True when an event changes what is left out. */
export function changesBelonging(event: { affectsConfiguration(section: string): boolean }): boolean {
  return ['files.exclude', 'promptBundles.exclude', 'promptBundles.useGitignore'].some((name) =>
    event.affectsConfiguration(name),
  );
}

/** The path of a file from its workspace folder. */
export function pathIn({ uri: { path } }: WorkspaceFolder, uri: Uri): string {
  return uri.path.slice(path.replace(/\/$/, '').length + 1);
}
