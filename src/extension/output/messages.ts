import { window, type MessageOptions } from 'vscode';
import { labelText, messageText } from '../../core/output/editorText.js';

// The door to VS Code's notifications and dialogs. Names in them come from files; what would be a link is none any more.

const SHOW = {
  error: 'showErrorMessage',
  warning: 'showWarningMessage',
  information: 'showInformationMessage',
} as const;

/** What is asked in a dialog: a question or a refusal, and what there is to know about it, line by line. */
export interface Asked {
  readonly message: string;
  readonly detail: readonly string[];
  readonly answers: readonly string[];
}

/** Tells of an error; gives the answer that was chosen. */
export function showError(message: string, ...answers: string[]): Promise<string | undefined> {
  return show('error', message, answers);
}

/** Tells that something may go wrong. */
export function showWarning(message: string, ...answers: string[]): Promise<string | undefined> {
  return show('warning', message, answers);
}

/** Tells what was done. */
export function showInformation(message: string, ...answers: string[]): Promise<string | undefined> {
  return show('information', message, answers);
}

/** Asks in a dialog that has to be answered; each line of the detail stays one. */
export function askInDialog(
  kind: keyof typeof SHOW,
  { message, detail, answers }: Asked,
): Promise<string | undefined> {
  return show(kind, message, answers, { modal: true, detail: detail.map(messageText).join('\n') });
}

async function show(
  kind: keyof typeof SHOW,
  message: string,
  answers: readonly string[],
  options: MessageOptions = {},
): Promise<string | undefined> {
  const shown = answers.map(labelText);
  // eslint-disable-next-line bounded/no-spread-arguments -- as many as a message has buttons
  const answer = await window[SHOW[kind]](messageText(message), options, ...shown);
  return answer === undefined ? undefined : answers[shown.indexOf(answer)];
}
