import { extensions, type Event, type Uri } from 'vscode';

/** What is used of the API of VS Code's git extension, version 1 (`extensions/git/src/api/git.d.ts`). */
export interface GitApi {
  readonly git: { readonly path: string };
  readonly getRepository: (uri: Uri) => { readonly state: { readonly onDidChange: Event<void> } } | null;
  readonly toGitUri: (uri: Uri, ref: string) => Uri;
}

interface GitExports {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** VS Code's git extension; `undefined` where there is none, or git is switched off or was not found. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExports>('vscode.git');
  try {
    const exports = await extension?.activate();
    return exports?.enabled ? exports.getAPI(1) : undefined;
  } catch {
    // It could not start.
    return undefined;
  }
}

/** The program that is git: the one that VS Code uses, or else what the system has by that name. */
export async function gitProgram(): Promise<string> {
  return (await gitApi())?.git.path ?? 'git';
}
