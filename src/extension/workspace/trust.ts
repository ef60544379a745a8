import { commands, l10n, workspace } from 'vscode';
import { showError } from '../output/messages.js';

/** True in a trusted workspace; in another the user is told why it has to be one, and how to trust it. */
export function isTrusted(refusal: string): boolean {
  if (workspace.isTrusted) return true;
  void showError(refusal, l10n.t('Manage Trust')).then((answer) => {
    if (answer) void commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
