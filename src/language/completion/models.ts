import * as l10n from '@vscode/l10n';
import { listed, MAX_COMPLETIONS, type AskedAt, type Completions } from './completion.js';
import { findNames } from './findNames.js';
import { textValue } from './writeValue.js';

/** The models that bundles of the folder serve; in a list of tags those that it has not yet. */
export function modelCompletions({ scope, file, place }: AskedAt): Completions {
  const siblings = place.path[0] === 'tags' ? place.siblings : NO_SIBLINGS;
  // What is half typed is served by its own file already, and by no other.
  const isBeingTyped = (model: string): boolean =>
    model === place.typed && scope.serving(model).size === 1 && scope.serves(model, file);
  const most = MAX_COMPLETIONS + siblings.size + 1;
  const found = findNames(scope.choices.model, { typed: place.typed, most });
  const models = found.filter((model) => !siblings.has(model) && !isBeingTyped(model));
  return listed(models, (model) =>
    textValue(place, model, { label: model, detail: l10n.t('Served in this folder') }),
  );
}

const NO_SIBLINGS: ReadonlyMap<string, unknown> = new Map();
