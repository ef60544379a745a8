import * as l10n from '@vscode/l10n';
import { compareSemver } from '../../core/model/semver.js';
import type { AgesMessage, DatedSentence, ShownRevision } from '../protocol.js';
import { revisionInWords } from './revisionWords.js';

/** How many looks there are for ages: the first for what is in no commit or version yet, the last for the oldest. */
export const LEVELS = 6;

const DAY = 24 * 60 * 60_000;
/** What is younger than each number of days has the level of its place; the last one holds what is older. */
const BY_DATE = [
  { days: 0, words: () => l10n.t('Not committed yet') },
  { days: 1, words: () => l10n.t('Past day') },
  { days: 7, words: () => l10n.t('Past week') },
  { days: 30, words: () => l10n.t('Past month') },
  { days: 365, words: () => l10n.t('Past year') },
  { days: Infinity, words: () => l10n.t({ message: 'Older', comment: ['An age: before all others'] }) },
] as const;

/** A sentence with the level of its age. */
export interface AgedSentence extends DatedSentence {
  /** From 0 to `LEVELS - 1`; `undefined` where nothing is known of its age. */
  readonly level: number | undefined;
  /** The larger, the newer. */
  readonly rank: number;
  readonly words: string;
}

/** The ages of a prompt's sentences, in order, and what each level that occurs is called. */
export interface AgeScheme {
  readonly sentences: readonly AgedSentence[];
  readonly levels: ReadonlyMap<number, string>;
}

/** Ages go by the date of commits, or by versions where no commit is known. */
export function ageScheme(message: AgesMessage, now: number): AgeScheme {
  const isByDate = message.revisions.some(({ kind }) => kind !== 'version');
  return isByDate ? byDate(message, now) : byVersion(message);
}

function byDate({ sentences, revisions }: AgesMessage, now: number): AgeScheme {
  const known = revisions.map((revision) => {
    const rank = rankOf(revision, now);
    const level = BY_DATE.findIndex(({ days }) => now - rank < days * DAY);
    return { rank, level: rank === Infinity ? 0 : Math.max(level, 1), words: revisionInWords(revision, now) };
  });
  const aged = sentences.map((sentence): AgedSentence => {
    const found = sentence.revision === null ? undefined : known[sentence.revision];
    return { ...sentence, ...(found ?? UNKNOWN) };
  });
  const levels = new Set(aged.flatMap(({ level }) => level ?? []));
  return {
    sentences: aged,
    levels: new Map(
      BY_DATE.flatMap(({ words }, level) => (levels.has(level) ? [[level, words()] as const] : [])),
    ),
  };
}

/** When it was changed, in milliseconds; what has no date is new. */
function rankOf(revision: ShownRevision, now: number): number {
  if (revision.kind !== 'commit') return Infinity;
  const time = Date.parse(revision.date);
  return Number.isNaN(time) ? -Infinity : Math.min(time, now);
}

function byVersion({ sentences, revisions }: AgesMessage): AgeScheme {
  const versionOf = ({ revision, firstVersion }: DatedSentence): string | null => {
    const changed = revision === null ? undefined : revisions[revision];
    return changed?.kind === 'version' ? changed.semver : firstVersion;
  };
  const versions = [...new Set(sentences.flatMap((sentence) => versionOf(sentence) ?? []))]
    .sort(compareSemver)
    .reverse();
  const levelOf = (version: string): number => Math.min(versions.indexOf(version) + 1, LEVELS - 1);
  const unpublished = l10n.t('In no published version');
  const aged = sentences.map((sentence): AgedSentence => {
    const version = versionOf(sentence);
    return version === null
      ? { ...sentence, level: 0, rank: Infinity, words: unpublished }
      : {
          ...sentence,
          level: levelOf(version),
          rank: -versions.indexOf(version),
          words: l10n.t('Since version {0}', version),
        };
  });
  const levels = new Map<number, string>(aged.some(({ level }) => level === 0) ? [[0, unpublished]] : []);
  for (const version of versions) {
    const level = levelOf(version);
    levels.set(level, levels.has(level) ? l10n.t('{0} and older', versions[LEVELS - 2] ?? version) : version);
  }
  return { sentences: aged, levels };
}

const UNKNOWN = { level: undefined, rank: -Infinity, words: '' };
