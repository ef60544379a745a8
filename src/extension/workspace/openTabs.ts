import { TabInputCustom, TabInputText, TabInputTextDiff, window, type Tab, type Uri } from 'vscode';

/** The files that a tab shows as text; of a diff both. */
export function filesIn({ input }: Tab): readonly Uri[] {
  if (input instanceof TabInputText || input instanceof TabInputCustom) return [input.uri];
  return input instanceof TabInputTextDiff ? [input.original, input.modified] : [];
}

/**
 * The files that tabs show. A document is no sign of it: VS Code keeps one for minutes after its editor was closed, where an
 * extension has asked for it.
 */
export function filesInTabs(): readonly Uri[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(filesIn));
}

/** Whether a tab shows a file, be it one that was not brought to the front yet: its file has no document before. */
export function isInTab(uri: Uri): boolean {
  const key = uri.toString();
  return filesInTabs().some((shown) => shown.toString() === key);
}
