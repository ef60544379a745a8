import ignore, { type Ignore } from 'ignore';
import type { LeftOut } from './leftOut.js';

/** The most lines of ignore files that count together; nobody writes so many by hand. */
const MAX_PATTERNS = 5000;
/** Longer patterns are not read. */
export const MAX_PATTERN_LENGTH = 1000;
/** With more folders than this in a path, a match could take for ever. */
const MAX_DEPTH = 100;

/** True for a path so deep that no pattern is held against it. */
export function isTooDeep(path: string): boolean {
  return path.split('/').length > MAX_DEPTH;
}

/**
 * The ignore files that hold in a folder of a repository, one after the other: what a later one says, of a folder further
 * in, counts more. Never changes. Paths are from the repository's root.
 */
export class IgnoreRules {
  /** No file at all. */
  static readonly none = new IgnoreRules(undefined, []);

  private constructor(
    private readonly matcher: Ignore | undefined,
    private readonly origins: readonly { readonly by: string; readonly pattern: string }[],
  ) {}

  /** With one more file: the text of what `by` names, which counts in `folder`. */
  with(folder: string, text: string, by: string): IgnoreRules {
    const origins = [...this.origins];
    const patterns = text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '' && !line.startsWith('#') && line.length <= MAX_PATTERN_LENGTH)
      .slice(0, MAX_PATTERNS - origins.length)
      .map((pattern) => ({
        pattern: within(folder, pattern),
        mark: String(origins.push({ by, pattern: pattern.trim() }) - 1),
      }));
    if (patterns.length === 0) return this;
    const matcher = ignore({ ignorecase: false });
    return new IgnoreRules(matcher.add(this.matcher ? [this.matcher] : []).add(patterns), origins);
  }

  /** The line that ignores a file or folder; the folders it is in have been asked about before. */
  match(path: string, isFolder: boolean): LeftOut | undefined {
    if (!this.matcher || isTooDeep(path)) return undefined;
    const { ignored, rule } = this.matcher.test(isFolder ? `${path}/` : path);
    const origin = ignored ? this.origins[Number(rule?.mark)] : undefined;
    return origin && { kind: 'ignored', ...origin };
  }
}

/** A pattern of a file in a folder, as the file of the root would have to say it. */
function within(folder: string, pattern: string): string {
  if (folder === '') return pattern;
  const isNegative = pattern.startsWith('!');
  const plain = isNegative ? pattern.slice(1) : pattern.replace(/^\\([!#])/, '$1');
  const isAnchored = plain.trimEnd().replace(/\/+$/, '').includes('/');
  const place = isAnchored ? plain.replace(/^\/+/, '') : `**/${plain}`;
  return `${isNegative ? '!' : ''}/${folder.replaceAll(/[\\*?[\]]/g, String.raw`\$&`)}/${place}`;
}
