import { onOneLine } from '../core/text/quote.js';
import type { CommandLineHost } from './commandLineHost.js';

/** Prints a line for people. Names from files and logs may hold anything, so control characters are spelled out. */
export function tell(host: CommandLineHost, line: string): void {
  host.out(`${onOneLine(line)}\n`);
}

/** The same on the error output. */
export function tellError(host: CommandLineHost, line: string): void {
  host.error(`${onOneLine(line)}\n`);
}
