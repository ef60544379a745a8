import { existsSync } from 'node:fs';
import path from 'node:path';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { CONFIGURATION_FILE } from '../../language/index.js';

/**
 * The nearest folder of the repository with a configuration or versions of its own, from a folder up; `undefined` where
 * there is none, and outside of repositories, where nobody knows how far up a folder of the same work may be.
 */
export function nearestRoot(from: string): string | undefined {
  let nearest: string | undefined;
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (RECORDS.some((record) => existsSync(path.join(folder, record)))) nearest ??= folder;
    if (existsSync(path.join(folder, '.git'))) return nearest;
    if (path.dirname(folder) === folder) return undefined;
  }
}

const RECORDS = [CONFIGURATION_FILE, PUBLISHED_FOLDER].map((steps) => steps.join(path.sep));
