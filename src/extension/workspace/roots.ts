import { Uri, workspace, type Disposable } from 'vscode';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import type { FolderConfiguration } from '../../language/index.js';
import { savedPlace } from './savedPlace.js';

/** How many files' roots are remembered. */
const MOST_REMEMBERED = 50_000;

/**
 * The roots of the workspace: its folders, and what has been found below them that is a root of its own: a folder with
 * versions that are published in it, or a file that is left out and open all the same.
 */
export class Roots implements Disposable {
  /** By their URIs, with what is told of a file that is left out. */
  readonly #below = new Map<string, string | undefined>();
  /** What holds in roots, by their keys. */
  readonly #configurations = new Map<string, FolderConfiguration>();
  /** The roots of files, both by their keys: to find one takes long, and it is asked for with each look at a file. */
  readonly #ofFiles = new Map<string, string>();
  readonly #subscription = workspace.onDidChangeWorkspaceFolders(() => {
    this.#ofFiles.clear();
  });

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Takes in a root below a workspace folder; of a file, with what is told of it. True when that was not known. */
  add(root: Uri, alone?: string): boolean {
    const key = root.toString();
    const isKnown = this.#below.has(key) && this.#below.get(key) === alone;
    this.#below.set(key, alone);
    if (!isKnown) this.#ofFiles.clear();
    return !isKnown;
  }

  /** What is told of a file that is a root of its own, since it is left out. */
  alone(root: Uri): string | undefined {
    return this.#below.get(root.toString());
  }

  /** Takes in what holds in a root. */
  configure(root: Uri, configuration: FolderConfiguration | undefined): void {
    if (configuration) this.#configurations.set(root.toString(), configuration);
    else this.#configurations.delete(root.toString());
  }

  /** What holds in a root; `undefined` where it is written down nowhere. */
  configurationOf(root: Uri): FolderConfiguration | undefined {
    return this.#configurations.get(root.toString());
  }

  /** What holds for a file. */
  configurationFor(file: Uri): FolderConfiguration | undefined {
    return this.#configurations.size === 0
      ? undefined
      : this.#configurations.get(this.rootKeyOf(file.toString()));
  }

  /** The roots of a workspace folder, or of one that was one, in which something is configured. */
  configuredIn(folder: Uri): Uri[] {
    const key = folder.toString();
    return [...this.#configurations.keys()]
      .filter((root) => root === key || root.startsWith(`${key}/`))
      .map((root) => Uri.parse(root))
      .filter((root) => [key, undefined].includes(workspace.getWorkspaceFolder(root)?.uri.toString()));
  }

  /** All configurations that hold in some root, by the keys of their files. */
  configurations(): ReadonlyMap<string, FolderConfiguration> {
    return new Map(
      [...this.#configurations.values()].map((configuration) => [configuration.file, configuration]),
    );
  }

  /** True for a file that is left out, and a root of its own. */
  isAlone(file: Uri): boolean {
    return this.alone(savedPlace(file)) !== undefined;
  }

  /** The folders below a workspace folder that are roots of their own. */
  foldersBelow(folder: Uri): Uri[] {
    const below = [...this.#below].filter(([, alone]) => alone === undefined).map(([key]) => Uri.parse(key));
    return below.filter((root) => workspace.getWorkspaceFolder(root)?.uri.toString() === folder.toString());
  }

  /** Forgets a root below a workspace folder. True when it was known. */
  delete(root: Uri): boolean {
    this.#configurations.delete(root.toString());
    const isGone = this.#below.delete(root.toString());
    if (isGone) this.#ofFiles.clear();
    return isGone;
  }

  /** True for a workspace folder, and for a root below one. */
  has(root: Uri): boolean {
    const folder = workspace.getWorkspaceFolder(root)?.uri.toString();
    const key = root.toString();
    return folder !== undefined && (folder === key || this.#below.has(key));
  }

  /**
   * The root that a file belongs to: the nearest one above it in its workspace folder, or that folder; for a file outside of
   * all of them the folder that it lies in. An unsaved file belongs where it will be saved.
   */
  rootOf(uri: Uri): Uri {
    const place = savedPlace(uri);
    const folder = workspace.getWorkspaceFolder(place)?.uri;
    return folder ? (this.#nearest(place, folder) ?? folder) : folderOf(place);
  }

  /** The same by keys. */
  rootKeyOf(file: string): string {
    const known = this.#ofFiles.get(file);
    if (known !== undefined) return known;
    const root = this.rootOf(Uri.parse(file)).toString();
    if (this.#ofFiles.size >= MOST_REMEMBERED) this.#ofFiles.clear();
    this.#ofFiles.set(file, root);
    return root;
  }

  #nearest(uri: Uri, folder: Uri): Uri | undefined {
    if (this.#below.size === 0) return undefined;
    const least = folder.toString().length;
    for (let root = uri.toString(); root.length > least; root = root.slice(0, root.lastIndexOf('/')))
      if (this.#below.has(root)) return Uri.parse(root);
    return undefined;
  }
}

/**
 * The folder a file lies in; of the records that a folder keeps, such as its published versions, that folder. Texts of one file, such
 * as its revisions, or what was rendered at one time or another, differ in the rest of their URIs: their folder is one.
 */
function folderOf(file: Uri): Uri {
  const place = file.with({ query: '', fragment: '' });
  const [records] = PUBLISHED_FOLDER;
  const [above] = `${place.path}/`.split(`/${records}/`, 1);
  return above === undefined || above.length > place.path.length
    ? Uri.joinPath(place, '..')
    : place.with({ path: above === '' ? '/' : above });
}
