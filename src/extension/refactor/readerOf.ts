import type { ReadAs } from '../../language/index.js';
import type { FixServices } from '../fixes/services.js';

/** Reads texts as files that are not there yet. */
export function readerOf({ rereadAs, files }: FixServices): ReadAs {
  return (type) => rereadAs('new', type, new Map(), files.cache);
}
