import { l10n } from 'vscode';
import { replaceText } from '../../language/index.js';
import { askForText } from '../output/questions.js';
import { fileOf, numberOf, textOf } from './arguments.js';
import { applyTo, openFile } from './openFile.js';
import type { FixServices } from './services.js';
import { showError } from '../output/messages.js';

/**
 * Writes another text in the place of a forbidden token: `{ file, start, text }`, where `start` is where the finding
 * begins in the file's text; asks for the text when it is not given.
 */
export async function replaceToken(services: FixServices, argument: unknown): Promise<void> {
  const [uri, start] = [fileOf(argument), numberOf(argument, 'start')];
  const find = async () => {
    const file = uri && (await openFile(services, uri));
    const problem = file?.problems.find(
      ({ finding }) => finding.code === 'forbidden-token' && finding.range.start === start,
    );
    return file && problem && { file, finding: problem.finding };
  };
  const found = await find();
  if (!found) return;
  const { subject } = found.file;
  const covered = found.finding.text ?? '';
  const text =
    textOf(argument, 'text') ??
    (await askForText({
      title: l10n.t('Replace “{0}”', covered),
      value: covered,
      validateInput: (value) =>
        replaceText(subject, found.finding, value)
          ? undefined
          : l10n.t('This text cannot be written here. Try another.'),
    }));
  if (text === undefined) return;
  // The author may have gone on typing meanwhile.
  const now = await find();
  const fix = now && replaceText(now.file.subject, now.finding, text);
  if (!fix || !(await applyTo(now.file, fix.edits))) {
    void showError(l10n.t('“{0}” could not be replaced. Change it in the file.', covered));
  }
}
