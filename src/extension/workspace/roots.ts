import { Uri, workspace } from 'vscode';

/**
 * The roots of the workspace: its folders, and what has been found below them that is a root of its own, such as a folder
 * with versions that are published in it.
 */
export class Roots {
  readonly #below = new Set<string>();

  /** Takes in a root below a workspace folder. True when it was not known. */
  add(root: Uri): boolean {
    const { size } = this.#below;
    return this.#below.add(root.toString()).size > size;
  }

  /** Forgets a root below a workspace folder. True when it was known. */
  delete(root: Uri): boolean {
    return this.#below.delete(root.toString());
  }

  /**
   * The root that a file belongs to: the nearest one above it in its workspace folder, or that folder; for a file outside of
   * all of them the folder that it lies in.
   */
  rootOf(uri: Uri): Uri {
    const folder = workspace.getWorkspaceFolder(uri)?.uri;
    return folder ? (this.#nearest(uri, folder) ?? folder) : Uri.joinPath(uri, '..');
  }

  #nearest(uri: Uri, folder: Uri): Uri | undefined {
    if (this.#below.size === 0) return undefined;
    const least = folder.toString().length;
    for (let root = uri.toString(); root.length > least; root = root.slice(0, root.lastIndexOf('/')))
      if (this.#below.has(root)) return Uri.parse(root);
    return undefined;
  }
}
