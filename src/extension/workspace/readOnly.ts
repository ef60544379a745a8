import { FilePermission, languages, RelativePattern, workspace, type TextDocument, type Uri } from 'vscode';
import type { Platform } from './platform.js';

/**
 * True for a file that VS Code does not let anybody edit: of a file system that takes no writes, one that says so of the
 * file, or one that the settings make so. Edits by an extension would still change its editor, and could never be saved.
 */
export async function isReadOnly(uri: Uri, platform: Pick<Platform, 'isLocked'>): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  const stat = await workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined, // gone, or not there yet
  );
  if (stat && ((stat.permissions ?? 0) & FilePermission.Readonly) !== 0) return true;
  const settings = workspace.getConfiguration('files', uri);
  if (await matches(uri, settings.get<unknown>('readonlyExclude'))) return false;
  if (await matches(uri, settings.get<unknown>('readonlyInclude'))) return true;
  return settings.get<unknown>('readonlyFromPermissions') === true && (await platform.isLocked(uri));
}

/** Whether a glob of a setting such as `files.readonlyInclude` is about a file, as VS Code itself reads globs. */
async function matches(uri: Uri, globs: unknown): Promise<boolean> {
  if (typeof globs !== 'object' || globs === null) return false;
  const set = Object.entries(globs as Readonly<Record<string, unknown>>).filter(
    ([, isSet]) => isSet === true,
  );
  if (set.length === 0) return false;
  const document = await workspace.openTextDocument(uri).then(
    (found): TextDocument | undefined => found,
    () => undefined, // no text
  );
  const folder = workspace.getWorkspaceFolder(uri);
  return set.some(([glob]) => {
    const pattern = folder && !glob.startsWith('/') ? new RelativePattern(folder, glob) : glob;
    return document !== undefined && languages.match({ pattern }, document) > 0;
  });
}
