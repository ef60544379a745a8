import { commands, Uri, window, workspace } from 'vscode';
import { chooseCode } from './arguments.js';
import type { FixServices } from './services.js';

/** Opens the page that documents a code: as a Markdown preview where there is one, else as a text. */
export async function explainRule({ pageScheme }: FixServices, argument: unknown): Promise<void> {
  const code = await chooseCode(typeof argument === 'string' ? argument : undefined);
  if (code === undefined) return;
  const page = Uri.from({ scheme: pageScheme, path: `/${code}.md` });
  try {
    await commands.executeCommand('markdown.showPreview', page);
  } catch {
    await window.showTextDocument(await workspace.openTextDocument(page));
  }
}
