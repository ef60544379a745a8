import { window } from 'vscode';

// Messages to the user. Names in them come from files, and VS Code would make links, of commands too, of what looks like one.

/** Tells of an error; gives the answer that was chosen. */
export function tellError(message: string, ...answers: string[]): Thenable<string | undefined> {
  return window.showErrorMessage(plainMessage(message), ...answers);
}

/** Tells that something may go wrong. */
export function tellWarning(message: string, ...answers: string[]): Thenable<string | undefined> {
  return window.showWarningMessage(plainMessage(message), ...answers);
}

/** Tells what was done. */
export function tellInformation(message: string, ...answers: string[]): Thenable<string | undefined> {
  return window.showInformationMessage(plainMessage(message), ...answers);
}

/** A text that nothing in is read as a link. */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
