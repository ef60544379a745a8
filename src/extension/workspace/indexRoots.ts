import { Uri, workspace } from 'vscode';
import type { IndexRoots } from '../../language/index.js';
import { folderName } from './folderName.js';
import type { Roots } from './roots.js';
import { isInWorkspace, savedPlace } from './savedPlace.js';

/** The roots of the workspace, by their URIs; `isListed` says whether the files of one are known. */
export function indexRoots(roots: Roots, isListed: (root: Uri) => boolean): IndexRoots {
  return {
    rootOf: (file) => roots.rootKeyOf(file),
    nameOf: (file) => workspace.asRelativePath(savedPlace(Uri.parse(file)), false),
    // A file that is left out is a root of its own, and no folder.
    nameOfRoot: (root) => {
      const uri = Uri.parse(root);
      return isInWorkspace(uri) && roots.alone(uri) === undefined ? folderName(root) : undefined;
    },
    isListed: (root) => isListed(Uri.parse(root)),
    alone: (root) => roots.alone(Uri.parse(root)),
    configuration: (root) => roots.configurationOf(Uri.parse(root)),
  };
}
