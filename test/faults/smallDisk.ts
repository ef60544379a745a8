import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ChildProcess } from './childProcess.js';

/** A place that can be full. */
export interface SmallDisk {
  /** How it comes to be full. */
  readonly kind: string;
  readonly folder: string;
  /** What processes are started with that shall meet the end of it. */
  readonly command: readonly [string, ...string[]];
  /** From here on nothing more can be written. */
  fill(writers: readonly ChildProcess[]): void;
  /** There is space again. */
  free(writers: readonly ChildProcess[]): void;
  remove(): void;
}

const SIZE = 512_000;

/**
 * A file system in memory that is a few hundred KB large; where none may be mounted, a limit of the size of files, which
 * is not noticed before a file is at it and makes writes fail in the same way; `undefined` where there is neither.
 */
export function smallDisk(folder: string): SmallDisk | undefined {
  return mountedDisk(folder) ?? limited(folder);
}

/** A file system in memory, of so many bytes; `undefined` where none may be mounted. */
export function mountedDisk(folder: string, size = SIZE): SmallDisk | undefined {
  const place = path.join(folder, 'disk');
  mkdirSync(place);
  if (!succeeds('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place)) return undefined;
  const filler = path.join(place, 'filler');
  writeFileSync(filler, Buffer.alloc(size / 4));
  return {
    kind: 'a mounted tmpfs',
    folder: place,
    command: [process.execPath],
    fill: () => {
      let full = false;
      for (let i = 0; !full; i++) full = !fits(path.join(place, `filler${i}`));
    },
    free: () => {
      for (const name of readdirSync(place)) if (name.startsWith('filler')) rmSync(path.join(place, name));
    },
    remove: () => {
      execFileSync('umount', ['--lazy', place]);
    },
  };
}

function fits(file: string): boolean {
  try {
    writeFileSync(file, Buffer.alloc(4096));
    return true;
  } catch {
    return false;
  }
}

function limited(folder: string): SmallDisk | undefined {
  const place = path.join(folder, 'limited');
  mkdirSync(place);
  const limit = (bytes: string) => (processes: readonly ChildProcess[]) => {
    for (const { pid } of processes) execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  };
  if (!succeeds('prlimit', '--fsize=10000:', 'true')) return undefined;
  return {
    kind: 'a limit of the size of files',
    folder: place,
    // The signal that comes with it would end the process.
    command: ['sh', '-c', 'trap "" XFSZ; exec "$@"', 'sh', 'prlimit', '--fsize=10000:', process.execPath],
    fill: limit('100'),
    free: limit('unlimited'),
    remove: () => undefined,
  };
}

function succeeds(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
