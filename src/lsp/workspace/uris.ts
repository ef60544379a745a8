import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stepsInto } from '../../node/filePaths.js';

/** The path of a file by its URI; `undefined` for what is no file of this machine, or no URI. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? path.resolve(fileURLToPath(uri)) : undefined;
  } catch {
    return undefined;
  }
}

/** The URI of a path. */
export function uriOfPath(place: string): string {
  return pathToFileURL(place).href;
}

/** The path of a file from a folder that it is in, with `/` between, empty for the folder itself; `undefined` where it is elsewhere. */
export function pathBelow(folder: string, place: string): string | undefined {
  return stepsInto(folder, place)?.join('/');
}
