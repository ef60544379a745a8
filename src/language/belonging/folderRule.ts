import { SKIPPED_FOLDERS } from '../../core/documents/fileKinds.js';
import type { ExcludeGlobs } from './excludeGlobs.js';
import { IgnoreRules } from './ignoreRules.js';
import type { LeftOut } from './leftOut.js';
import { isLinkedWorktree } from './linkedWorktree.js';

/** What is known of a folder, as far as it decides which files belong. */
export interface FolderFacts {
  /** The text of its `.gitignore`. */
  readonly ignore?: string | undefined;
  /** The text of its `.git` where that is a file; empty where it is a folder. */
  readonly git?: string | undefined;
  /** Whether versions are published in it: then it is a root of its own. */
  readonly publishes: boolean;
}

/** A folder above the root, of the same repository, and what is known of it. */
export interface FolderAbove {
  /** Its name; of the repository's own root, it does not count. */
  readonly name: string;
  readonly ignore?: string | undefined;
}

/** What leaves files out. */
export interface RuleOptions {
  readonly globs: ExcludeGlobs;
  /** Whether ignore files count. */
  readonly useGitignore: boolean;
  /** The folders from the repository's root down to the one that the root is in; none where the root is the repository's. */
  readonly above?: readonly FolderAbove[];
  /** The name of the root in the last of those. */
  readonly name?: string;
  /** The text of `.git/info/exclude`. */
  readonly exclude?: string | undefined;
}

/**
 * The one rule of which files belong to a root, as it holds in one folder: asked of the root first, and of each folder
 * below it, so that nothing in a folder that is left out is asked about. Pure: what it has to know is handed to it.
 */
export class FolderRule {
  private constructor(
    /** The folder's path from the root, with `/` between; empty for the root. */
    readonly path: string,
    /** The path of the root that its files belong to: this one's, or that of a folder below with versions of its own. */
    readonly home: string,
    private readonly options: RuleOptions,
    private readonly ignores: IgnoreRules,
    /** Its path from the root of its repository. */
    private readonly inRepository: string,
  ) {}

  /** The rule in a root. One that is itself ignored was opened on purpose: then only ignore files in it count. */
  static ofRoot(facts: FolderFacts, options: RuleOptions): FolderRule {
    const { above = [], name = '', exclude } = options;
    let ignores = IgnoreRules.none.with('', exclude ?? '', '.git/info/exclude');
    let path = '';
    for (const [i, folder] of above.entries()) {
      ignores = ignores.with(path, folder.ignore ?? '', `${'../'.repeat(above.length - i)}.gitignore`);
      path = join(path, above[i + 1]?.name ?? name);
      if (!ignores.match(path, true)) continue;
      [ignores, path] = [IgnoreRules.none, ''];
      break;
    }
    return new FolderRule('', '', options, withFile(ignores, path, '', facts, options), path);
  }

  /** Why a file or folder in this one is left out; `undefined` for one that belongs, as far as its name says. */
  leavesOut(name: string, isFolder: boolean): LeftOut | undefined {
    if (isFolder && SKIPPED_FOLDERS.has(name)) return { kind: 'skipped', name };
    return (
      this.options.globs.match(join(this.path, name)) ??
      this.ignores.match(join(this.inRepository, name), isFolder)
    );
  }

  /** The rule in a folder in this one that is not left out by name, or why it is by what is in it. */
  enter(name: string, facts: FolderFacts): FolderRule | LeftOut {
    const path = join(this.path, name);
    const { git, publishes } = facts;
    if (git !== undefined && isLinkedWorktree(git)) return { kind: 'worktree', folder: path };
    // Another repository, such as a submodule: the ignore files around it are not its own.
    const [ignores, inRepository] =
      git === undefined ? [this.ignores, join(this.inRepository, name)] : [IgnoreRules.none, ''];
    return new FolderRule(
      path,
      publishes ? path : this.home,
      this.options,
      withFile(ignores, inRepository, path, facts, this.options),
      inRepository,
    );
  }
}

function withFile(
  ignores: IgnoreRules,
  inRepository: string,
  path: string,
  { ignore }: FolderFacts,
  { useGitignore }: RuleOptions,
): IgnoreRules {
  if (!useGitignore) return IgnoreRules.none;
  return ignore === undefined ? ignores : ignores.with(inRepository, ignore, join(path, '.gitignore'));
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
