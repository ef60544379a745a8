import path, { type PlatformPath } from 'node:path';

// Where files are, as a system writes it, and what they are called here: from a folder, with `/` between, the same on every system.

/** The paths of one system. */
export interface FilePaths {
  /**
   * What a place is called from a folder. One that lies outside begins with `../`, and one on another drive is absolute.
   * The folder itself is empty.
   */
  readonly nameFrom: (folder: string, place: string) => string;
  /** The names of the folders from a folder to a place below it, and its own; `undefined` for a place that is not below. */
  readonly stepsInto: (folder: string, place: string) => readonly string[] | undefined;
}

/** The same for Node's paths of a system: `path.win32` or `path.posix`. */
export function filePathsOf(system: PlatformPath): FilePaths {
  const rootOf = (place: string): string => system.normalize(system.parse(place).root).toLowerCase();
  const way = (folder: string, place: string): string => {
    const [from, to] = [plainPath(system, folder), plainPath(system, place)];
    // No way leads from one drive or share to another.
    return rootOf(from) === rootOf(to) ? system.relative(from, to) : to;
  };
  const nameFrom = (folder: string, place: string): string => way(folder, place).replaceAll(system.sep, '/');
  return {
    nameFrom,
    stepsInto: (folder, place) => {
      const between = way(folder, place);
      const steps = between.split(system.sep).filter((step) => step !== '');
      return steps[0] === '..' || system.isAbsolute(between) ? undefined : steps;
    },
  };
}

/** Windows writes long paths as `\\?\C:\a` and `\\?\UNC\server\share\a`, and means the same places as without. */
function plainPath(system: PlatformPath, place: string): string {
  return system.sep === '/'
    ? place
    : place.replace(/^\\\\\?\\UNC\\/i, String.raw`\\`).replace(/^\\\\\?\\(?=[a-z]:)/i, '');
}

export const { nameFrom, stepsInto } = filePathsOf(path);
