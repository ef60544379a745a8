import { Uri } from 'vscode';
import { numberedNames } from '../../language/index.js';
import { fileExists } from '../workspace/fileExists.js';

/** The first name that no file has, in a folder: of those that are given, or the last of them with a number. */
export async function freeName(
  folder: Uri,
  names: readonly string[],
  taken: readonly Uri[] = [],
): Promise<Uri | undefined> {
  for (const name of numberedNames(names)) {
    const file = Uri.joinPath(folder, name);
    if (!taken.some((other) => other.path === file.path) && !(await fileExists(file))) return file;
  }
  return undefined;
}

/** The folder that a file lies in. */
export function folderOfFile(file: string): Uri {
  return Uri.joinPath(Uri.parse(file), '..');
}
