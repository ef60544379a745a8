import { l10n } from 'vscode';
import { addSuppression } from '../../language/index.js';
import { askForText } from '../output/questions.js';
import { chooseCode, fileOf, textOf } from './arguments.js';
import { applyTo, openFile } from './openFile.js';
import type { FixServices } from './services.js';
import { showError } from '../output/messages.js';

/** Adds an entry to a file's `suppress`: `{ file, code, text, reason }`; asks for the reason when it is not given. */
export async function suppressFinding(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  const code = uri && (await chooseCode(textOf(argument, 'code')));
  if (!code) return;
  const reason = textOf(argument, 'reason') ?? (await askForReason(code));
  if (reason === undefined) return;
  const text = textOf(argument, 'text');
  const file = await openFile(services, uri);
  const fix = file && addSuppression(file.subject, { code, ...(text !== undefined && { text }), reason });
  if (fix && (await applyTo(file, fix.edits))) return;
  void showError(
    l10n.t(
      'The entry could not be added to the file. Add it under the key suppress: code: {0}, reason: {1}',
      code,
      reason,
    ),
  );
}

function askForReason(code: string): Thenable<string | undefined> {
  return askForText({
    title: l10n.t('Suppress {0}', code),
    prompt: l10n.t('Why is this right here? The reason stays in the file.'),
    validateInput: (value) =>
      value.trim() === '' ? l10n.t('Enter a reason, for the next person who reads the file.') : undefined,
  });
}
