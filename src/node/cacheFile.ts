import { closeSync, constants, fstatSync, openSync, readSync, utimesSync } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import {
  decodeHead,
  encodeCache,
  isWhole,
  MAX_HEAD_BYTES,
  type CacheSubject,
  type SealedSection,
} from '../language/index.js';

/** No cache of one folder is longer, in bytes. */
const MAX_FILE_BYTES = 96_000_000;
/** All caches together are no longer; the ones that were not used for longest go first. */
const MAX_FOLDER_BYTES = 256_000_000;
/** In milliseconds. */
const DAY = 86_400_000;
const KEPT_FOR = 60 * DAY;
const LEFT_OVER_AFTER = DAY / 24;

const OURS = /^[\da-f]{16}\.cache$/;
const TEMPORARY = /^\.[\da-f]{16}\.cache\.[\w-]{1,64}\.tmp$/;

/** A cache that is open to be read, section by section. */
export interface OpenCache {
  /** How many sections there are. */
  readonly count: number;
  /** `undefined` for a section that is damaged or not there. */
  section(index: number): Uint8Array | undefined;
  close(): void;
}

/** Opens a cache; `damaged` for one that is of no use to anybody, `undefined` where there is none of this subject. Never throws. */
export function openCache(
  file: string,
  subject: CacheSubject,
  now: number,
): OpenCache | 'damaged' | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | GUARDS);
    const stats = fstatSync(descriptor);
    const head = stats.isFile()
      ? decodeHead(readAt(descriptor, 0, Math.min(stats.size, MAX_HEAD_BYTES)), stats.size, subject)
      : 'damaged';
    if (typeof head === 'string') {
      closeSync(descriptor);
      return head === 'damaged' ? head : undefined;
    }
    keepFresh(file, stats.mtimeMs, now);
    return opened(descriptor, head);
  } catch {
    if (descriptor !== undefined) closeSync(descriptor);
    return undefined;
  }
}

function opened(descriptor: number, { sections }: Exclude<ReturnType<typeof decodeHead>, string>): OpenCache {
  return {
    count: sections.length,
    section: (index) => {
      const section = sections[index];
      if (!section || section.length > MAX_FILE_BYTES) return undefined;
      try {
        const bytes = readAt(descriptor, section.start, section.length);
        return isWhole(bytes, section) ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

/**
 * Writes a cache so that it is there in full or not at all, whoever else writes it, and drops what nobody uses any more. Gives
 * why it cannot be written, if it cannot; nothing depends on it. `id` names the temporary file.
 */
export async function writeCache(
  file: string,
  subject: CacheSubject,
  sections: readonly SealedSection[],
  { id, now }: { readonly id: string; readonly now: number },
): Promise<Error | undefined> {
  const pieces = encodeCache(subject, sections);
  const length = pieces?.reduce((sum, piece) => sum + piece.length, 0) ?? Infinity;
  if (!pieces || length > MAX_FILE_BYTES) return undefined;
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${id}.tmp`);
  try {
    // Findings quote what files say: that is nobody else's business.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await dropUnused(folder, path.basename(file), MAX_FOLDER_BYTES - length, now);
    const opened = await open(temporary, 'wx', 0o600);
    try {
      for (const piece of pieces) await opened.writeFile(piece);
    } finally {
      await opened.close();
    }
    await rename(temporary, file);
    return undefined;
  } catch (error) {
    await remove(temporary);
    return error as Error;
  }
}

/** Drops caches that were not used for long, the oldest ones over a number of bytes, and what writers that were killed left. */
async function dropUnused(folder: string, own: string, limit: number, now: number): Promise<void> {
  const names = (await readdir(folder)).filter(
    (name) => name !== own && (OURS.test(name) || TEMPORARY.test(name)),
  );
  const found = await Promise.all(
    names.map(async (name) => {
      const place = path.join(folder, name);
      const stats = await lstat(place).catch(() => undefined);
      return stats ? [{ place, size: stats.size, age: now - stats.mtimeMs, isOurs: OURS.test(name) }] : [];
    }),
  );
  let bytes = 0;
  for (const { place, size, age, isOurs } of found.flat().sort((a, b) => a.age - b.age)) {
    bytes += size;
    if (age > (isOurs ? KEPT_FOR : LEFT_OVER_AFTER) || bytes > limit) await remove(place);
  }
}

/** A cache that is only ever read is used, too: that is told by its time, once a day. */
function keepFresh(file: string, written: number, now: number): void {
  if (Math.abs(now - written) < DAY) return;
  try {
    utimesSync(file, now / 1000, now / 1000);
  } catch {
    // Then it goes sooner.
  }
}

function readAt(descriptor: number, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(descriptor, bytes, filled, length - filled, start + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/** What was not there is gone, and what cannot be removed stays for the next who tries. */
async function remove(file: string): Promise<void> {
  await unlink(file).catch(() => undefined);
}

/** A link, or a FIFO, in place of the file is no cache. Windows knows neither. */
const GUARDS =
  ((constants as Partial<typeof constants>).O_NOFOLLOW ?? 0) |
  ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);
