import type { Hashing } from '../hashing.js';
import type { Reference } from '../model/reference.js';
import { encodeUtf8 } from '../text/utf8.js';

/** Folder of the snapshots, from the root, step by step. */
export const PUBLISHED_FOLDER = ['.prompt-bundles', 'published'] as const;

const EXTENSION = '.json';
const MAX_NAME_BYTES = 200;
const HASH_DIGITS = 16;

/**
 * Name of the file of a published version. File systems may fold case, forbid characters, and drop a last dot, so every
 * other byte than these is percent-encoded: two ids never meet in one name.
 */
export function snapshotFileName({ id, semver }: Reference, { sha256 }: Pick<Hashing, 'sha256'>): string {
  const name = `${encodeName(id)}@${encodeName(semver)}`;
  if (name.length <= MAX_NAME_BYTES) return name + EXTENSION;
  const hash = sha256(name).slice(0, HASH_DIGITS);
  return `${name.slice(0, MAX_NAME_BYTES - HASH_DIGITS - 1)}~${hash}${EXTENSION}`;
}

/** True for a name that a snapshot may have; others in the folder are none of ours. */
export function isSnapshotName(name: string): boolean {
  return /[@~][^@~]*\.json$/.test(name);
}

function encodeName(text: string): string {
  let name = '';
  for (const byte of encodeUtf8(text)) {
    const character = String.fromCharCode(byte);
    name += /[a-z0-9._+-]/.test(character) ? character : percent(byte);
  }
  return name.endsWith('.') ? `${name.slice(0, -1)}%2E` : name;
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
