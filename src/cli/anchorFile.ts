import { closeSync, lstatSync, readSync } from 'node:fs';
import path from 'node:path';
import { MAX_ANCHOR_BYTES, readAnchor, type Anchor } from '../core/audit/anchor.js';
import { openRegularFileSync } from '../node/openRegularFile.js';
import { isRefusal, refusalText } from './fileRefusal.js';
import { UsageError } from './usage.js';

/** The file of an anchor, read. */
export interface AnchorFile {
  /** As it was named. */
  readonly file: string;
  readonly anchor: Anchor | undefined;
  /** Why it is no anchor. */
  readonly problem: string | undefined;
}

/** Reads an anchor by its path from the current folder or else from the root; `-` is standard input. */
export function anchorFile(name: string, root: string, cwd: string): AnchorFile {
  if (name === '-') return read(name, () => 0);
  const places = [path.resolve(cwd, name), path.resolve(root, name)];
  const file = places.find((place) => lstatSync(place, { throwIfNoEntry: false }));
  if (file === undefined) throw new UsageError(`There is no anchor ${name}.`);
  return read(name, () => openRegularFileSync(file));
}

/** Reads the anchor at a place, if something is there. */
export function anchorAt(name: string, file: string): AnchorFile | undefined {
  const found = read(name, () => openRegularFileSync(file));
  return found.isMissing ? undefined : found;
}

function read(file: string, open: () => number): AnchorFile & { readonly isMissing?: boolean } {
  try {
    const { anchor, problem } = readAnchor(readUpTo(open(), MAX_ANCHOR_BYTES + 1));
    return { file, anchor, problem };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { file, anchor: undefined, problem: refusalText(error), isMissing: error.code === 'ENOENT' };
  }
}

/** Reads no more than is asked for, whatever the size of what is read: standard input tells none. */
function readUpTo(descriptor: number, length: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  try {
    for (let left = length; left > 0;) {
      const chunk = Buffer.alloc(Math.min(left, 65_536));
      const size = readSync(descriptor, chunk);
      if (size === 0) break;
      chunks.push(chunk.subarray(0, size));
      left -= size;
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
  return Buffer.concat(chunks);
}
