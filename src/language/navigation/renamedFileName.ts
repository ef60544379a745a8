import type { Reference } from '../../core/model/reference.js';

/** Names that are longer than this are left alone: not every file system has them. */
const MAX_NAME = 200;
/** What an id may have that a file's name does not. */
const UNUSUAL = /[^\p{L}\p{N}._-]/gu;

/**
 * A file's name with another id where it is called by its id, alone or with its version, as in `persona-1.2.0.…`;
 * `undefined` where it is called otherwise.
 */
export function renamedIdInName(name: string, { id, semver }: Reference, newId: string): string | undefined {
  const ending = /\.prompt-(?:template|bundle)\.\w+$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  const written = [id, id.replaceAll(UNUSUAL, '-')].find(
    (one) => stem === one || (stem.startsWith(one) && isVersion(stem.slice(one.length), semver)),
  );
  const stemOfNew = newId.replaceAll(UNUSUAL, '-').replaceAll(/^[.-]+|[.-]+$/g, '');
  if (written === undefined || stemOfNew === '') return undefined;
  const renamed = stemOfNew + stem.slice(written.length) + ending;
  return renamed.length > MAX_NAME ? undefined : renamed;
}

/** A separator and the version. */
function isVersion(rest: string, semver: string): boolean {
  return rest.endsWith(semver) && /^[-@_. ]v?$/.test(rest.slice(0, rest.length - semver.length));
}
