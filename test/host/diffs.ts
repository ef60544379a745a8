import { TabInputTextDiff, window, type Uri } from 'vscode';
import { becomes, open } from './support.js';

interface ShownDiff {
  readonly title: string;
  readonly left: Uri;
  readonly right: Uri;
}

function activeDiff(): ShownDiff | undefined {
  const tab = window.tabGroups.activeTabGroup.activeTab;
  return tab?.input instanceof TabInputTextDiff
    ? { title: tab.label, left: tab.input.original, right: tab.input.modified }
    : undefined;
}

/**
 * Waits for a diff editor of a title, with some words in its right text alone, and gives its two texts: a document that was open
 * a moment before may hold what it said then, until VS Code has asked for it anew.
 */
export async function diffOf(
  title: string,
  words?: string,
): Promise<{ left: string; right: string } & { uris: ShownDiff }> {
  await becomes('The diff in front', () => activeDiff()?.title, title);
  const uris = activeDiff()!;
  const [left, right] = await Promise.all([open(uris.left), open(uris.right)]);
  if (words !== undefined)
    await becomes(
      `Who says “${words}”`,
      () => [left, right].map((document) => document.getText().includes(words)),
      [false, true],
    );
  return { left: left.getText(), right: right.getText(), uris };
}
