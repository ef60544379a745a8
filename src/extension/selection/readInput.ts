import type { InputFile } from '../../core/documents/promptFile.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { isDraft } from './draftNames.js';
import type { InputDrafts } from './inputDrafts.js';

/** What an input is read from. */
export interface InputSources {
  readonly files: Pick<PromptWorkspace, 'read'>;
  readonly drafts: Pick<InputDrafts, 'file'>;
}

/** An input that is chosen in a folder: an edited one, a file as editors show it, or none. */
export async function readInput(
  { files, drafts }: InputSources,
  folder: string,
  input: string,
): Promise<InputFile | undefined> {
  if (isDraft(input)) return drafts.file(folder, input);
  const file = input === '' ? undefined : await files.read(input);
  return file?.kind === 'input' ? file : undefined;
}
