import { FileSystemError, workspace, type Uri } from 'vscode';
import { inBatches } from './inBatches.js';

/** Longer than VS Code gathers what happens to a file before it tells of it, in milliseconds. */
const GATHERING_MS = 2000;
const LOOKS_AT_ONCE = 32;

/**
 * Looks once more, somewhat later, whether files are there that were found before VS Code told that they came: of one that
 * is deleted by then, it tells neither.
 */
export function lookAgain(files: readonly Uri[], whenGone: (file: Uri) => void): void {
  if (files.length === 0) return;
  setTimeout(() => {
    void inBatches(files, LOOKS_AT_ONCE, async (file) => {
      try {
        await workspace.fs.stat(file);
      } catch (error) {
        if (error instanceof FileSystemError && error.code === 'FileNotFound') whenGone(file);
      }
    });
  }, GATHERING_MS);
}
