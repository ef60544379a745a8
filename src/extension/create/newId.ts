import { l10n } from 'vscode';
import { textOf } from '../fixes/arguments.js';
import { showError } from '../output/messages.js';
import { askForText } from '../output/questions.js';

interface NewId {
  readonly title: string;
  readonly prompt: string;
  /** What stands in the field at first. */
  readonly value: string;
  /** Why an id cannot be taken, if so. */
  readonly problem: (id: string) => string | undefined;
}

/** The `id` that a command is given, or that the user writes; `undefined` where there is none that can be taken, which is told. */
export async function newId(
  argument: unknown,
  { title, prompt, value, problem }: NewId,
): Promise<string | undefined> {
  const given = textOf(argument, 'id');
  if (given === undefined) {
    const answer = await askForText({ title, prompt, value, validateInput: (id) => problem(id.trim()) });
    return answer?.trim();
  }
  const reason = problem(given);
  if (reason === undefined) return given;
  void showError(l10n.t('{0} Nothing was written.', reason));
  return undefined;
}
