import { counted } from '../../text/quote.js';
import { JsonTokens } from './jsonTokens.js';

/** What closes each bracket. */
export const CLOSER = { '{': '}', '[': ']' } as const;

/** More closing brackets than this are counted instead of written. */
export const MAX_CLOSERS = 20;

/** Closing brackets for a message, and whether they are one. */
export function closersNamed(closers: string): string {
  if (closers.length > MAX_CLOSERS) return `${counted(closers.length)} closing brackets are`;
  return `\`${closers}\` ${closers.length === 1 ? 'is' : 'are'}`;
}

/** How many more brackets open in a text than close, strings aside. */
export function balanceOf(text: string): number {
  const tokens = new JsonTokens(text, () => undefined);
  let balance = 0;
  for (let token = tokens.take(); token.type !== 'end'; token = tokens.take()) {
    if (tokens.is(token, '{') || tokens.is(token, '[')) balance++;
    if (tokens.is(token, '}') || tokens.is(token, ']')) balance--;
  }
  return balance;
}
