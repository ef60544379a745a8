import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onExit } from './lifetime.mjs';

/**
 * A new folder that is gone after `remove()`, or else when this process ends.
 * @returns {{ path: string, remove: () => void }}
 */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-'));
  // Chromium may still be writing its profile: hence the retries.
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  const forget = onExit(remove);
  return {
    path: folder,
    remove() {
      remove();
      forget();
    },
  };
}

/**
 * Copies a workspace, so that a test may change it and the checkout stays as it is.
 * @param {string} workspace a folder, or a `.code-workspace` file with its folders beside it
 * @param {string} destination a folder to make the copy in
 * @returns {string} the copy's folder or `.code-workspace` file
 */
export function copyWorkspace(workspace, destination) {
  const isFile = workspace.endsWith('.code-workspace');
  const source = isFile ? path.dirname(workspace) : workspace;
  const copy = path.join(destination, path.basename(source));
  cpSync(source, copy, { recursive: true });
  return isFile ? path.join(copy, path.basename(workspace)) : copy;
}
