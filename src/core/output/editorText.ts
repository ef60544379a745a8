import { oneLine, severalLines } from '../text/oneLine.js';

// How VS Code reads the texts of an extension, by the place they are shown in (its base/common/linkedText.ts and iconLabels.ts).

/** Where a text is shown as it is: rows, tabs, tooltips, titles, problems, pages. */
export function labelText(text: string): string {
  return oneLine(text);
}

/** Where a text is shown as it is and its lines stay lines. */
export function linesText(text: string): string {
  return severalLines(text);
}

/** In a notification or a dialog, where `[text](command:…)` is a link that runs a command. */
export function messageText(text: string): string {
  return oneLine(text).replaceAll('](', '] (');
}

/** In a lens, a list to choose from or the status bar, where `$(name)` is an icon unless a backslash stands before it. */
export function iconText(text: string): string {
  return oneLine(text).replaceAll(/\$\((?=[A-Za-z\d-]+(?:~[A-Za-z]+)?\))/g, '\\$&');
}
