import {
  CodeActionKind,
  commands,
  languages,
  workspace,
  type CodeAction,
  type Range,
  type Uri,
} from 'vscode';
import { becomes, same } from './support.js';

// Problems of a file, and what VS Code offers to do about them.

export const codes = (uri: Uri): string[] =>
  languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Prompt Bundles')
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));

export const codesBecome = (uri: Uri, expected: readonly string[]): Promise<void> =>
  becomes(`The codes in ${uri.path}`, () => codes(uri), [...expected]);

/** Where a problem of a code is. */
export function rangeOf(uri: Uri, code: string, index = 0): Range {
  const all = languages
    .getDiagnostics(uri)
    .filter((one) => typeof one.code === 'object' && one.code.value === code);
  const found = all[index];
  if (!found) throw new Error(`${uri.path} has no ${code} but ${codes(uri).join(', ')}.`);
  return found.range;
}

/** What is offered at a place, resolved. */
export function askAt(uri: Uri, range: Range, kind = CodeActionKind.QuickFix): Thenable<CodeAction[]> {
  return commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind.value, 50);
}

/** What is offered at a problem. VS Code gives nothing while another extension brings in a provider of its own. */
export async function actionsAt(uri: Uri, range: Range, kind?: CodeActionKind): Promise<CodeAction[]> {
  let actions: CodeAction[] = [];
  const look = async (): Promise<boolean> => (actions = await askAt(uri, range, kind)).length > 0;
  await becomes('That there are actions', look, true);
  return actions;
}

/** Does what VS Code does when an action is chosen. */
export async function choose(uri: Uri, range: Range, title: string, kind?: CodeActionKind): Promise<void> {
  const actions = await actionsAt(uri, range, kind);
  const action = actions.find((one) => one.title === title);
  if (!action)
    throw new Error(`“${title}” is not offered, but\n${actions.map((one) => one.title).join('\n')}`);
  if (action.edit) same(title, await workspace.applyEdit(action.edit), true);
  if (action.command)
    await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
}
