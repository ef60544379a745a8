import { extensions, type Event, type Uri } from 'vscode';

// The part of VS Code's own git extension that is used here, in its API's version 1.

export interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly commitDate?: Date;
  readonly authorName?: string;
}

/** A file that differs between a revision and the working tree; `originalUri` is where the revision has it. */
export interface GitChange {
  readonly originalUri: Uri;
}

export interface GitRepository {
  readonly rootUri: Uri;
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly onDidChange: Event<void>;
  };
  /** The newest commits, of all files or those that touched a path; rejects for a path outside of the repository. */
  log(options: { readonly maxEntries: number; readonly path?: string }): Promise<readonly GitCommit[]>;
  getCommit(ref: string): Promise<GitCommit>;
  diffWith(ref: string): Promise<readonly GitChange[]>;
  /** What a revision has at a path: its mode as git writes it, and its size in bytes; rejects where there is nothing. */
  getObjectDetails(ref: string, path: string): Promise<{ readonly mode: string; readonly size: number }>;
  /** Stages files by their paths. */
  add(paths: readonly string[]): Promise<void>;
  /** The bytes of a file as a revision has it; rejects where there is none. */
  buffer(ref: string, path: string): Promise<Uint8Array>;
}

export interface GitApi {
  readonly state: string;
  readonly onDidChangeState: Event<unknown>;
  readonly onDidOpenRepository: Event<unknown>;
  getRepository(uri: Uri): GitRepository | null;
  toGitUri(uri: Uri, ref: string): Uri;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** The git extension's API; `undefined` where there is none: it is missing, switched off, or waits for trust. */
export async function openGit(): Promise<GitApi | undefined> {
  try {
    const git = extensions.getExtension<GitExtension | undefined>('vscode.git');
    const exported = git && (await git.activate());
    return exported?.enabled ? exported.getAPI(1) : undefined;
  } catch {
    // Without git there are no revisions; that is all.
    return undefined;
  }
}

/** The same of a git extension that runs already; an open repository is known to no other. */
export function runningGit(): GitApi | undefined {
  try {
    const git = extensions.getExtension<GitExtension | undefined>('vscode.git');
    const exported = git?.isActive ? git.exports : undefined;
    return exported?.enabled ? exported.getAPI(1) : undefined;
  } catch {
    return undefined;
  }
}
