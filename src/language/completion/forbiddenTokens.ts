import { bestMatches } from './bestMatches.js';
import { MAX_COMPLETIONS, type AskedAt, type Completions } from './completion.js';
import { textValue } from './writeValue.js';

/** The tokens that other templates of the folder forbid, and this list does not yet. */
export function forbiddenTokenCompletions({ scope, place, file }: AskedAt): Completions {
  const tokens = scope.forbiddenTokens(file).filter((token) => !place.siblings.has(token));
  const matches = bestMatches(tokens, place.typed);
  return {
    items: matches
      .slice(0, MAX_COMPLETIONS)
      .map((token) =>
        textValue(place, token, { label: token, detail: 'Forbidden elsewhere in this folder' }),
      ),
    isIncomplete: matches.length > MAX_COMPLETIONS,
  };
}
