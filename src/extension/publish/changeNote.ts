import type { Uri } from 'vscode';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { noteOf, noteText, whyNoNote } from '../../core/published/changeNote.js';
import { failureText } from '../../core/text/failureText.js';
import { showInStatusBar } from '../output/editors.js';
import { showError } from '../output/messages.js';
import { askForText } from '../output/questions.js';
import { fileName } from '../workspace/fileName.js';
import type { Platform } from '../workspace/platform.js';

/** Asks what a version changes; nothing written is an answer too. `undefined` where the author asks for nothing any more. */
export async function askForNote(
  version: Reference,
): Promise<{ readonly note: string | undefined } | undefined> {
  const given = await askForText({
    title: `Change note of ${formatReference(version)}`,
    prompt: 'What this version changes, for people. It is kept beside the snapshot, and is in no hash.',
    validateInput: (value) => (noteOf(value) === undefined ? undefined : whyNoNote(value)),
  });
  return given === undefined ? undefined : { note: noteOf(given) };
}

/** Writes the note of a published version. One that is there already stays; whatever is in the way is told. */
export async function keepNote(
  { createFile }: Pick<Platform, 'createFile'>,
  file: Uri,
  version: Reference,
  note: string,
): Promise<void> {
  const name = formatReference(version);
  try {
    const creation = await createFile(file, noteText(note));
    if (creation === 'different')
      void showError(`${name} has another note already. Edit ${fileName(file)} to change it.`);
    else showInStatusBar('check', `The note of ${name} is kept`, 6);
  } catch (error) {
    void showError(`The note of ${name} could not be written: ${failureText(error)}`);
  }
}
