import { Uri, workspace } from 'vscode';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import {
  CONFIGURATION_FILE,
  folderConfiguration,
  FolderRule,
  type FolderAbove,
  type FolderFacts,
} from '../../language/index.js';
import { exclusionsOf } from '../belonging/exclusions.js';
import type { GitRepository } from './gitApi.js';

/** Longer ignore files are not read, in bytes. */
const MAX_IGNORE_BYTES = 1_000_000;

/** A revision, and the root whose files are asked for. */
export interface RevisionRoot {
  readonly repository: GitRepository;
  readonly hash: string;
  readonly root: Uri;
}

/**
 * Which files belonged to a root at a revision: the rule of the working tree, held against the folders and configurations as
 * the revision has them. The settings are those of now, and the root itself is one by now, whatever it was then.
 */
export class RevisionTree {
  readonly #levels = new Map<string, Promise<FolderRule | undefined>>();
  /** Where the rule begins: the workspace folder. */
  readonly #top: Uri;
  readonly #home: string;

  constructor(private readonly at: RevisionRoot) {
    this.#top = workspace.getWorkspaceFolder(at.root)?.uri ?? at.root;
    this.#home = pathBelow(this.#top, at.root) ?? '';
  }

  /** Whether a file belonged to the root. */
  async holds(file: Uri): Promise<boolean> {
    const path = pathBelow(this.#top, file);
    if (path === undefined) return false;
    const [folder, name] = split(path);
    const rule = await this.#level(folder);
    return rule?.home === this.#home && rule.leavesOut(name, false) === undefined;
  }

  /** The rule in a folder, by its path; `undefined` where it is left out. */
  #level(path: string): Promise<FolderRule | undefined> {
    const known = this.#levels.get(path);
    if (known) return known;
    const level = path === '' ? this.#topLevel() : this.#levelBelow(path);
    this.#levels.set(path, level);
    return level;
  }

  async #topLevel(): Promise<FolderRule> {
    const above = await this.#above();
    return FolderRule.ofRoot(await this.#factsOf(''), {
      ...exclusionsOf(this.#top),
      ...(above.length > 0 && { above, name: nameOf(this.#top) }),
    });
  }

  async #levelBelow(path: string): Promise<FolderRule | undefined> {
    const [above, name] = split(path);
    const rule = await this.#level(above);
    // The root's own files are asked for: that it lies where it is leaves none of them out.
    const isOnTheWay = `${this.#home}/`.startsWith(`${path}/`);
    if (!rule || (!isOnTheWay && rule.leavesOut(name, true))) return undefined;
    const entered = rule.enter(name, await this.#factsOf(path));
    return entered instanceof FolderRule ? entered : undefined;
  }

  async #factsOf(path: string): Promise<FolderFacts> {
    const folder = path === '' ? this.#top : Uri.joinPath(this.#top, path);
    const { rootUri } = this.at.repository;
    const publishes = path === this.#home;
    // What is around the repository is in none of its revisions.
    if (pathBelow(rootUri, folder) === undefined) return { publishes };
    const text = await this.#textAt(Uri.joinPath(folder, ...CONFIGURATION_FILE));
    return {
      ignore: await this.#textAt(Uri.joinPath(folder, '.gitignore')),
      git: folder.path === rootUri.path ? '' : undefined,
      publishes: publishes || (await this.#has(Uri.joinPath(folder, ...PUBLISHED_FOLDER))),
      configuration: text === undefined ? undefined : folderConfiguration({ text, folder: path }),
    };
  }

  /** The folders from the repository's root down to the one that the workspace folder is in. */
  async #above(): Promise<readonly FolderAbove[]> {
    const { rootUri } = this.at.repository;
    const path = pathBelow(rootUri, this.#top);
    if (path === undefined || path === '') return [];
    const above: FolderAbove[] = [];
    for (let folder = this.#top; folder.path !== rootUri.path;) {
      folder = Uri.joinPath(folder, '..');
      above.unshift({ name: nameOf(folder), ignore: await this.#textAt(Uri.joinPath(folder, '.gitignore')) });
    }
    return above;
  }

  async #has({ fsPath }: Uri): Promise<boolean> {
    return this.at.repository.getObjectDetails(this.at.hash, fsPath).then(
      () => true,
      () => false,
    );
  }

  async #textAt({ fsPath }: Uri): Promise<string | undefined> {
    const bytes = await this.at.repository.buffer(this.at.hash, fsPath).catch(() => undefined);
    return bytes && bytes.length <= MAX_IGNORE_BYTES ? decodeUtf8(bytes).text : undefined;
  }
}

/** The path of a file or folder from a folder, empty for that itself; `undefined` for one that is not below it. */
function pathBelow(folder: Uri, { path }: Uri): string | undefined {
  const start = `${folder.path.replace(/\/$/, '')}/`;
  return `${path}/`.startsWith(start) ? path.slice(start.length) : undefined;
}

function split(path: string): [above: string, name: string] {
  const end = path.lastIndexOf('/');
  return [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
}

function nameOf({ path }: Uri): string {
  return path.split('/').at(-1) ?? '';
}
