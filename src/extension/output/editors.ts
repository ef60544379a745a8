import { CodeAction, CodeLens, commands, window, type CodeActionKind, type Range, type Uri, type ViewColumn } from 'vscode';
import { iconText, labelText } from '../../core/output/editorText.js';

// The doors around an editor: lenses, quick fixes, titles of tabs, the status bar.

/** A lens that calls a command with an argument. */
export function lensOf(range: Range, title: string, command: string, argument: unknown): CodeLens {
  return new CodeLens(range, { title: iconText(title), command, arguments: [argument] });
}

/** A quick fix or another action on code. */
export class TitledAction extends CodeAction {
  constructor(title: string, kind: CodeActionKind) {
    super(labelText(title), kind);
  }
}

/** Opens two documents side by side. */
export async function openDiff(
  left: Uri,
  right: Uri,
  title: string,
  options: { readonly preview: boolean; readonly viewColumn?: ViewColumn | undefined },
): Promise<void> {
  await commands.executeCommand('vscode.diff', left, right, labelText(title), options);
}

/** Names the tab of a page. */
export function setTabTitle(panel: { title: string }, title: string): void {
  panel.title = labelText(title);
}

/**
 * The path of a document that is in no file, whose last part its tab shows. The folder is what its language goes by, whose
 * lines are wrapped; both are in package.json.
 */
export function documentPath(language: 'rendered' | 'snapshot', name: string): string {
  return `/prompt-bundles-${language}/${labelText(name).replaceAll(/[/\\]/g, '-')}`;
}

/** Says in the status bar, for some seconds, what was done. */
export function showInStatusBar(icon: 'check' | 'pass', text: string, seconds: number): void {
  window.setStatusBarMessage(`$(${icon}) ${iconText(text)}`, seconds * 1000);
}
