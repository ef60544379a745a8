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

/** Waits for a diff editor of a title and gives its two texts. */
export async function diffOf(title: string): Promise<{ left: string; right: string } & { uris: ShownDiff }> {
  await becomes('The diff in front', () => activeDiff()?.title, title);
  const uris = activeDiff()!;
  const [left, right] = await Promise.all([open(uris.left), open(uris.right)]);
  return { left: left.getText(), right: right.getText(), uris };
}
