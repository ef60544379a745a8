import { l10n, Uri, window, workspace } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { writeInput } from '../../core/documents/writeInput.js';
import { fileName } from '../workspace/fileName.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { baseOf } from '../selection/draftNames.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import { fileExists } from '../workspace/fileExists.js';
import { showError } from '../output/messages.js';

/** Writes a draft as an input file that the user names, and forgets the draft; gives the file. */
export async function saveDraft(
  drafts: InputDrafts,
  folder: string,
  draft: string,
): Promise<Uri | undefined> {
  const input = drafts.file(folder, draft)?.model;
  if (!input) {
    void showError(l10n.t('The input has errors, so it was not saved. Fix them first.'));
    return undefined;
  }
  // No filters: dialogs know one ending, and would add ours behind ours.
  const chosen = await window.showSaveDialog({
    title: l10n.t('Save as input file'),
    defaultUri:
      baseOf(draft) === ''
        ? Uri.joinPath(Uri.parse(folder), 'new.prompt-input.yaml')
        : Uri.parse(baseOf(draft)),
  });
  if (!chosen) return undefined;
  const type = fileTypeOf(chosen.path);
  const file =
    type?.kind === 'input'
      ? chosen
      : chosen.with({ path: `${chosen.path.replace(/\.(?:ya?ml|json)$/, '')}.prompt-input.yaml` });
  // The dialog has asked about the name that was given, not about the one that came of it.
  if (file !== chosen && (await fileExists(file))) {
    void showError(
      l10n.t('There is a file {0} already, so nothing was saved. Choose another name.', fileName(file)),
    );
    return undefined;
  }
  await workspace.fs.writeFile(
    file,
    encodeUtf8(writeInput(input, file.path.endsWith('.json') ? 'json' : 'yaml')),
  );
  await drafts.discard(folder, draft);
  return file;
}
