import { Uri, workspace } from 'vscode';
import type { IndexRoots } from '../../language/index.js';
import type { Roots } from './roots.js';
import { isInWorkspace, savedPlace } from './savedPlace.js';

/** The roots of the workspace, by their URIs; `isListed` says whether the files of one are known. */
export function indexRoots(roots: Roots, isListed: (root: Uri) => boolean): IndexRoots {
  return {
    rootOf: (file) => roots.rootOf(Uri.parse(file)).toString(),
    nameOf: (file) => workspace.asRelativePath(savedPlace(Uri.parse(file)), false),
    nameOfRoot: (root) => nameOf(Uri.parse(root)),
    isListed: (root) => isListed(Uri.parse(root)),
    alone: (root) => roots.alone(Uri.parse(root)),
  };
}

/** The name of a workspace folder, or the path of a root in one. */
function nameOf(root: Uri): string | undefined {
  if (!isInWorkspace(root)) return undefined;
  const folder = workspace.getWorkspaceFolder(root);
  return folder?.uri.toString() === root.toString() ? folder.name : workspace.asRelativePath(root);
}
