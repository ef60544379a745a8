import { DocumentDropEdit, languages, WorkspaceEdit, type Disposable } from 'vscode';
import { fileTypeOf, PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { dropReference } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { REFERENCE_TYPE } from './dragTypes.js';

/** Takes rows of the view that are dropped into an editor with a prompt file: in a slot, a reference takes the place of another. */
export function registerReferenceDrops(files: Pick<PromptWorkspace, 'read'>): Disposable {
  return languages.registerDocumentDropEditProvider(
    { pattern: PROMPT_FILES_GLOB },
    {
      provideDocumentDropEdits: async ({ uri }, { line, character }, transfer) => {
        const reference = await transfer.get(REFERENCE_TYPE)?.asString();
        const type = fileTypeOf(uri.path);
        const parsed = await files.read(uri.toString());
        if (reference === undefined || reference.includes('\n') || !type || !parsed) return undefined;
        const offset = parsed.source.offsetAt({ line, column: character });
        const drop = dropReference(parsed, type.syntax, offset, reference);
        const edit = new DocumentDropEdit('');
        edit.additionalEdit = new WorkspaceEdit();
        edit.additionalEdit.replace(uri, toRange(parsed, drop), drop.text);
        return edit;
      },
    },
  );
}
