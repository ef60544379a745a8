import { compareCodePoints } from '../../core/text/codePointOrder.js';

/** A link to a file, by its path from the root. */
export interface FileLink {
  readonly link: string;
  /** What it leads to: its path from the root where it is below it, else any name that no other file has. */
  readonly target: string;
}

/**
 * The links that would bring in a file once more, and by which name it is there already: its own, or that of another link,
 * the first in order. `isThere` tells the files that belong by their own names.
 */
export function repeatedLinks(
  links: Iterable<FileLink>,
  isThere: (file: string) => boolean,
): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const repeated = new Map<string, string>();
  for (const { link, target } of [...links].sort((a, b) => compareCodePoints(a.link, b.link))) {
    const there = isThere(target) ? target : first.get(target);
    if (there === undefined) first.set(target, link);
    else repeated.set(link, there);
  }
  return repeated;
}
