import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  statSync,
  type Stats,
} from 'node:fs';
import type { UnreadableReason } from '../core/documents/unreadableFile.js';
import { kindOf, openRegularFileSync } from './openRegularFile.js';

/** The bytes of a file, or why there are none. */
export type BoundedRead =
  | { readonly bytes: Uint8Array; readonly reason?: undefined }
  | { readonly bytes?: undefined; readonly reason: UnreadableReason };

/**
 * Reads a regular file, or the one that a link leads to, of at most `limit` bytes; no more than that is ever held. Never
 * waits for the other end of a FIFO, and never throws what the file system throws.
 */
export function readBounded(file: string | Buffer, limit: number): BoundedRead {
  try {
    // Looked at before it is opened, since to open a device may do something; and after, for it may have been replaced.
    return (
      refused(statSync(file), limit) ?? readOpened(openSync(file, constants.O_RDONLY | NO_WAITING), limit)
    );
  } catch (error) {
    return { reason: reasonOf(error, file) };
  }
}

/**
 * The bytes of a file that is one, of at most `limit`, by the rules of `openRegularFile`: throws what is no file, and what the
 * file system says.
 */
export function readRegularFileSync(file: string, limit: number): BoundedRead {
  return readOpened(openRegularFileSync(file), limit);
}

/**
 * All that can be read of an open descriptor, such as standard input, if it is no more than `limit` bytes; `size` is how
 * many bytes there are where a file system says so.
 */
export function readBoundedDescriptor(descriptor: number, limit: number, size?: number): BoundedRead {
  // One more than there are: a file that has grown since fills that as well.
  let bytes = Buffer.allocUnsafe((size ?? CHUNK_BYTES) + 1);
  let length = 0;
  for (;;) {
    if (length === bytes.length) bytes = Buffer.concat([bytes], length * 2);
    const read = readChunk(descriptor, bytes, length);
    length += read;
    // The end is told by reading nothing; of a file that has all its bytes and no more, that need not be asked.
    if (read === 0 || (length === size && size > 0)) return { bytes: bytes.subarray(0, length) };
    if (length > limit) return { reason: { kind: 'too-large', limit } };
  }
}

/** Why a folder cannot be listed, or a file not be read, from what the file system threw. */
export function reasonOf(error: unknown, file?: string | Buffer): UnreadableReason {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'not-permitted' };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return file !== undefined && isLink(file)
      ? { kind: 'not-regular', what: 'a link to nothing' }
      : { kind: 'vanished' };
  if (code === 'ELOOP') return { kind: 'not-regular', what: 'a link that leads back to itself' };
  return { kind: 'failed', message: message.replace(/, \w+ '[^]*'$/, '') };
}

const CHUNK_BYTES = 64 * 1024;
/** Windows has no FIFO among its files, and no such flag. */
const NO_WAITING = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;

function readChunk(descriptor: number, bytes: Buffer, from: number): number {
  try {
    return readSync(descriptor, bytes, from, bytes.length - from, null);
  } catch (error) {
    // What Windows says at the end of a pipe.
    if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
    throw error;
  }
}

function readOpened(descriptor: number, limit: number): BoundedRead {
  try {
    const stats = fstatSync(descriptor);
    return refused(stats, limit) ?? readBoundedDescriptor(descriptor, limit, stats.size);
  } finally {
    closeSync(descriptor);
  }
}

function refused(stats: Stats, limit: number): BoundedRead | undefined {
  if (!stats.isFile()) return { reason: { kind: 'not-regular', what: kindOf(stats) } };
  return stats.size > limit ? { reason: { kind: 'too-large', limit, size: stats.size } } : undefined;
}

function isLink(file: string | Buffer): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
