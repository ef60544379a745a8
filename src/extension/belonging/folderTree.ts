import { FileType, Uri } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import {
  FolderRule,
  repeatedLinks,
  type FolderConfiguration,
  type FolderFacts,
  type LeftOut,
} from '../../language/index.js';
import type { ConfiguredFolder } from './configurationFile.js';
import type { Exclusions } from './exclusions.js';
import { factsOf, listFolder, repositoryOf, typeOf, type Listing, type Repository } from './folderFacts.js';

/** What a workspace folder says of the files below it. */
export interface FolderOptions extends Exclusions, Pick<ConfiguredFolder, 'before'> {
  /** What a path really is, with all links followed; `undefined` where that cannot be known. */
  readonly realPath: (uri: Uri) => Promise<Uri | undefined>;
  /** A link, by its path, is to be looked at anew: another one to the same file came, and is the first of them by now. */
  readonly lookAnew: (link: string) => void;
}

/** Where a file belongs: to a root, by its path from the workspace folder, with what holds there; or nowhere, and why. */
export type Place =
  { readonly home: string; readonly configuration?: FolderConfiguration | undefined } | LeftOut;

/** What is known of a folder: the rule in it, or why all in it is left out, and the types of what is in it. */
interface Level {
  readonly rule: FolderRule | LeftOut;
  readonly types: Map<string, FileType>;
}

/** The rule of which files belong, below one workspace folder: folders are looked at once, until something changes in them. */
export class FolderTree {
  readonly #levels = new Map<string, Promise<Level>>();
  /** Links to files, by path, and what they lead to. */
  readonly #links = new Map<string, string>();
  /** By the path of the folder that each is of. */
  readonly #configurations = new Map<string, FolderConfiguration>();
  readonly #real: Promise<Uri>;
  /** The repository that the folder is in. */
  readonly repository: Promise<Repository>;

  constructor(
    readonly folder: Uri,
    private readonly options: FolderOptions,
  ) {
    this.#real = options.realPath(folder).then((real) => real ?? folder);
    this.repository = this.#real.then(repositoryOf);
  }

  /** Where a file belongs, by its path. */
  async placeOf(path: string): Promise<Place> {
    const [above, name] = split(path);
    const { rule, types } = await this.#level(above);
    if (!(rule instanceof FolderRule)) return rule.kind === 'link' ? this.#throughLink(path, rule) : rule;
    const reason = rule.leavesOut(name, false);
    if (reason) return reason;
    const type = types.get(name) ?? (await typeOf(this.#at(path)));
    if (type !== undefined) types.set(name, type);
    const isLink = type !== undefined && (type & FileType.SymbolicLink) !== 0;
    const there = isLink ? await this.#isThereAs(path) : undefined;
    if (there !== undefined) return { kind: 'link', link: path, target: there };
    const configuration = rule.configuration && this.#configurations.get(rule.configuration.folder);
    return { home: rule.home, configuration };
  }

  /** Forgets what was known of something that came, changed or went. Gives links that are to be looked at anew by that. */
  touch(path: string): readonly string[] {
    const [above, name] = split(path);
    void this.#levels.get(above)?.then(({ types }) => types.delete(name));
    for (const level of this.#levels.keys())
      if (level === path || level.startsWith(`${path}/`)) this.#levels.delete(level);
    const target = this.#links.get(path);
    this.#links.delete(path);
    return [...this.#links].filter(([, other]) => other === target || other === path).map(([link]) => link);
  }

  /** By what other name the file that a link leads to is there already, if it is. */
  async #isThereAs(link: string): Promise<string | undefined> {
    const target = await this.#targetOf(this.#at(link));
    if (target === undefined) return undefined;
    const isThere = target.path !== undefined && target.path !== link && (await this.#belongs(target.path));
    if (isThere) return target.path;
    const isNew = this.#links.get(link) !== target.name;
    this.#links.set(link, target.name);
    const others = [...this.#links].filter(([other, name]) => name === target.name && other > link);
    if (isNew) for (const [other] of others) this.options.lookAnew(other);
    return repeatedLinks(
      [...this.#links].map(([one, name]) => ({ link: one, target: name })),
      () => false,
    ).get(link);
  }

  /** The reason of what is behind a link to a folder, with what it is where that is there without the link. */
  async #throughLink(path: string, reason: LeftOut & { readonly kind: 'link' }): Promise<LeftOut> {
    const target = await this.#targetOf(this.#at(path));
    return target?.path !== undefined && (await this.#belongs(target.path))
      ? { ...reason, target: target.path }
      : reason;
  }

  async #belongs(path: string): Promise<boolean> {
    return fileTypeOf(path) !== undefined && 'home' in (await this.placeOf(path));
  }

  /** What a path really is: its path below the folder, where it is there, and a name that no other file has. */
  async #targetOf(
    uri: Uri,
  ): Promise<{ readonly path: string | undefined; readonly name: string } | undefined> {
    const [real, root] = await Promise.all([this.options.realPath(uri), this.#real]);
    if (!real) return undefined;
    const below = `${root.path.replace(/\/$/, '')}/`;
    return real.path.startsWith(below)
      ? { path: real.path.slice(below.length), name: real.path.slice(below.length) }
      : { path: undefined, name: real.path };
  }

  #at(path: string): Uri {
    return path === '' ? this.folder : Uri.joinPath(this.folder, path);
  }

  async #factsOf(path: string, types: Listing): Promise<FolderFacts> {
    const facts = await factsOf({ uri: this.#at(path), path, before: this.options.before }, types);
    if (facts.configuration) this.#configurations.set(path, facts.configuration);
    return facts;
  }

  #level(path: string): Promise<Level> {
    const known = this.#levels.get(path);
    if (known) return known;
    const level = path === '' ? this.#rootLevel() : this.#levelBelow(path);
    this.#levels.set(path, level);
    return level;
  }

  async #rootLevel(): Promise<Level> {
    const types = await listFolder(this.folder);
    const { globs, personal, useGitignore } = this.options;
    const facts = await this.#factsOf('', types);
    const repository = await this.repository;
    return { rule: FolderRule.ofRoot(facts, { globs, personal, useGitignore, ...repository }), types };
  }

  async #levelBelow(path: string): Promise<Level> {
    const [above, name] = split(path);
    const { rule, types: around } = await this.#level(above);
    if (!(rule instanceof FolderRule)) return { rule, types: new Map() };
    const reason = rule.leavesOut(name, true);
    if (reason) return { rule: reason, types: new Map() };
    const type = around.get(name) ?? (await typeOf(this.#at(path)));
    if (type !== undefined && (type & FileType.SymbolicLink) !== 0)
      return { rule: { kind: 'link', link: path }, types: new Map() };
    const types = await listFolder(this.#at(path));
    return { rule: rule.enter(name, await this.#factsOf(path, types)), types };
  }
}

function split(path: string): [above: string, name: string] {
  const end = path.lastIndexOf('/');
  return [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
}
