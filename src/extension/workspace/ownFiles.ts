import { workspace, type Uri } from 'vscode';
import { fileTypeOf, KINDS_IN_ORDER, SKIPPED_FOLDERS } from '../../core/documents/fileKinds.js';
import { isInWorkspace, savedPlace } from './savedPlace.js';

/** Scheme of the read-only files that show the versions of registries; also in package.json's activation events. */
export const REGISTRY_SCHEME = 'prompt-bundles-registry';

/** File systems whose files belong to nobody's folder but are still worth previewing. */
const LOOSE_SCHEMES = new Set(['file', 'untitled', 'vscode-remote', REGISTRY_SCHEME]);

/** True for a prompt file that is looked at: of a workspace folder, or one that lies outside of all of them. */
export function isOurs(uri: Uri): boolean {
  return fileTypeOf(uri.path) !== undefined && isWithinReach(uri);
}

/** The schemes of the files that are within reach: the conditions of menus and keys name them. */
export function schemesWithinReach(): readonly string[] {
  return [...LOOSE_SCHEMES, ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)];
}

/** False for what stands for a file of another place or time, such as one of git. */
export function isWithinReach(uri: Uri): boolean {
  return isInWorkspace(uri) || LOOSE_SCHEMES.has(uri.scheme);
}

/** True for what lies in a folder whose files are none of ours. */
export function isSkipped(uri: Uri): boolean {
  const path = uri.path.slice(workspace.getWorkspaceFolder(savedPlace(uri))?.uri.path.length ?? 0);
  return path.split('/').some((name) => SKIPPED_FOLDERS.has(name));
}

/** Each kind speaks of those before it: so none has to be looked at again. */
export function inKindOrder(found: readonly Uri[]): Uri[] {
  return KINDS_IN_ORDER.flatMap((kind) => found.filter(({ path }) => fileTypeOf(path)?.kind === kind));
}
