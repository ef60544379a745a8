import { counted } from '../text/quote.js';
import type { CountChange } from './sizeChange.js';

/** How many tokens were added and removed from one text to another, and how many both have. */
export interface TokenChange extends CountChange {
  readonly before: number;
  readonly after: number;
  /** Whether a text had to be cut where a token may reach across. */
  readonly isRough: boolean;
}

/** What changed in a sentence, with the encoding that the tokens are of. */
export function describeTokenChange(change: TokenChange, encoding: string): string {
  const { added, removed, before, after, isRough } = change;
  const tokens = `${counted(added)} ${added === 1 ? 'token' : 'tokens'}`;
  const about = isRough ? 'About ' : '';
  return `${about}${tokens} added, ${counted(removed)} removed (${counted(before)} → ${counted(after)} tokens by \`${encoding}\`).`;
}
