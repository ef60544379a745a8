import { commands, Range, workspace, type TextDocument, type Uri, type WorkspaceEdit } from 'vscode';
import type { Random } from '../fuzz/random.js';

const PATIENCE_MS = 10_000;

/** Runs a command. One that asks something waits for an answer that nobody gives; one of VS Code's own may find nothing to do. */
export function run(command: string, ...args: unknown[]): Promise<void> {
  return Promise.race([
    Promise.resolve(commands.executeCommand(command, ...args)).then(
      () => undefined,
      (error: unknown) => {
        if (command.startsWith('promptBundles.')) throw error;
      },
    ),
    new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}

/** The document of a file that VS Code holds. */
export const documentOf = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find((document) => !document.isClosed && document.uri.fsPath === uri.fsPath);

/** Opens a file as a person does: what an extension opens, VS Code keeps for minutes after its editor was closed. */
export async function openEditor(uri: Uri, random: Random): Promise<TextDocument | undefined> {
  await run('vscode.open', uri, { preview: random.chance(0.5) });
  return documentOf(uri);
}

/** Replaces no more of a text than is another. */
export function replaceChanged(edit: WorkspaceEdit, document: TextDocument, after: string): void {
  const before = document.getText();
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  edit.replace(
    document.uri,
    new Range(document.positionAt(start), document.positionAt(before.length - end)),
    after.slice(start, after.length - end),
  );
}
