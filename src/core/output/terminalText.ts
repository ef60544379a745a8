import { oneLine } from '../text/oneLine.js';

/*
 * Build servers take parts of what is printed for commands: GitHub Actions a line that begins with `::`, and `##[` anywhere
 * in one; Azure Pipelines `##vso[`; TeamCity `##teamcity[`.
 */
const LINE_COMMAND = /^(\s*):(?=:)/;
const COMMAND = /##(?=(?:vso|teamcity)?\[)/gi;

/** A text as one line for a terminal: it commands neither that nor the build server that keeps what is printed. */
export function terminalText(text: string): string {
  return withoutLineCommands(oneLine(text));
}

/** A text as one line that may be a command of the kind that has a line of its own, and holds no other. */
export function commandText(text: string): string {
  return withoutCommands(oneLine(text));
}

/** A whole line with what a build server would obey spelled out. */
export function withoutLineCommands(line: string): string {
  return withoutCommands(line).replace(LINE_COMMAND, '$1\\u003a');
}

/** A line with what a build server would obey spelled out, in a form that JSON reads as the same text. */
export function withoutCommands(line: string): string {
  return line.replace(COMMAND, '#\\u0023');
}
