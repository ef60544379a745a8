import { SLOTS } from '../model/slots.js';
import type { ComparedVersion, Comparison, VersionDifference } from './comparison.js';
import { excerpt } from '../text/quote.js';
import { markdownCell, markdownCode, markdownText } from '../output/markdownText.js';
import { ENGLISH } from '../text/english.js';
import { describeDifference } from './describeDifference.js';
import { DiffRoom } from './diffRoom.js';
import { noteSections } from './noteMarkdown.js';
import { describeSizeChange, sizeChange } from './sizeChange.js';

/** How many digits of a hash are shown: enough to tell versions apart. */
export const SHOWN_DIGITS = 12;

/** Names of the columns, what the prompt comes to first, and the hashes of a row in their order. */
export const HASH_COLUMNS = [
  'prompt',
  'content',
  'bundle',
  'personality',
  ...SLOTS.map((slot) => `${slot} template`),
];

export function hashesOf(version: ComparedVersion): readonly (string | null)[] {
  const { bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes } = version;
  return [
    prompt_hash,
    content_hash,
    bundle_hash,
    personality_hash,
    ...SLOTS.map((slot) => template_hashes?.[slot] ?? null),
  ];
}

/** Names of the hashes that two rows do not have in common. */
export function differingHashes({ fromVersion, toVersion }: VersionDifference): readonly string[] {
  const [from, to] = [hashesOf(fromVersion), hashesOf(toVersion)];
  return HASH_COLUMNS.filter((_name, column) => from[column] !== to[column]);
}

/** What is known of versions beside their prompts and hashes. */
export interface Known {
  /** How the tokens changed, as a sentence in English; none where that is not known. */
  readonly tokensOf?: (difference: VersionDifference) => string;
  /** The labels of a published version. */
  readonly labelsOf?: (semver: string) => readonly string[];
  /** The change notes of published versions, by the version. */
  readonly notes?: ReadonlyMap<string, string>;
}

/**
 * A comparison for a pull request, in English, since all its readers see the same: why the prompts differ, the diffs of the prompts, the table of hashes, in which one that the
 * row above does not have is bold, with labels where there are some, and the change notes of its published versions.
 */
export function comparisonMarkdown(
  { bundle_id, versions, differences }: Comparison,
  { tokensOf = () => '', labelsOf = () => [], notes = new Map() }: Known = {},
): string {
  const published = versions.filter(({ sources }) => sources.includes('published'));
  const shown = new Map(
    published.flatMap(({ semver }) => {
      const note = notes.get(semver);
      return note === undefined ? [] : [[semver, note]];
    }),
  );
  const sentences = differences.map((one) => {
    const words = [sentenceOf(one), tokensOf(one)].filter(Boolean).join(' ');
    return `- ${nameOf(one)}: ${markdownText(words)}\n`;
  });
  return [
    `### ${markdownText(excerpt(bundle_id))}\n`,
    ...(sentences.length > 0 ? [sentences.join('')] : []),
    ...diffBlocks(differences),
    `${tableLines(versions, labelsOf).join('\n')}\n`,
    ...noteSections(shown),
  ].join('\n');
}

/** Why two prompts differ, and by how much, in English. */
export function sentenceOf({ fromVersion, toVersion }: VersionDifference): string {
  const [from, to] = [promptOf(fromVersion), promptOf(toVersion)];
  const isSame = from === undefined || to === undefined || from === to;
  const size = isSame ? '' : describeSizeChange(sizeChange(from, to), ENGLISH);
  return `${describeDifference(fromVersion, toVersion, ENGLISH)} ${size}`.trim();
}

function tableLines(
  versions: readonly ComparedVersion[],
  labelsOf: (semver: string) => readonly string[],
): readonly string[] {
  const labels = versions.map(({ semver, sources }) =>
    sources.includes('published') ? labelsOf(semver) : [],
  );
  const isLabelled = labels.some((one) => one.length > 0);
  const head = ['version', ...(isLabelled ? ['labels'] : []), 'source', ...HASH_COLUMNS];
  const body = versions.map((version, i) => {
    const above = versions[i - 1];
    const before = above && hashesOf(above);
    const cells = hashesOf(version).map((hash, column) => {
      if (hash === null) return '—';
      const shown = markdownCode(hash.slice(0, SHOWN_DIGITS));
      return before && before[column] !== hash ? `**${shown}**` : shown;
    });
    const names = isLabelled ? [markdownCell((labels[i] ?? []).map((one) => excerpt(one)).join(', '))] : [];
    return [markdownCell(excerpt(version.semver)), ...names, version.sources.join(', '), ...cells];
  });
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
}

/** What differs between the prompts, as far as there is room for it; what is left out is told. */
function diffBlocks(differences: readonly VersionDifference[]): readonly string[] {
  const room = new DiffRoom();
  return differences.flatMap((one) => {
    const [from, to] = [promptOf(one.fromVersion), promptOf(one.toVersion)];
    const block = from === undefined || to === undefined ? [] : room.diff(from, to);
    return block.length > 0 && differences.length > 1 ? [`#### ${nameOf(one)}\n`, ...block] : block;
  });
}

function promptOf({ rendered }: ComparedVersion): string | undefined {
  return rendered.render?.rendered_prompt;
}

function nameOf(difference: VersionDifference): string {
  return differenceNames(difference).map(markdownText).join(' → ');
}

/** What the two rows of a difference are called: by their versions, and by their sources where those are the same. */
export function differenceNames({ fromVersion, toVersion }: VersionDifference): readonly [string, string] {
  const isOne = fromVersion.semver === toVersion.semver;
  const name = ({ semver, source, revision, registry }: ComparedVersion): string => {
    const which = revision ?? (registry === undefined ? '' : excerpt(registry));
    return isOne ? `${excerpt(semver)} (${which === '' ? source : `${source} ${which}`})` : excerpt(semver);
  };
  return [name(fromVersion), name(toVersion)];
}
