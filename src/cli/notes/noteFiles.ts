import path from 'node:path';
import type { Reference } from '../../core/model/reference.js';
import type { Refusal } from '../../core/model/refusal.js';
import { MAX_NOTE_BYTES, noteFileName, noteOf, noteText } from '../../core/published/changeNote.js';
import { failureText } from '../../core/text/failureText.js';
import { createFile } from '../../node/createFile.js';
import { readRegularFileSync } from '../../node/readBounded.js';
import { sha256 } from '../../node/sha256.js';
import { isRefusal } from '../../node/fileRefusal.js';
import { publishedPath } from '../../node/folder/publishedFolder.js';

/** What became of a note that was to be kept. */
export type KeptNote = {
  /** From the root, with `/` between. */
  readonly file: string;
} & ({ readonly status: 'written' | 'unchanged' } | ({ readonly status: 'refused' } & Refusal));

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
      code: 'file_exists',
      reason: `The note is not written: ${file} says something else already. Edit that.`,
    };
  } catch (error) {
    const reason = `The note could not be written: ${failureText(error)}`;
    return { status: 'refused', file, code: 'not_writable', reason };
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
