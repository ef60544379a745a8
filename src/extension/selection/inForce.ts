import { Uri } from 'vscode';
import type { InputFile } from '../../core/documents/promptFile.js';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { ScopeIndex } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { bundleFor, isAlone } from './bundleFor.js';
import { defaultInput, servesInput } from './defaultInput.js';
import { isDraft } from './draftNames.js';
import type { InputDrafts } from './inputDrafts.js';
import { readInput } from './readInput.js';
import type { SelectionMemory } from './selectionMemory.js';

// The one answer to what a prompt is made with where somebody looks at a file of it: in the preview, and beside the text of
// every editor.

/** Which bundle, input and model are in force for a file. */
export interface InForce {
  /** Without a bundle where none is made from the file; a template that no bundle uses stands for itself. */
  readonly selection: Selection;
  /** The folder that they are chosen in. */
  readonly folder: string;
  /** The input as editors show it, or as it was edited in the preview; `undefined` for none, and for one that is gone. */
  readonly input: InputFile | undefined;
}

/** What it is known from. */
export interface InForceSources {
  readonly files: PromptWorkspace;
  readonly memory: Pick<SelectionMemory, 'recall'>;
  readonly drafts: Pick<InputDrafts, 'file'>;
}

/** What is in force for a file, with what its input says. Takes the file in first. */
export async function inForce(sources: InForceSources, file: Uri): Promise<InForce> {
  const { files, memory } = sources;
  await files.include(file);
  const selection = selectionInForce(files, memory, file);
  const folder = files.scopeKey(selection.bundle === '' ? file : Uri.parse(selection.bundle));
  return { selection, folder, input: await readInput(sources, folder, selection.input) };
}

/**
 * What is in force for a file, without asking: its bundle, of several the one that was chosen last or else the newest, with
 * the input and the model that were chosen; for an input, that input; for a template that no bundle uses, itself.
 */
export function selectionInForce(
  files: PromptWorkspace,
  memory: Pick<SelectionMemory, 'recall'>,
  file: Uri,
): Selection {
  const key = file.toString();
  const scope = files.scopeOf(key);
  const bundle = isAlone(scope, key)
    ? key
    : (bundleFor(scope, key, memory.recall(files.scopeKey(file)).bundle) ?? scope.bundlesFor(key)[0]);
  const selection =
    bundle === undefined ? { bundle: '', input: '', model: '' } : selectionFor(files, memory, bundle);
  const isInput = (scope.get(key)?.kind ?? fileTypeOf(file.path)?.kind) === 'input';
  return isInput ? { ...selection, input: key } : selection;
}

/** A bundle, or a template that stands alone, with the input and the model that were chosen last in its folder, as far as they are for it, or the first input that is. */
export function selectionFor(
  files: PromptWorkspace,
  memory: Pick<SelectionMemory, 'recall'>,
  bundle: string,
): Selection {
  const recalled = memory.recall(files.scopeKey(Uri.parse(bundle)));
  const scope = files.scopeOf(bundle);
  const { input } = recalled;
  const isSame = recalled.bundle === bundle;
  // What was chosen for this bundle stays, for another one only what this one serves as well.
  const isRight = isSame || (input !== undefined && input !== '' && servesInput(scope, bundle, input));
  return {
    bundle,
    input: isThere(scope, input) && isRight ? input : defaultInput(scope, bundle),
    model: isSame ? (recalled.model ?? '') : '',
  };
}

function isThere(scope: ScopeIndex, input: string | undefined): input is string {
  return input !== undefined && (input === '' || isDraft(input) || scope.inputs().includes(input));
}
