import { bestMatches } from './bestMatches.js';
import { MAX_COMPLETIONS, type AskedAt, type Completions } from './completion.js';
import { textValue } from './writeValue.js';

/** The models that bundles of the folder serve; in a list of tags those that it has not yet. */
export function modelCompletions({ scope, place }: AskedAt): Completions {
  const isTag = place.path[0] === 'tags';
  const models = scope.models().filter((model) => !isTag || !place.siblings.has(model));
  const matches = bestMatches(models, place.typed, MAX_COMPLETIONS);
  return {
    items: matches
      .slice(0, MAX_COMPLETIONS)
      .map((model) => textValue(place, model, { label: model, detail: 'Served in this folder' })),
    isIncomplete: matches.length > MAX_COMPLETIONS,
  };
}
