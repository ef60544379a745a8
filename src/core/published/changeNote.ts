import * as l10n from '@vscode/l10n';
import type { Hashing } from '../hashing.js';
import type { Reference } from '../model/reference.js';
import { counted } from '../text/quote.js';
import { encodeUtf8 } from '../text/utf8.js';
import { versionName } from './snapshotName.js';

/*
 * What a published version changes, in the words of whoever published it. It lies beside the snapshot, in a file of its own
 * that no reader of snapshots takes for one: no hash depends on it, and it may be corrected.
 */

/** The most bytes of a note in UTF-8: a page, not a book. */
export const MAX_NOTE_BYTES = 20_000;

const ENDING = '.note.md';

/** Name of the file of a version's note, in the folder of the snapshots. */
export function noteFileName(reference: Reference, hashing: Pick<Hashing, 'sha256'>): string {
  return versionName(reference, hashing) + ENDING;
}

/** What a file of a note says: its lines without blanks around them; `undefined` where it says nothing. */
export function noteOf(text: string): string | undefined {
  const note = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .trim();
  return note === '' ? undefined : note;
}

/** The text of the file of a note. */
export function noteText(note: string): string {
  return `${note}\n`;
}

/** Why this is no note, in a sentence; `undefined` where it can be one. */
export function whyNoNote(given: string): string | undefined {
  const note = noteOf(given);
  if (note === undefined) return l10n.t('The note is empty. Write what changes, or leave it out.');
  const bytes = encodeUtf8(noteText(note)).length;
  return bytes > MAX_NOTE_BYTES
    ? l10n.t(
        'The note has {0} bytes, and {1} are the most. Shorten it.',
        counted(bytes),
        counted(MAX_NOTE_BYTES),
      )
    : undefined;
}
