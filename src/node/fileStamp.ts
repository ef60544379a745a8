import { lstatSync, statSync, type Stats } from 'node:fs';

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

function stampFrom(look: () => Stats): FileStamp {
  try {
    const stats = look();
    const { dev, ino, mode, size, mtimeMs, ctimeMs } = stats;
    return {
      text: `${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev} ${mode}`,
      changed: stats.isSymbolicLink() ? Infinity : Math.max(mtimeMs, ctimeMs),
    };
  } catch (error) {
    return { text: `! ${(error as NodeJS.ErrnoException).code ?? ''}`, changed: 0 };
  }
}
