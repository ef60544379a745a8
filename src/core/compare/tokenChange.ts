import * as translated from '@vscode/l10n';
import type { Texts } from '../text/english.js';
import { countedIn } from '../text/quote.js';
import type { CountChange } from './sizeChange.js';

/** How many tokens were added and removed from one text to another, and how many both have. */
export interface TokenChange extends CountChange {
  readonly before: number;
  readonly after: number;
  /** Whether a text had to be cut where a token may reach across. */
  readonly isRough: boolean;
}

/** What changed in a sentence, with the encoding that the tokens are of. */
export function describeTokenChange(
  { added, removed, before, after, isRough }: TokenChange,
  encoding: string,
  l10n: Texts = translated,
): string {
  const [more = '', less = '', was = '', is = ''] = [added, removed, before, after].map((count) =>
    countedIn(l10n, count),
  );
  if (added === 1)
    return isRough
      ? l10n.t('About 1 token added, {0} removed ({1} → {2} tokens by `{3}`).', less, was, is, encoding)
      : l10n.t('1 token added, {0} removed ({1} → {2} tokens by `{3}`).', less, was, is, encoding);
  return isRough
    ? l10n.t(
        'About {0} tokens added, {1} removed ({2} → {3} tokens by `{4}`).',
        more,
        less,
        was,
        is,
        encoding,
      )
    : l10n.t('{0} tokens added, {1} removed ({2} → {3} tokens by `{4}`).', more, less, was, is, encoding);
}
