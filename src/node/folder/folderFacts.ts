import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { GivenRecord } from '../../core/documents/recordFile.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import {
  BASELINE_FILE,
  type BaselineFile,
  CONFIGURATION_FILE,
  LABELS_FILE,
  MAX_BASELINE_BYTES,
  MAX_CONFIGURATION_BYTES,
  MAX_LABELS_BYTES,
  type FolderAbove,
  type FolderConfiguration,
  type FolderFacts,
  type LabelFile,
} from '../../language/index.js';
import { readBounded } from '../readBounded.js';

/** Longer files are not read, in bytes: nobody writes such ignore files. */
const MAX_BYTES = 1_000_000;

/** What decides in a folder which files belong; `has` tells what is in it, where that is known. */
export function factsOf(folder: Place, has: (name: string) => boolean = () => true): FolderFacts {
  const git = inside(folder, '.git');
  return {
    ignore: has('.gitignore') ? textOf(inside(folder, '.gitignore')) : undefined,
    git: has('.git') ? (isFolder(git) ? '' : textOf(git)) : undefined,
    publishes: has(PUBLISHED_FOLDER[0]) && isFolder(PUBLISHED_FOLDER.reduce<Place>(inside, folder)),
  };
}

/** What the configuration of a folder says, by its path from the root that is listed; `undefined` where it has none. */
export async function configurationOf(folder: Place, path: string): Promise<FolderConfiguration | undefined> {
  const text = recordAt(folder, CONFIGURATION_FILE, MAX_CONFIGURATION_BYTES);
  if (text === undefined) return undefined;
  // Most folders have none: then its parser is not read either.
  const { folderConfiguration } = await import('./configurationText.js');
  return folderConfiguration({ text, folder: path });
}

/** The labels of a root, by its path from the root that is listed; `undefined` where it has none. */
export async function labelsOf(folder: Place, path: string): Promise<LabelFile | undefined> {
  const text = recordAt(folder, LABELS_FILE, MAX_LABELS_BYTES);
  if (text === undefined) return undefined;
  const { readLabels } = await import('./labelsText.js');
  const file = [path, ...LABELS_FILE].filter((step) => step !== '').join('/');
  return readLabels(file, text);
}

/** The baseline of a root, by its path from the root that is listed; `undefined` where it has none. */
export async function baselineOf(folder: Place, path: string): Promise<BaselineFile | undefined> {
  const file = [path, ...BASELINE_FILE].filter((step) => step !== '').join('/');
  return baselineAt(BASELINE_FILE.reduce<Place>(inside, folder), file);
}

/** A baseline at a place, under the key that it is to have. */
export async function baselineAt(place: Place, file: string): Promise<BaselineFile | undefined> {
  const text = recordAt(place, [], MAX_BASELINE_BYTES);
  if (text === undefined) return undefined;
  const { readBaseline } = await import('./baselineText.js');
  return readBaseline(file, text);
}

/** What is above a root in its repository: the folders from the repository's own down, and what it leaves out beside them. */
export function repositoryOf(root: string): {
  readonly above: readonly FolderAbove[];
  readonly name: string;
  readonly exclude: string | undefined;
} {
  const own = realpathSync(root);
  const above: FolderAbove[] = [];
  for (let folder = own; ; folder = path.dirname(folder)) {
    const { git, ignore } = factsOf(folder);
    if (folder !== own) above.unshift({ name: path.basename(folder), ignore });
    if (git !== undefined)
      return {
        above,
        name: path.basename(own),
        exclude: textOf(path.join(folder, '.git', 'info', 'exclude')),
      };
    if (path.dirname(folder) === folder) return { above: [], name: '', exclude: undefined };
  }
}

/** What the file system calls a file or a folder: in bytes where a name in it is not UTF-8. */
export type Place = string | Buffer;

/** A path in a folder. */
export function inside(folder: Place, name: Place): Place {
  if (typeof folder === 'string' && typeof name === 'string') return `${folder}${path.sep}${name}`;
  return Buffer.concat([Buffer.from(folder), SEPARATOR, Buffer.from(name)]);
}

const SEPARATOR = Buffer.from(path.sep);

function isFolder(place: Place): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

/** A file of a folder that people write; `undefined` where there is none. */
function recordAt(folder: Place, steps: readonly string[], limit: number): GivenRecord | undefined {
  const { bytes, reason } = readBounded(steps.reduce<Place>(inside, folder), limit);
  if (!reason) return decodeUtf8(bytes);
  return reason.kind === 'vanished' ? undefined : reason;
}

function textOf(file: Place): string | undefined {
  return readBounded(file, MAX_BYTES).bytes?.toString();
}
