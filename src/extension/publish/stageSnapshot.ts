import { l10n, type Uri } from 'vscode';
import { runningGit, type GitRepository } from '../compare/gitApi.js';
import { fileName } from '../workspace/fileName.js';
import { showInStatusBar } from '../output/editors.js';
import { showError } from '../output/messages.js';

/** The git repository that a file lies in; `undefined` where there is none, or VS Code's git extension does not run. */
export function repositoryOf(file: Uri): GitRepository | undefined {
  return file.scheme === 'file' ? (runningGit()?.getRepository(file) ?? undefined) : undefined;
}

/** Adds a file, and others with it, to what the next commit takes. */
export async function stageFiles(
  repository: GitRepository,
  file: Uri,
  others: readonly Uri[],
): Promise<void> {
  try {
    await repository.add([file, ...others].map(({ fsPath }) => fsPath));
    showInStatusBar('check', l10n.t('{0} is staged', fileName(file)), 6);
  } catch (error) {
    // What git itself says is the reason, such as that the file is ignored.
    const said = error as { readonly stderr?: unknown; readonly message?: unknown };
    const texts = [said.stderr, said.message].filter((text) => typeof text === 'string');
    const reason = texts.find((text) => text.trim() !== '') ?? l10n.t('git failed.');
    void showError(l10n.t('{0} could not be staged: {1}', fileName(file), reason.trim()));
  }
}
