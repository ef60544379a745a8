import { Uri, type WorkspaceFolder } from 'vscode';
import { aloneText, type FolderConfiguration } from '../../language/index.js';
import { pathIn } from './belongingChanges.js';
import { exclusionsOf } from './exclusions.js';
import { FolderTree, type FolderOptions } from './folderTree.js';

/** Where a file belongs. */
export interface Belonging {
  /** The root that it belongs to; of a file that is left out its own URI. */
  readonly root: Uri;
  /** Why it is alone, where it is left out. */
  readonly alone?: string;
  /** What holds in the root. */
  readonly configuration?: FolderConfiguration | undefined;
}

/** Which files belong, in all folders of the workspace: the rule is in `language/belonging`, this brings what it has to know. */
export class BelongingFiles {
  readonly #trees = new Map<string, FolderTree>();

  /** `lookAnew` is told of links that may belong, or not any more, by what came. */
  constructor(
    private readonly options: Pick<FolderOptions, 'before' | 'realPath'>,
    private readonly lookAnew: (link: Uri) => void,
  ) {}

  /** Where a file of a workspace folder belongs. */
  async of(uri: Uri, folder: WorkspaceFolder): Promise<Belonging> {
    const place = await this.#tree(folder).placeOf(pathIn(folder, uri));
    if (!('home' in place)) return { root: uri, alone: aloneText(place) };
    const { home, configuration } = place;
    return { root: home === '' ? folder.uri : Uri.joinPath(folder.uri, home), configuration };
  }

  /** Takes in that something came, changed or went. Gives the files that are to be looked at anew by that. */
  touch(uri: Uri, folder: WorkspaceFolder): readonly Uri[] {
    const links = this.#trees.get(folder.uri.toString())?.touch(pathIn(folder, uri)) ?? [];
    return links.map((link) => Uri.joinPath(folder.uri, link));
  }

  /** Forgets all that is known of a workspace folder. */
  forget(folder: WorkspaceFolder): void {
    this.#trees.delete(folder.uri.toString());
  }

  /** The ignore files above a workspace folder that count in it. */
  async filesAbove(folder: WorkspaceFolder): Promise<readonly Uri[]> {
    return (await this.#tree(folder).repository).files;
  }

  #tree(folder: WorkspaceFolder): FolderTree {
    const key = folder.uri.toString();
    const tree = this.#trees.get(key) ?? new FolderTree(folder.uri, this.#optionsOf(folder));
    this.#trees.set(key, tree);
    return tree;
  }

  #optionsOf({ uri }: WorkspaceFolder): FolderOptions {
    return {
      ...exclusionsOf(uri),
      ...this.options,
      lookAnew: (link) => {
        this.lookAnew(Uri.joinPath(uri, link));
      },
    };
  }
}
