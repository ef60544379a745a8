import ignore, { type Ignore } from 'ignore';
import type { LeftOut } from './leftOut.js';
import { isTooDeep, MAX_PATTERN_LENGTH } from './ignoreRules.js';

/** Globs of one setting or option, which `by` names. */
export interface NamedGlobs {
  readonly by: string;
  readonly globs: readonly string[];
}

/** A glob that comes to more patterns than this is not read. */
const MAX_PATTERNS = 200;

/**
 * Globs as VS Code's `files.exclude` has them: what matches one is left out, with all that is in it. Git's patterns are the
 * same but for braces, and for what a name alone means: here, that in the root.
 */
export class ExcludeGlobs {
  readonly #globs: readonly { readonly by: string; readonly glob: string }[];
  readonly #matcher: Ignore;

  constructor(named: readonly NamedGlobs[]) {
    this.#globs = named.flatMap(({ by, globs }) => globs.map((glob) => ({ by, glob })));
    const patterns = this.#globs.flatMap(({ glob }, i) =>
      patternsOf(glob).map((pattern) => ({ pattern, mark: String(i) })),
    );
    this.#matcher = ignore({ ignorecase: false }).add(patterns);
  }

  /** What leaves out a file or folder, by its path from the root; the folders it is in have been asked about before. */
  match(path: string): LeftOut | undefined {
    if (this.#globs.length === 0 || isTooDeep(path)) return undefined;
    const { ignored, rule } = this.#matcher.test(path);
    const found = ignored ? this.#globs[Number(rule?.mark)] : undefined;
    return found && { kind: 'excluded', ...found };
  }

  /** Whether one matches a name, which need be no path: then none does. */
  matchesName(name: string): boolean {
    return ignore.isPathValid(name) && this.match(name) !== undefined;
  }
}

/** A leading or a last `/`, and a last `/**`, say nothing that is not so without. */
function patternsOf(glob: string): string[] {
  if (glob.trim() === '' || glob.length > MAX_PATTERN_LENGTH) return [];
  const plain = glob.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  return withoutBraces(plain.replace(/(.)\/\*\*$/, '$1')).map((pattern) => `/${pattern}`);
}

/** `{a,b}` means either: a pattern for each; none at all where they would be too many. */
function withoutBraces(glob: string): string[] {
  let patterns = [glob];
  for (;;) {
    const next = patterns.flatMap((pattern) => {
      const [, before = '', choice, after = ''] = /^([^]*?)\{([^{}]*)\}([^]*)$/.exec(pattern) ?? [];
      return choice === undefined ? [pattern] : choice.split(',').map((one) => before + one + after);
    });
    if (next.length > MAX_PATTERNS) return [];
    if (next.every((pattern, i) => pattern === patterns[i])) return next;
    patterns = next;
  }
}
