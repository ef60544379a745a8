import { Disposable, workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import { isConfigurationFile } from '../../language/index.js';

/** How long the author of a configuration may pause before all files are looked at anew, in milliseconds. */
const DEBOUNCE_MS = 300;

/** Tells of a workspace folder once what an editor shows of a configuration in it is another than before. */
export function followConfigurations(decide: (folder: WorkspaceFolder) => void): Disposable {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const follow = ({ uri }: TextDocument): void => {
    const folder = isConfigurationFile(uri.path) ? workspace.getWorkspaceFolder(uri) : undefined;
    if (!folder) return;
    const key = folder.uri.toString();
    clearTimeout(waiting.get(key));
    const timer = setTimeout(() => {
      waiting.delete(key);
      decide(folder);
    }, DEBOUNCE_MS);
    waiting.set(key, timer);
  };
  return Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) follow(document);
    }),
    // What was typed and not saved is gone.
    workspace.onDidCloseTextDocument(follow),
    new Disposable(() => {
      waiting.forEach(clearTimeout);
    }),
  );
}
