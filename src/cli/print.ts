import type { Refusal } from '../core/model/refusal.js';
import { jsonText } from '../core/output/jsonText.js';
import { commandText, terminalText } from '../core/output/terminalText.js';
import type { CommandLineHost } from './commandLineHost.js';
import type { Piece, TerminalStyle } from './terminal/style.js';

// The only place that prints: names from files, logs and arguments may hold anything, and none of it acts on a terminal.

/** Prints a line for people. */
export function printLine(host: CommandLineHost, line: string): void {
  printLines(host, [line]);
}

/** Prints lines at once: none may come between. */
export function printLines(host: CommandLineHost, lines: readonly string[]): void {
  host.out(asLines(lines));
}

/** Prints lines that are meant as commands for a build server: what else they hold is none. */
export function printCommands(host: CommandLineHost, lines: readonly string[]): void {
  host.out(lines.map((line) => `${commandText(line)}\n`).join(''));
}

/** Prints a line on the error output. */
export function printError(host: CommandLineHost, line: string): void {
  host.error(asLines([line]));
}

/** Tells why something is not done, with its code behind it, as findings have theirs: `explain` knows it. */
export function printRefusal(host: CommandLineHost, { code, reason }: Refusal): void {
  printError(host, `${reason} [${code}]`);
}

/** The same host with all that is printed on the error output, since the output holds something else. */
export function onErrorOutput(host: CommandLineHost): CommandLineHost {
  return { ...host, out: host.error };
}

/** Prints a value for programs. */
export function printJson(host: CommandLineHost, value: unknown): void {
  host.out(`${jsonText(value)}\n`);
}

/** Prints one of several values for programs, on a line of its own. */
export function printJsonLine(host: CommandLineHost, value: unknown): void {
  host.out(`${jsonText(value, 'one-line')}\n`);
}

/** Empties a terminal, with what was scrolled out of it. */
export function clearTerminal(host: CommandLineHost): void {
  host.out('\u001B[2J\u001B[3J\u001B[H');
}

/** Prints lines of pieces, in colours where there are some: without, byte for byte what {@link printLines} prints of them. */
export function printStyled(
  host: CommandLineHost,
  lines: readonly (readonly Piece[])[],
  style: TerminalStyle | undefined,
): void {
  host.out(lines.map((pieces) => `${styledLine(pieces, style)}\n`).join(''));
}

function styledLine(pieces: readonly Piece[], style: TerminalStyle | undefined): string {
  const line = terminalText(pieces.map(({ text }) => text).join(''));
  const safe = pieces.map(({ text }) => terminalText(text));
  // What would be a command is one of several pieces, perhaps: then the line has no colours.
  if (!style || safe.join('') !== line) return line;
  return pieces.map(({ tone }, i) => (tone ? style.paint(safe[i] ?? '', tone) : safe[i])).join('');
}

/** Prints on the error output what the next line is to be written over. */
export function printUnended(host: CommandLineHost, text: string): void {
  host.error(terminalText(text));
}

/** Takes away the line of a terminal on the error output that is not ended. */
export function clearLine(host: CommandLineHost): void {
  host.error('\r\u001B[2K');
}

/** Prints what is of our own making, or was made safe as Markdown. */
export function printText(host: CommandLineHost, text: string): void {
  host.out(text);
}

/** Prints a prompt byte for byte, as it is sent to a model: the one output that is not made safe, since it must be exact. */
export function printExactly(host: CommandLineHost, prompt: string): void {
  host.out(prompt);
}

/** What is printed of a fault of the program itself. */
export function faultText(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return asLines(text.split('\n'));
}

function asLines(lines: readonly string[]): string {
  return lines.map((line) => `${terminalText(line)}\n`).join('');
}
