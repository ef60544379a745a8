import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Uri } from 'vscode';
import { extension, folder } from './support.js';

/** What `render --format json` prints. */
export interface CommandLineRender {
  readonly rendered_prompt: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  readonly prompt_hash: string;
  readonly content_hash: string;
  readonly template_hashes: Readonly<Record<string, string>>;
}

/** Renders what is stored in a folder by the command line, the extension's oracle. It writes no audit record. */
export async function renderStored(folder: Uri, bundle: string, input?: Uri): Promise<CommandLineRender> {
  const cli = path.join(extension().extensionPath, 'dist/cli.js');
  const args = [cli, 'render', bundle, '--root', folder.fsPath, '--format', 'json', '--no-audit'];
  if (input) args.push('--input', input.fsPath);
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as CommandLineRender;
}

/** A place as the command line tells of it. */
interface StoredPlace {
  readonly line: number;
  readonly column: number;
}

/** A finding of `lint --format json`. */
export interface StoredFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly start: StoredPlace;
  readonly end: StoredPlace;
  readonly related?: readonly {
    readonly message: string;
    readonly file: string;
    readonly start: StoredPlace;
  }[];
}

/** What `lint` finds in what is stored in a folder. */
export async function lintStored(root: Uri): Promise<{ readonly findings: readonly StoredFinding[] }> {
  const cli = path.join(extension().extensionPath, 'dist/cli.js');
  const args = [cli, 'lint', '--root', root.fsPath, '--format', 'json'];
  // As on a build server, where nothing is written: no baseline is changed by looking.
  const options = { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', CI: '1' }, maxBuffer: 2 ** 26 };
  // Where it finds errors, that is what its exit code says.
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch((error: unknown) => {
    if (error instanceof Error && 'stdout' in error) return { stdout: String(error.stdout) };
    throw error;
  });
  return JSON.parse(stdout) as { readonly findings: readonly StoredFinding[] };
}

/** Publishes a version of the workspace folder. */
export const publish = (version: string): void => {
  const cli = path.join(extension().extensionPath, 'dist/cli.js');
  execFileSync(process.execPath, [cli, 'publish', version, '--root', folder().fsPath], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
};
