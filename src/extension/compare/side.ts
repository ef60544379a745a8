import { l10n, Uri } from 'vscode';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import { excerpt } from '../../core/text/quote.js';
import { documentPath } from '../output/editors.js';

/** Scheme of the documents of a comparison. */
export const COMPARE_SCHEME = 'prompt-bundles-compare';

/**
 * Where a version is: a file as its editor shows it, as it is stored, as it was published, as a registry has it, or as a
 * revision has it.
 */
export type PlaceName =
  | { readonly kind: 'workspace' | 'saved' | 'published' }
  | { readonly kind: 'registry'; readonly registry: string }
  | { readonly kind: 'git'; readonly revision: string };

/** One side of a comparison: a version at a place, rendered with an input. */
export interface Side {
  readonly folder: string;
  readonly bundleId: string;
  readonly semver: string;
  readonly place: PlaceName;
  /** URI of an input, a draft's name, or an empty text for none. */
  readonly input: string;
}

/** What a document shows: a side, as a whole or one section of it. */
export interface ShownSide extends Side {
  readonly slot: Slot | null;
}

/** How many digits of a revision tell it from others. */
const REVISION_DIGITS = 7;

/** The words for places of which there is one. */
export const PLACE_NAMES: Readonly<Record<Exclude<PlaceName['kind'], 'git'>, () => string>> = {
  workspace: () => l10n.t({ message: 'workspace', comment: ['Where a version is'] }),
  saved: () => l10n.t({ message: 'saved', comment: ['Where a version is: in its files as they are stored'] }),
  published: () =>
    l10n.t({ message: 'published', comment: ['Where a version is: among the published ones'] }),
  registry: () => l10n.t({ message: 'registry', comment: ['Where a version is'] }),
};

/** A revision for people. */
export function shortRevision(hash: string): string {
  return hash.slice(0, REVISION_DIGITS);
}

/** The same with what knows it. */
export function gitRevision(hash: string): string {
  return l10n.t('git {0}', shortRevision(hash));
}

/** A side in words: "1.2.0 (published)". */
export function sideName({ semver, place }: Pick<Side, 'semver' | 'place'>): string {
  return `${semver} (${placeName(place)})`;
}

/** The address of a document: all that it shows is in it, so that it can be made at any time. */
export function sideUri({ folder, bundleId, semver, place, input, slot }: ShownSide): Uri {
  const name = `${bundleId}@${semver} ${placeName(place)}${slot ? ` ${slot}` : ''}`;
  return Uri.from({
    scheme: COMPARE_SCHEME,
    path: documentPath('rendered', `${name}.txt`),
    query: JSON.stringify([folder, bundleId, semver, place.kind, whichOf(place), input, slot]),
  });
}

/** What a document shows by its address, or `undefined` when it is of another form. */
export function readSideUri(uri: Uri): ShownSide | undefined {
  const fields = readList(uri.query);
  const [folder, bundleId, semver, kind, which, input, slot] = fields;
  const isRight = [folder, bundleId, semver, which, input].every((field) => typeof field === 'string');
  const place = isRight && readPlace(kind, which as string);
  const known = SLOTS.find((one) => one === slot) ?? null;
  if (!place || known !== slot) return undefined;
  return {
    folder: folder as string,
    bundleId: bundleId as string,
    semver: semver as string,
    place,
    input: input as string,
    slot: known,
  };
}

function readList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function readPlace(kind: unknown, which: string): PlaceName | undefined {
  switch (kind) {
    case 'workspace':
    case 'saved':
    case 'published':
      return { kind };
    case 'registry':
      return which === '' ? undefined : { kind, registry: which };
    default:
      return kind === 'git' && /^[0-9a-f]{7,64}$/.test(which) ? { kind, revision: which } : undefined;
  }
}

/** Which revision, or which registry. */
function whichOf(place: PlaceName): string {
  if (place.kind === 'git') return place.revision;
  return place.kind === 'registry' ? place.registry : '';
}

function placeName(place: PlaceName): string {
  if (place.kind === 'git') return gitRevision(place.revision);
  return place.kind === 'registry' ? registryName(place.registry) : PLACE_NAMES[place.kind]();
}

/** A registry as a place of versions. */
export function registryName(registry: string): string {
  return l10n.t('registry {0}', excerpt(registry));
}
