import type { Hashing } from '../hashing.js';
import type { Reference } from '../model/reference.js';
import { encodeUtf8 } from '../text/utf8.js';

/** Folder of the snapshots, from the root, step by step. */
export const PUBLISHED_FOLDER = ['.prompt-bundles', 'published'] as const;

const EXTENSION = '.json';
const MAX_NAME_BYTES = 200;
const HASH_DIGITS = 16;

/** Name of the file of a published version: two never meet in one name. */
export function snapshotFileName(reference: Reference, hashing: Pick<Hashing, 'sha256'>): string {
  return versionName(reference, hashing) + EXTENSION;
}

/** The name that a published version was stored under before: those that Windows reserves were not encoded. */
export function formerFileName(reference: Reference, hashing: Pick<Hashing, 'sha256'>): string {
  return cut(joined(reference, encodeBytes), hashing) + EXTENSION;
}

/**
 * A version as the name of a file or a folder. File systems may fold case, forbid characters and names, and drop a last dot,
 * so every other byte than these is percent-encoded: two ids never meet in one name.
 */
export function versionName(reference: Reference, hashing: Pick<Hashing, 'sha256'>): string {
  return cut(joined(reference, encodeName), hashing);
}

/** Any text as the name of a file or a folder, likewise. */
export function safeName(text: string, hashing: Pick<Hashing, 'sha256'>): string {
  return cut(encodeName(text), hashing);
}

function joined({ id, semver }: Reference, encode: (text: string) => string): string {
  return `${encode(id)}@${encode(semver)}`;
}

function cut(name: string, { sha256 }: Pick<Hashing, 'sha256'>): string {
  if (name.length <= MAX_NAME_BYTES) return name;
  const hash = sha256(name).slice(0, HASH_DIGITS);
  return `${name.slice(0, MAX_NAME_BYTES - HASH_DIGITS - 1)}~${hash}`;
}

/** True for a name that a snapshot may have; others in the folder are none of ours. */
export function isSnapshotName(name: string): boolean {
  return /[@~][^@~]*\.json$/.test(name);
}

/** The version that a name says it is of; `undefined` for a name that was cut, or is none. */
export function referenceOfName(name: string): Reference | undefined {
  const [, id, semver] = /^([^@~]+)@([^@~]+)\.json$/.exec(name) ?? [];
  if (id === undefined || semver === undefined) return undefined;
  try {
    return { id: decodeURIComponent(id), semver: decodeURIComponent(semver) };
  } catch {
    return undefined;
  }
}

/** What Windows takes for a device, alone or before a dot. Its letters are lower-case here: others are encoded anyway. */
const RESERVED = /^(con|prn|aux|nul|(com|lpt)[1-9])(\.|$)/;

function encodeName(text: string): string {
  const name = encodeBytes(text);
  return RESERVED.test(name) ? percent(name.charCodeAt(0)) + name.slice(1) : name;
}

function encodeBytes(text: string): string {
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
