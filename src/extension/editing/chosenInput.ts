import { Uri } from 'vscode';
import type { ChosenInput } from '../../language/index.js';
import { isDraft } from '../selection/draftNames.js';
import { inForce } from '../selection/inForce.js';
import { InputDrafts } from '../selection/inputDrafts.js';
import { inputName } from '../selection/inputName.js';
import { fileOfToday } from './languageContext.js';
import type { EditingServices } from './services.js';

/** The input that is in force for a file, as the language takes it. `undefined` for none. */
export async function chosenInput(
  { files, memory, state, parsePromptFile }: EditingServices,
  uri: Uri,
): Promise<ChosenInput | undefined> {
  const drafts = new InputDrafts(state, parsePromptFile);
  const { selection, input: parsed } = await inForce(
    { files, memory, drafts },
    Uri.parse(fileOfToday(uri.toString())),
  );
  const { input } = selection;
  return parsed && { file: isDraft(input) ? undefined : input, name: inputName(input), parsed };
}
