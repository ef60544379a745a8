import { SLOTS } from '../model/slots.js';
import type { ComparedVersion, Comparison, VersionDifference } from './comparison.js';
import { severalLines } from '../text/oneLine.js';
import { counted, excerpt, shorten } from '../text/quote.js';
import { markdownBlock, markdownCell, markdownCode, markdownText } from '../output/markdownText.js';
import { describeSizeChange, sizeChange } from './sizeChange.js';
import { unifiedDiff } from './unifiedDiff.js';

/** How many digits of a hash are shown: enough to tell versions apart. */
export const SHOWN_DIGITS = 12;

/** The most characters of all diffs together: a pull request takes 32,768 where it takes least, with what else is told. */
const MAX_DIFF_LENGTH = 24_000;
/** A line is not begun in less room than this. */
const LEAST_CUT = 80;

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

/**
 * A comparison for a pull request: why the prompts differ, the diffs of the prompts, and the table of hashes, in which one
 * that the row above does not have is bold. `tokensOf` tells how the tokens changed, where that is known.
 */
export function comparisonMarkdown(
  { bundle_id, versions, differences }: Comparison,
  tokensOf: (difference: VersionDifference) => string = () => '',
): string {
  const sentences = differences.map((one) => {
    const words = [sentenceOf(one), tokensOf(one)].filter(Boolean).join(' ');
    return `- ${nameOf(one)}: ${markdownText(words)}\n`;
  });
  return [
    `### ${markdownText(excerpt(bundle_id))}\n`,
    ...(sentences.length > 0 ? [sentences.join('')] : []),
    ...diffBlocks(differences),
    `${tableLines(versions).join('\n')}\n`,
  ].join('\n');
}

/** Why two prompts differ, and by how much. */
export function sentenceOf({ fromVersion, toVersion, summary }: VersionDifference): string {
  const [from, to] = [promptOf(fromVersion), promptOf(toVersion)];
  const isSame = from === undefined || to === undefined || from === to;
  const size = isSame ? '' : describeSizeChange(sizeChange(from, to));
  return `${summary} ${size}`.trim();
}

function tableLines(versions: readonly ComparedVersion[]): readonly string[] {
  const head = ['version', 'source', ...HASH_COLUMNS];
  const body = versions.map((version, i) => {
    const above = versions[i - 1];
    const before = above && hashesOf(above);
    const cells = hashesOf(version).map((hash, column) => {
      if (hash === null) return '—';
      const shown = markdownCode(hash.slice(0, SHOWN_DIGITS));
      return before && before[column] !== hash ? `**${shown}**` : shown;
    });
    return [markdownCell(excerpt(version.semver)), version.sources.join(', '), ...cells];
  });
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
}

/** What differs between the prompts, as far as there is room for it; what is left out is told. */
function diffBlocks(differences: readonly VersionDifference[]): readonly string[] {
  let room = MAX_DIFF_LENGTH;
  return differences.flatMap((one) => {
    const [from, to] = [promptOf(one.fromVersion), promptOf(one.toVersion)];
    const lines = from === undefined || to === undefined ? [] : unifiedDiff(from, to).map(severalLines);
    if (lines.length === 0) return [];
    const { shown, left } = linesWithin(lines, room);
    room -= shown.length;
    return [
      ...(differences.length > 1 ? [`#### ${nameOf(one)}\n`] : []),
      ...(shown === '' ? [] : [markdownBlock(shown, 'diff')]),
      ...(left > 0
        ? [
            `${counted(left)} of ${counted(lines.length)} lines of this diff are left out, to fit into a pull request.\n`,
          ]
        : []),
    ];
  });
}

/** The first lines of so many characters, the last of them cut where it has no room, and how many are not whole. */
function linesWithin(
  lines: readonly string[],
  room: number,
): { readonly shown: string; readonly left: number } {
  let length = -1;
  const whole = lines.findIndex((line) => (length += line.length + 1) > room);
  if (whole < 0) return { shown: lines.join('\n'), left: 0 };
  const shown = lines.slice(0, whole);
  const rest = room - shown.join('\n').length - 2;
  const cut = rest >= LEAST_CUT ? [shorten(lines[whole] ?? '', rest)] : [];
  return { shown: [...shown, ...cut].join('\n'), left: lines.length - whole };
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
