import { commands } from 'vscode';
import { tellWarning } from '../output/messages.js';

/** Tells that something is wrong with the logs, and leads to them. */
export async function tellDamage(message: string): Promise<void> {
  const show = 'Show Audit Log';
  if ((await tellWarning(message, show)) === show)
    await commands.executeCommand('promptBundles.showAuditLog');
}
