import { lstat, lstatSync, statSync, type Stats } from 'node:fs';

/**
 * A file that was changed so shortly before it was read, in milliseconds, may have been changed again without getting another
 * time: the coarsest clocks of file systems tick every two seconds, and servers have clocks of their own.
 */
export const DOUBTFUL_FOR = 10_000;

/** What tells the state of a file without reading it. */
export interface FileStamp {
  /** Another as soon as the file is written, replaced, moved or given other rights, on a file system that keeps all times. */
  readonly text: string;
  /** The later of the times that it was written and changed at, in milliseconds; 0 for what is not there. */
  readonly changed: number;
}

/** The stamp of a file, or of the one that a link leads to; never throws what the file system throws. */
export function stampOf(file: string | Buffer): FileStamp {
  return stampFrom(() => statSync(file));
}

/** The stamp of what stands at a path; of a link, which says nothing of where it leads, one that is always new. */
export function linkStampOf(file: string | Buffer): FileStamp {
  return stampFrom(() => lstatSync(file));
}

/** The same as `linkStampOf`, where others have their turn meanwhile. */
export function readLinkStamp(file: string): Promise<FileStamp> {
  return new Promise((resolve) => {
    lstat(file, (refused, stats) => {
      resolve(refused ? refusedStamp(refused) : stampIn(stats));
    });
  });
}

function stampFrom(look: () => Stats): FileStamp {
  try {
    return stampIn(look());
  } catch (error) {
    return refusedStamp(error as NodeJS.ErrnoException);
  }
}

function stampIn(stats: Stats): FileStamp {
  const { dev, ino, mode, size, mtimeMs, ctimeMs } = stats;
  return {
    text: `${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev} ${mode}`,
    changed: stats.isSymbolicLink() ? Infinity : Math.max(mtimeMs, ctimeMs),
  };
}

function refusedStamp({ code = '' }: NodeJS.ErrnoException): FileStamp {
  return { text: `! ${code}`, changed: 0 };
}
