import type { Uri } from 'vscode';

/** A file's own name, for people. */
export function fileName(file: Uri): string {
  return file.path.split('/').at(-1) ?? file.path;
}
