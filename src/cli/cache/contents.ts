import { createHash } from 'node:crypto';
import path from 'node:path';
import { readBounded, readRegularFileSync, reasonOf, type BoundedRead } from '../../node/readBounded.js';
import type { ListedFile } from '../../node/folder/listFiles.js';

/** Equal for equal contents, and for files that cannot be read for the same reason. */
export function contentOf({ bytes, reason }: BoundedRead): string {
  if (reason) return `! ${Object.values(reason).join(' ')}`;
  return createHash('sha256').update(bytes).digest('base64').slice(0, 32);
}

/** The content of a prompt file at this moment. */
export function contentOfListed({ place }: ListedFile, maxFileBytes: number): string {
  return contentOf(readBounded(place, maxFileBytes));
}

/** The content of the file of a published version at this moment. */
export function contentOfPublished(root: string, file: string, maxFileBytes: number): string {
  const place = path.join(root, file);
  try {
    return contentOf(readRegularFileSync(place, maxFileBytes));
  } catch (error) {
    return contentOf({ reason: reasonOf(error, place) });
  }
}
