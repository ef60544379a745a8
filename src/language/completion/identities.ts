import * as l10n from '@vscode/l10n';
import { nextVersion, TakenVersions } from '../../core/versions/nextVersion.js';
import { starterFile } from '../fixes/documents/starter.js';
import type { DefiningKind } from '../scopes/scopeIndex.js';
import { listed, MAX_COMPLETIONS, type AskedAt, type Completion, type Completions } from './completion.js';
import { findNames } from './findNames.js';
import { versionsOf } from './versionsOf.js';
import { textValue } from './writeValue.js';

/** What a template or a bundle may call itself: as its file's name says, or as another version of it. */
export function idCompletions(asked: AskedAt, kind: DefiningKind): Completions {
  const { scope, place } = asked;
  const own = tellsItself(asked, `${kind}_id`);
  const found = findNames(scope.choices[kind], { typed: place.typed, most: MAX_COMPLETIONS + 2 });
  const others = found.filter((id) => id !== own && id !== ownId(asked, kind));
  const detail =
    kind === 'bundle' ? l10n.t('Another version of this bundle') : l10n.t('Another version of this template');
  const { items, isIncomplete } = listed(others, (id) => textValue(place, id, { label: id, detail }));
  return {
    items: [textValue(place, own, { label: own, detail: l10n.t('From the file’s name') }), ...items],
    isIncomplete,
  };
}

/** What the file calls itself so far, where no other does: half of an id, while it is being written. */
function ownId({ scope, file }: AskedAt, kind: DefiningKind): string | undefined {
  const id = scope.get(file)?.identity?.name.id;
  return id !== undefined && scope.filesOfId(kind, id).length === 1 ? id : undefined;
}

/** What a new version may be, by what it promises. */
const LEVELS = ['patch', 'minor', 'major'] as const;

function levelText(level: (typeof LEVELS)[number]): string {
  switch (level) {
    case 'patch':
      return l10n.t('Next patch version');
    case 'minor':
      return l10n.t('Next minor version');
    case 'major':
      return l10n.t('Next major version');
  }
}

/** The versions that may come next of what the file calls itself, and the one that its name tells. */
export function semverCompletions(asked: AskedAt, kind: DefiningKind): Completion[] {
  const { scope, place } = asked;
  const id = place.siblings.get(`${kind}_id`);
  const taken = id === undefined ? [] : versionsOf(scope, kind, id);
  const newest = taken.at(-1);
  const all = new TakenVersions(taken);
  const named = tellsItself(asked, 'semver');
  const offered = new Map<string, string>(
    taken.includes(named) ? [] : [[named, l10n.t('From the file’s name')]],
  );
  for (const level of newest === undefined ? [] : LEVELS) {
    const next = nextVersion(newest ?? '', level, all);
    if (!offered.has(next)) offered.set(next, levelText(level));
  }
  return [...offered].map(([semver, detail]) => textValue(place, semver, { label: semver, detail }));
}

/** What the file's name says of a key. */
function tellsItself({ type, fileName }: AskedAt, key: string): string {
  const value = starterFile(type.kind, fileName).get(key);
  return typeof value === 'string' ? value : '';
}
