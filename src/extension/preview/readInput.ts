import { Uri } from 'vscode';
import type { InputFile } from '../../core/documents/promptFile.js';
import type { Selection } from '../../preview/protocol.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { isDraft } from './draftNames.js';
import type { InputDrafts } from './inputDrafts.js';

/** What an input is read from. */
export interface InputSources {
  readonly files: Pick<PromptWorkspace, 'read' | 'scopeKey'>;
  readonly drafts: InputDrafts;
}

/** The input of a selection: a draft, a file, or none. */
export async function readInput(
  { files, drafts }: InputSources,
  { bundle, input }: Pick<Selection, 'bundle' | 'input'>,
): Promise<InputFile | undefined> {
  if (isDraft(input)) return drafts.file(files.scopeKey(Uri.parse(bundle)), input);
  const file = input === '' ? undefined : await files.read(input);
  return file?.kind === 'input' ? file : undefined;
}
