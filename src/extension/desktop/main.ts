import { createHash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import { activateExtension } from '../activateExtension.js';
import { rewriteWithText } from '../workspace/rewriteWithText.js';

/** Entry of VS Code's desktop and remote extension hosts. */
export function activate(context: ExtensionContext): void {
  activateExtension(context, {
    loadSha256: () => Promise.resolve((text) => createHash('sha256').update(text, 'utf8').digest('hex')),
    appendFile: (file, text) =>
      file.scheme === 'file' ? appendWhole(file.fsPath, text) : rewriteWithText(file, text),
    newId: randomUUID,
  });
}

/** One write at the end of the file, whatever others do: the text is there in full, or the call rejects. */
async function appendWhole(file: string, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  const handle = await open(file, 'a');
  try {
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length)
      throw new Error(`Only ${bytesWritten} of ${bytes.length} bytes could be written to ${file}.`);
  } finally {
    await handle.close();
  }
}
