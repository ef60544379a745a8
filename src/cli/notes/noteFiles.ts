import path from 'node:path';
import type { Reference } from '../../core/model/reference.js';
import { MAX_NOTE_BYTES, noteFileName, noteOf, noteText } from '../../core/published/changeNote.js';
import { failureText } from '../../core/text/failureText.js';
import { createFile } from '../../node/createFile.js';
import { readRegularFileSync } from '../../node/readBounded.js';
import { sha256 } from '../../node/sha256.js';
import { isRefusal } from '../../node/fileRefusal.js';
import { publishedPath } from '../../node/folder/publishedFolder.js';

/** What became of a note that was to be kept. */
export interface KeptNote {
  readonly status: 'written' | 'unchanged' | 'refused';
  /** From the root, with `/` between. */
  readonly file: string;
  /** Why it was refused, in whole sentences. */
  readonly reason?: string;
}

/** Writes the note of a published version, whole or not at all; one that is there already stays. */
export async function keepNote(
  root: string,
  version: Reference,
  note: string,
  id: string,
): Promise<KeptNote> {
  const file = notePath(version);
  try {
    const creation = await createFile(root, path.join(root, file), noteText(note), id);
    if (creation === 'created') return { status: 'written', file };
    if (creation === 'same') return { status: 'unchanged', file };
    return {
      status: 'refused',
      file,
      reason: `The note is not written: ${file} says something else already. Edit that.`,
    };
  } catch (error) {
    return { status: 'refused', file, reason: `The note could not be written: ${failureText(error)}` };
  }
}

/** The notes of versions of a bundle, by the version; what cannot be read is none. */
export function readNotes(root: string, id: string, semvers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    semvers.flatMap((semver) => {
      const note = readNote(path.join(root, notePath({ id, semver })));
      return note === undefined ? [] : [[semver, note] as const];
    }),
  );
}

function readNote(place: string): string | undefined {
  try {
    const { bytes } = readRegularFileSync(place, MAX_NOTE_BYTES);
    return bytes && noteOf(Buffer.from(bytes).toString());
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function notePath(version: Reference): string {
  return publishedPath(noteFileName(version, { sha256 }));
}
