import { Uri } from 'vscode';
import { fileExists } from '../workspace/fileExists.js';

/** The first name that no file has, in a folder; after those that are given, the last of them with a number. */
export async function freeName(
  folder: Uri,
  names: readonly string[],
  taken: readonly Uri[] = [],
): Promise<Uri | undefined> {
  const last = names.at(-1) ?? '';
  for (const name of [...names, ...[2, 3, 4, 5].map((n) => last.replace(/(?=\.prompt-)/, `-${n}`))]) {
    const file = Uri.joinPath(folder, name);
    if (!taken.some((other) => other.path === file.path) && !(await fileExists(file))) return file;
  }
  return undefined;
}

/** The folder that a file lies in. */
export function folderOfFile(file: string): Uri {
  return Uri.joinPath(Uri.parse(file), '..');
}
