import * as util from 'node:util';
import type { CommandLineHost } from '../commandLineHost.js';

/** What a piece of a line is, for those who see colours. */
export type Tone = 'error' | 'warning' | 'information' | 'place' | 'faint';

/** A piece of a line. */
export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
}

/** How lines are shown on a terminal. */
export interface TerminalStyle {
  /** A text that is safe to print, in the colour of its tone; unchanged where there are no colours. */
  readonly paint: (text: string, tone: Tone) => string;
}

const FORMATS: Readonly<Record<Tone, Parameters<typeof util.styleText>[0]>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  place: 'bold',
  faint: 'gray',
};

/**
 * How lines are shown where somebody reads them on a terminal, or where `FORCE_COLOR` says so; `undefined` elsewhere, where they are
 * plain. `NO_COLOR` leaves out the colours (https://no-color.org), and so does a terminal that knows none.
 */
export function terminalStyle(
  { env, isTerminal }: Pick<CommandLineHost, 'env' | 'isTerminal'>,
  stream: 'out' | 'error' = 'out',
): TerminalStyle | undefined {
  const forced = env['FORCE_COLOR'];
  const isForced = forced !== undefined && forced !== '0' && forced !== 'false';
  if (!isForced && isTerminal?.(stream) !== true) return undefined;
  const isWanted = isForced || (!env['NO_COLOR'] && forced === undefined && env['TERM'] !== 'dumb');
  // The first versions of Node 20 have no such function.
  const { styleText } = util as Partial<typeof util>;
  if (!isWanted || !styleText) return { paint: (text) => text };
  return { paint: (text, tone) => styleText(FORMATS[tone], text, { validateStream: false }) };
}
