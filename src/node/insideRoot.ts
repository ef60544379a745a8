import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { isGitFolder } from '../core/audit/files.js';
import { stepsInto } from './filePaths.js';

/** Makes a folder below a root. Rejects when a symbolic link on the way leads out of the root, or into git's own folder: nothing is written there. */
export async function makeFolderInside(root: string, folder: string): Promise<void> {
  await assertInside(root, await nearestExisting(folder));
  await mkdir(folder, { recursive: true });
  await assertInside(root, folder);
}

/** Rejects when a folder is by now not below the root, or in git's own folder there. */
export async function assertInside(root: string, folder: string): Promise<void> {
  const [real, realRoot] = await Promise.all([realpath(folder), realpath(root)]);
  const steps = stepsInto(realRoot, real);
  if (!steps)
    throw new Error(l10n.t('{0} leads out of {1} by a symbolic link. Take the link away.', folder, root));
  if (steps.some(isGitFolder))
    throw new Error(
      l10n.t("{0} leads into git's own folder by a symbolic link. Take the link away.", folder),
    );
}

async function nearestExisting(folder: string): Promise<string> {
  const exists = await realpath(folder).then(
    () => true,
    () => false,
  );
  return exists || path.dirname(folder) === folder ? folder : nearestExisting(path.dirname(folder));
}
