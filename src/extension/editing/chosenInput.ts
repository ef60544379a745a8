import { Uri } from 'vscode';
import type { ChosenInput } from '../../language/index.js';
import { bundleFor, selectionFor } from '../preview/chooseBundle.js';
import { isDraft } from '../preview/draftNames.js';
import { InputDrafts } from '../preview/inputDrafts.js';
import { inputName } from '../preview/previewChoices.js';
import { SelectionMemory } from '../preview/selectionMemory.js';
import { fileOfToday } from './languageContext.js';
import type { EditingServices } from './services.js';

/**
 * The input that a file's prompt is shown with in the preview: the one that was chosen last, as far as it is for the bundle
 * that the file is of, else the first that is. `undefined` for none.
 */
export async function chosenInput(
  { files, state, parsePromptFile }: EditingServices,
  uri: Uri,
): Promise<ChosenInput | undefined> {
  const file = fileOfToday(uri.toString());
  const memory = new SelectionMemory(state);
  const folder = files.scopeKey(Uri.parse(file));
  const recalled = memory.recall(folder);
  const bundle = bundleFor(files.scopeOf(file), file, recalled.bundle);
  const input = bundle === undefined ? (recalled.input ?? '') : selectionFor(files, memory, bundle).input;
  if (input === '') return undefined;
  const parsed = isDraft(input)
    ? new InputDrafts(state, parsePromptFile).file(folder, input)
    : await files.read(input);
  if (parsed?.kind !== 'input') return undefined;
  return { file: isDraft(input) ? undefined : input, name: inputName(input), parsed };
}
