import { closeSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { MAX_ANCHOR_BYTES, readAnchor, tooLargeText, type ReadAnchor } from '../core/audit/anchor.js';
import { openRegularFileSync } from '../node/openRegularFile.js';
import { readBoundedDescriptor } from '../node/readBounded.js';
import { isRefusal, refusalText } from '../node/fileRefusal.js';
import { UsageError } from './usage.js';

/** The file of an anchor, read. */
export type AnchorFile = ReadAnchor & {
  /** As it was named. */
  readonly file: string;
};

/** Reads an anchor by its path from the current folder or else from the root; `-` is standard input. */
export function anchorFile(name: string, root: string, cwd: string): AnchorFile {
  if (name === '-') return { file: name, ...readFrom(0) };
  const places = [path.resolve(cwd, name), path.resolve(root, name)];
  const file = places.find((place) => lstatSync(place, { throwIfNoEntry: false }));
  const found = file === undefined ? undefined : anchorAt(name, file);
  if (!found) throw new UsageError(`There is no anchor ${name}.`);
  return found;
}

/** Reads the anchor at a place, if something is there. */
export function anchorAt(name: string, file: string): AnchorFile | undefined {
  try {
    const descriptor = openRegularFileSync(file);
    try {
      return { file: name, ...readFrom(descriptor) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code === 'ENOENT' ? undefined : { file: name, problem: refusalText(error) };
  }
}

function readFrom(descriptor: number): ReadAnchor {
  const { bytes } = readBoundedDescriptor(descriptor, MAX_ANCHOR_BYTES);
  return bytes ? readAnchor(bytes) : { problem: tooLargeText() };
}
