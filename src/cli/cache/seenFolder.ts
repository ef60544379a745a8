import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../core/model/findings.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { isSnapshotName, PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { linkStampOf, stampOf, type FileStamp } from '../../node/fileStamp.js';
import { checksum } from '../../language/index.js';
import type { Listing } from '../../node/folder/listFiles.js';
import type { FileOptions } from '../../node/folder/promptFolder.js';

/** A file, or what stands in the way of one, as it is seen from outside. */
export interface SeenFile {
  /** Its path from the root; of published versions, labels, baselines and configurations, too. */
  readonly file: string;
  /** What else tells one state of it from another, such as the root that it belongs to. */
  readonly about: string;
  readonly stamp: FileStamp;
  /** False for a prompt file, and a folder that cannot be listed. */
  readonly isBeside: boolean;
}

/** What is to be checked, as it is seen before any file is read. */
export interface LintedFolder {
  readonly root: string;
  readonly options: FileOptions;
  readonly listing: Listing;
  readonly seen: readonly SeenFile[];
}

/** Stands in place of a stamp that says nothing for certain: no other is equal to it. */
export const DOUBTFUL = '?';

/**
 * A folder as it is seen without reading a file: which are there, where they belong, and their stamps. Stamps are taken before
 * any file is read, so that what is read is as old as they are, or newer.
 */
export function seeFolder(
  root: string,
  { entries, configurations, labels, baselines }: Listing,
): readonly SeenFile[] {
  const homes = new Set(['']);
  const files = entries.map((entry): SeenFile => {
    if (!entry.type)
      return {
        file: entry.file,
        about: Object.values(entry.reason).join(' '),
        stamp: NOTHING,
        isBeside: false,
      };
    const { file, home, isUtf8, place } = entry;
    homes.add(home);
    return { file, about: home, stamp: isUtf8 ? stampOf(place) : NOTHING, isBeside: false };
  });
  // They were read to know what is listed: what they said then is what counts.
  const beside = [...configurations.values(), ...labels.values(), ...baselines.values()];
  const read = beside.map(({ file, source, findings }) => ({
    file,
    // Why one cannot be read is in its findings alone.
    about: `${source.originalOffset(source.text.length)} ${checksum(encodeUtf8(saidIn(source.text, findings)))}`,
    stamp: NOTHING,
    isBeside: true,
  }));
  return [...files, ...[...homes].flatMap((home) => seePublished(root, home)), ...read];
}

/** What counts of such a file. */
function saidIn(text: string, findings: readonly Finding[]): string {
  return [text, ...findings.map(({ message }) => message)].join('\0');
}

/** Its text, equal for equal states. `isCertain` says whose stamps are to be believed. */
export function listingText(seen: readonly SeenFile[], isCertain: (one: SeenFile) => boolean): string {
  const fields = seen.flatMap((one) => [one.file, one.about, isCertain(one) ? one.stamp.text : DOUBTFUL]);
  // No name holds this.
  return fields.join('\0');
}

const NOTHING: FileStamp = { text: '', changed: 0 };

/** The published versions of a root, and the folders they are in. */
function seePublished(root: string, home: string): SeenFile[] {
  const names = PUBLISHED_FOLDER.map((_, i) => below(home, PUBLISHED_FOLDER.slice(0, i + 1)));
  const folder = path.join(root, home, ...PUBLISHED_FOLDER);
  const see = (file: string, about = home): SeenFile => ({
    file,
    about,
    stamp: linkStampOf(path.join(root, file)),
    isBeside: true,
  });
  try {
    const within = readdirSync(folder).filter(isSnapshotName).sort();
    return within.map((name) => see(below(home, [...PUBLISHED_FOLDER, name])));
  } catch (error) {
    return names.map((name) => see(name, `${home} ${(error as NodeJS.ErrnoException).code ?? ''}`));
  }
}

function below(home: string, names: readonly string[]): string {
  return path.posix.join(home, names.join('/'));
}
