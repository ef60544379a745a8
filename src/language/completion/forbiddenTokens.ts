import * as l10n from '@vscode/l10n';
import { listed, MAX_COMPLETIONS, type AskedAt, type Completions } from './completion.js';
import { findNames } from './findNames.js';
import { textValue } from './writeValue.js';

/** The tokens that other templates of the folder forbid, and this list does not yet. */
export function forbiddenTokenCompletions({ scope, place, file }: AskedAt): Completions {
  const most = MAX_COMPLETIONS + place.siblings.size;
  const found = findNames(scope.choices.token, { typed: place.typed, most });
  const matches = found.filter((token) => !place.siblings.has(token) && scope.forbidsElsewhere(token, file));
  const detail = l10n.t('Forbidden elsewhere in this folder');
  return listed(matches, (token) => textValue(place, token, { label: token, detail }));
}
