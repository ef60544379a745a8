import { FileType, workspace, type Uri } from 'vscode';
import { decodeUtf8 } from '../../core/text/utf8.js';

/** Longer files are not read, in bytes: nobody writes such by hand. */
const MAX_BYTES = 1_000_000;

/** The text of a file that decides of others; `undefined` where there is none, or none that can be read. */
export async function textOf(file: Uri): Promise<string | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(file);
    if ((type & FileType.File) === 0 || size > MAX_BYTES) return undefined;
    return decodeUtf8(await workspace.fs.readFile(file)).text;
  } catch {
    return undefined;
  }
}
