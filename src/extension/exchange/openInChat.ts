import { commands, l10n, lm } from 'vscode';
import { bundleReference } from '../../core/model/bundle.js';
import { formatReference } from '../../core/model/reference.js';
import type { Selection } from '../../preview/protocol.js';
import type { CommandServices } from '../commands/commandServices.js';
import type { Done } from '../commands/promptActions.js';
import { logError } from '../output/log.js';
import { showWarning } from '../output/messages.js';

/** VS Code's own: opens the chat with a text that is not sent yet. Not every editor has it. */
const CHAT_COMMAND = 'workbench.action.chat.open';

/** Whether somebody can answer in the chat: without, the command may do nothing, and does not say so. True where it is not known. */
async function hasModels(): Promise<boolean> {
  const models = await (lm as Partial<typeof lm> | undefined)?.selectChatModels?.();
  return models === undefined || models.length > 0;
}

/** Opens the chat with the prompt, to be looked at and sent; where there is no chat, offers to copy it. */
export function openInChat(
  { actions, log }: Pick<CommandServices, 'actions' | 'log'>,
  selection: Selection,
): Promise<Done | undefined> {
  const copy = l10n.t('Copy Prompt');
  return actions.take(selection, async ({ bundle, rendered_prompt: prompt }) => {
    try {
      if ((await commands.getCommands()).includes(CHAT_COMMAND)) {
        await commands.executeCommand(CHAT_COMMAND, { query: prompt, isPartialQuery: true });
        if (!(await hasModels()))
          void showWarning(
            l10n.t(
              'No language model is set up in this editor, so the chat may not open. Copy the prompt to take it to one.',
            ),
            copy,
          ).then((answer) => (answer === copy ? actions.copyPrompt(selection) : undefined));
        return 'chat';
      }
    } catch (error) {
      logError(log, error);
    }
    const name = formatReference(bundleReference(bundle));
    const answer = await showWarning(
      l10n.t('There is no chat here to open {0} in. Copy the prompt to take it to one.', name),
      copy,
    );
    if (answer !== copy) return undefined;
    await actions.copyText(prompt);
    return 'copy';
  });
}
