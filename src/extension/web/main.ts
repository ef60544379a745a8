import type { ExtensionContext } from 'vscode';
import { loadPortableSha256 } from '../../core/portableSha256.js';
import { activateExtension } from '../activateExtension.js';
import { rewriteWithText } from '../workspace/rewriteWithText.js';

declare const crypto: { randomUUID(): string };

/** Entry of the browser's extension host. */
export function activate(context: ExtensionContext): void {
  activateExtension(context, {
    loadSha256: loadPortableSha256,
    appendFile: rewriteWithText,
    newId: () => crypto.randomUUID(),
  });
}
