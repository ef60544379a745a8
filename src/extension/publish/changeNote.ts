import { l10n, type Uri } from 'vscode';
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
    title: l10n.t('Change note of {0}', formatReference(version)),
    prompt: l10n.t(
      'What this version changes, for people. It is kept beside the snapshot, and is in no hash.',
    ),
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
      void showError(l10n.t('{0} has another note already. Edit {1} to change it.', name, fileName(file)));
    else showInStatusBar('check', l10n.t('The note of {0} is kept', name), 6);
  } catch (error) {
    void showError(l10n.t('The note of {0} could not be written: {1}', name, failureText(error)));
  }
}
