import type { Uri } from 'vscode';
import type { ExplorerNode } from '../../language/index.js';

/** A row as VS Code knows it, which it hands to the commands in the row's menu. */
export interface ExplorerElement {
  readonly node: ExplorerNode;
  /** The file that commands are about. */
  commandTarget?: Uri | undefined;
}

/** What a command is called on: the file of the row, where it was called on a row of the view. */
export function targetOf(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'commandTarget' in argument
    ? argument.commandTarget
    : argument;
}
