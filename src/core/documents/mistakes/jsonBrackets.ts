import * as l10n from '@vscode/l10n';
import { counted } from '../../text/quote.js';
import { JsonTokens } from './jsonTokens.js';

/** What closes each bracket. */
export const CLOSER = { '{': '}', '[': ']' } as const;

/** More closing brackets than this are counted instead of written. */
export const MAX_CLOSERS = 20;

/** What is said of closing brackets that are missing at the end. */
export function closersMissing(closers: string): string {
  if (closers.length > MAX_CLOSERS)
    return l10n.t('{0} closing brackets are missing.', counted(closers.length));
  return closers.length === 1 ? l10n.t('`{0}` is missing.', closers) : l10n.t('`{0}` are missing.', closers);
}

/** The same of such as are missing behind something. */
export function closersMissingAfter(closers: string): string {
  if (closers.length > MAX_CLOSERS)
    return l10n.t('{0} closing brackets are missing after this.', counted(closers.length));
  return closers.length === 1
    ? l10n.t('`{0}` is missing after this.', closers)
    : l10n.t('`{0}` are missing after this.', closers);
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
