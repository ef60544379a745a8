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
  /** What its configuration says, where it has one: then it is a root as well. */
  readonly configuration?: ConfiguredBelonging | undefined;
}

/** What the configuration of a folder says of which files belong; where it is silent, options do. */
export interface ConfiguredBelonging {
  /** The path of the folder from the root that is listed; empty for that root. */
  readonly folder: string;
  /** What it leaves out, by paths from its folder. */
  readonly globs: ExcludeGlobs | undefined;
  /** Whether ignore files count. */
  readonly useGitignore: boolean | undefined;
}

/** A folder above the root, of the same repository, and what is known of it. */
export interface FolderAbove {
  /** Its name; of the repository's own root, it does not count. */
  readonly name: string;
  readonly ignore?: string | undefined;
}

/** What leaves files out. */
export interface RuleOptions {
  /** What is left out in any case. */
  readonly globs: ExcludeGlobs;
  /** What is left out where no configuration says what is. */
  readonly personal?: ExcludeGlobs;
  /** Whether ignore files count where no configuration says so. */
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
    /** What holds in it: the configuration of the nearest folder that has one, up to the root. */
    readonly configuration: ConfiguredBelonging | undefined,
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
    return new FolderRule('', '', options, withFile(ignores, path, '', facts), path, facts.configuration);
  }

  /** Why a file or folder in this one is left out; `undefined` for one that belongs, as far as its name says. */
  leavesOut(name: string, isFolder: boolean): LeftOut | undefined {
    if (isFolder && SKIPPED_FOLDERS.has(name)) return { kind: 'skipped', name };
    const { configuration, options } = this;
    const path = join(this.path, name);
    const isIgnoring = configuration?.useGitignore ?? options.useGitignore;
    return (
      options.globs.match(path) ??
      (configuration?.globs
        ? configuration.globs.match(pathWithin(configuration.folder, path))
        : options.personal?.match(path)) ??
      (isIgnoring ? this.ignores.match(join(this.inRepository, name), isFolder) : undefined)
    );
  }

  /** The rule in a folder in this one that is not left out by name, or why it is by what is in it. */
  enter(name: string, facts: FolderFacts): FolderRule | LeftOut {
    const path = join(this.path, name);
    const { git, publishes, configuration } = facts;
    if (git !== undefined && isLinkedWorktree(git)) return { kind: 'worktree', folder: path };
    // Another repository, such as a submodule: the ignore files around it are not its own.
    const [ignores, inRepository] =
      git === undefined ? [this.ignores, join(this.inRepository, name)] : [IgnoreRules.none, ''];
    return new FolderRule(
      path,
      publishes || configuration ? path : this.home,
      this.options,
      withFile(ignores, inRepository, path, facts),
      inRepository,
      configuration ?? this.configuration,
    );
  }
}

function withFile(
  ignores: IgnoreRules,
  inRepository: string,
  path: string,
  { ignore }: FolderFacts,
): IgnoreRules {
  return ignore === undefined ? ignores : ignores.with(inRepository, ignore, join(path, '.gitignore'));
}

/** A path from a folder that it is in. */
export function pathWithin(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
