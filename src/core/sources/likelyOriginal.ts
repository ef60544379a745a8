import * as l10n from '@vscode/l10n';

/** Folders that hold what a build, a tool or a person made of other files: hidden ones, and these. */
const COPY_FOLDER =
  /^(?:\..+|build|dist|out|output|target|obj|te?mp|caches?|backups?|bak|old|legacy|archived?|archives?|cop(?:y|ies)|worktrees?|vendor)$/i;
/** What programs and people add to the name of a copy: `x copy 2`, `x - Copy (3)`, `x (1)`, `x.bak`, `x_backup`, `x.orig`. */
const COPY_NAME =
  /[\s._-](?:copy|kopie|copie|copia|backup|bak|orig|old)(?:[\s._-]?\(?\d*\)?)?(?=$|[\s._)-])|\(conflicted copy|\s\(\d+\)(?=$|\.)|~$/i;

/**
 * Of the paths of files that define one version, that of which the others are copies in all likelihood, by where they lie: the
 * only one without a name that copies have. `undefined` where nothing tells.
 */
export function likelyOriginal(files: readonly string[]): string | undefined {
  const paths = files.map((file) => file.split('/'));
  const [first = []] = paths;
  // What all have in common tells nothing of one of them.
  let common = 0;
  while (common < first.length - 1 && paths.every((path) => path[common] === first[common])) common++;
  const originals = files.filter((_file, i) => !paths[i]?.slice(common).some(isCopy));
  return originals.length === 1 && files.length > 1 ? originals[0] : undefined;
}

function isCopy(name: string, i: number, path: readonly string[]): boolean {
  return (i < path.length - 1 && COPY_FOLDER.test(name)) || COPY_NAME.test(name);
}

/** What to do about several files that define one version: which to keep, where that can be told. */
export function keepText(
  original: string | undefined,
  count: number,
  quoted: (file: string) => string,
): string {
  if (original === undefined) return l10n.t('Keep one of them.');
  return count === 2
    ? l10n.t('Keep {0}: the other looks like a copy, by where it lies.', quoted(original))
    : l10n.t('Keep {0}: the others look like copies, by where they lie.', quoted(original));
}
