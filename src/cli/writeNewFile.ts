import path from 'node:path';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import { parsePromptFile } from '../core/documents/promptFile.js';
import { numberedNames, type NewFile } from '../language/index.js';
import { createFile } from '../node/createFile.js';
import type { CommandLineHost } from './commandLineHost.js';
import type { PromptFolder } from '../node/folder/promptFolder.js';

/**
 * Makes a file beside those of its kind, under the first of its names that no other file has, and adds it to the folder; gives its
 * path from the root. Rejects where there is a file under each of them, or it cannot be written.
 */
export async function writeNewFile(
  { names, text, beside }: NewFile,
  folder: PromptFolder,
  host: CommandLineHost,
): Promise<string> {
  for (const name of numberedNames(names)) {
    const type = fileTypeOf(name);
    const home = beside === undefined ? `${type?.kind ?? ''}s` : path.posix.dirname(beside);
    const file = path.posix.join(home, name);
    const creation = await createFile(folder.root, path.join(folder.root, file), text, host.newId());
    if (creation === 'different' || !type) continue;
    folder.add(file, parsePromptFile(type, { text }));
    return file;
  }
  throw new Error(`there is a file under each name for it, such as ${names.at(-1) ?? ''}`);
}
