import type { ReadAs } from '../../language/index.js';
import type { FixServices } from '../fixes/services.js';

/** Reads texts as files that are not there yet. */
export function readerOf({ language, files }: FixServices): ReadAs {
  return (type) => language.rereadAs('new', type, new Map(), files.cache);
}
