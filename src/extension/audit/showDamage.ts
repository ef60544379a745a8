import { commands, l10n } from 'vscode';
import { showWarning } from '../output/messages.js';

/** Tells that something is wrong with the logs, and leads to them. */
export async function showDamage(message: string): Promise<void> {
  const show = l10n.t('Show Audit Log');
  if ((await showWarning(message, show)) === show)
    await commands.executeCommand('promptBundles.showAuditLog');
}
