import { bestMatches } from './bestMatches.js';
import { MAX_COMPLETIONS, type AskedAt, type Completions } from './completion.js';
import { textValue } from './writeValue.js';

/** The tokens that other templates of the folder forbid, and this list does not yet. */
export function forbiddenTokenCompletions({ scope, place, file }: AskedAt): Completions {
  const most = MAX_COMPLETIONS + place.siblings.size;
  const matches = bestMatches(scope.forbiddenTokens(), place.typed, most).filter(
    (token) => !place.siblings.has(token) && scope.forbidsElsewhere(token, file),
  );
  return {
    items: matches
      .slice(0, MAX_COMPLETIONS)
      .map((token) =>
        textValue(place, token, { label: token, detail: 'Forbidden elsewhere in this folder' }),
      ),
    isIncomplete: matches.length > MAX_COMPLETIONS,
  };
}
