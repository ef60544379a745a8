import { commands } from 'vscode';

/** Selects the newest record in the audit view, if its rows are there already. */
export async function selectNewestRecord(): Promise<void> {
  await commands.executeCommand('promptBundles.auditLog.focus');
  // The first row is that of a day, which opens and closes when it is selected as long as no record is there.
  for (const step of ['focusFirst', 'expand', 'focusFirst', 'focusDown', 'select'])
    await commands.executeCommand(`list.${step}`);
}
