import * as l10n from '@vscode/l10n';
import { isLabelName } from '../../core/model/labelName.js';
import { isSemver } from '../../core/model/semver.js';
import { all, listed, MAX_COMPLETIONS, type Completion, type Completions } from '../completion/completion.js';
import { findNames } from '../completion/findNames.js';
import { jsonPlaces } from '../completion/jsonPlace.js';
import { keyCompletion } from '../completion/keys.js';
import type { CompletionPlace } from '../completion/place.js';
import { textValue } from '../completion/writeValue.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { USUAL_LABELS } from './labels.js';

/**
 * What can be written at an offset of a file of labels, whatever state its text is in: bundles that have published versions,
 * labels, and those versions, the newest first.
 */
export function completeLabels(scope: ScopeIndex, text: string, offset: number): Completions {
  const [place] = jsonPlaces(text, offset);
  if (!place) return NOTHING;
  const [bundle, label] = place.path.map(String);
  if (place.kind === 'key' && bundle === undefined) return bundleCompletions(scope, place);
  if (place.kind === 'key' && label === undefined) return all(labelCompletions(scope, place));
  if (place.kind === 'value' && bundle !== undefined && place.path.length === 2)
    return versionCompletions(scope, place, bundle);
  return NOTHING;
}

const NOTHING: Completions = { items: [], isIncomplete: false };

function bundleCompletions({ choices, published, labels }: ScopeIndex, place: CompletionPlace): Completions {
  const found = findNames(choices.bundle, { typed: place.typed, most: MAX_COMPLETIONS });
  const offered = found.filter((id) => published.versions(id).length > 0 && !place.siblings.has(id));
  const completion = (id: string): Completion => {
    const others = labels.named(id).map(({ label }) => label);
    const newest = published.versions(id).at(-1) ?? '';
    return keyCompletion(place, id, MAPPING, {
      detail: others.length > 0 ? others.join(', ') : l10n.t('newest published {0}', newest),
    });
  };
  return listed(offered, completion, found.length > MAX_COMPLETIONS);
}

function labelCompletions({ labels }: ScopeIndex, place: CompletionPlace): readonly Completion[] {
  const used = labels.bundles().flatMap((bundle) => labels.named(bundle).map(({ label }) => label));
  const names = [...new Set([...[...used].sort(), ...USUAL_LABELS])];
  return names
    .filter((name) => isLabelName(name) && !place.siblings.has(name))
    .map((name) => keyCompletion(place, name, VERSION, {}));
}

function versionCompletions(
  { published, labels }: ScopeIndex,
  place: CompletionPlace,
  id: string,
): Completions {
  const versions = [...published.versions(id)].reverse().filter(isSemver);
  return listed(versions, (semver) => {
    const names = labels.of({ id, semver });
    return textValue(place, semver, {
      label: semver,
      kind: 'reference',
      detail: names.length > 0 ? names.join(', ') : l10n.t('Published'),
    });
  });
}

/** Where the labels of a bundle come, and where the version of a label comes. */
const MAPPING = { text: ' {}', stops: [{ start: 2, end: 2 }], further: true };
const VERSION = { text: ' ""', stops: [{ start: 2, end: 2 }], further: true };
