import { l10n, Uri, window } from 'vscode';
import type { Selection } from '../../preview/protocol.js';
import { chooseSelection } from '../preview/chooseBundle.js';
import { isAlone } from '../selection/bundleFor.js';
import type { CommandServices } from './commandServices.js';

/** The file a command was called on: the one it is given, else the active editor's. */
export function fileOf(argument: unknown): Uri | undefined {
  return argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
}

/** Does something with what a command is about; nothing where the user chooses nothing. */
export async function onSelection(
  services: CommandServices,
  argument: unknown,
  act: (selection: Selection) => Promise<void>,
): Promise<void> {
  const selection = await selectionOf(services, argument, l10n.t('Choose a bundle'));
  if (selection) await act(selection);
}

/** What a command is about: the preview that has the focus, or what belongs to the file it was called on. */
export async function selectionOf(
  { previews, files, memory }: CommandServices,
  argument: unknown,
  placeHolder: string,
): Promise<Selection | undefined> {
  const shown = argument instanceof Uri ? undefined : previews.active()?.selection;
  const isOfTemplate = shown && shown.bundle !== '' && isAlone(files.scopeOf(shown.bundle), shown.bundle);
  if (shown && !isOfTemplate) return shown;
  const previewed = (): readonly Selection[] => previews.selections();
  const file = shown ? Uri.parse(shown.bundle) : fileOf(argument);
  return chooseSelection({ files, memory, previewed }, file, placeHolder);
}
