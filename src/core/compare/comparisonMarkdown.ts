import { SLOTS } from '../model/slots.js';
import type { ComparedVersion, Comparison, VersionDifference } from './comparison.js';
import { excerpt } from '../text/quote.js';
import { markdownCell, markdownCode, markdownText } from '../output/markdownText.js';

/** How many digits of a hash are shown: enough to tell versions apart. */
export const SHOWN_DIGITS = 12;

/** Names of the columns, and the hashes of a row in their order. */
export const HASH_COLUMNS = [
  'bundle',
  'personality',
  'prompt',
  'content',
  ...SLOTS.map((slot) => `${slot} template`),
];

export function hashesOf(version: ComparedVersion): readonly (string | null)[] {
  const { bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes } = version;
  return [
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    ...SLOTS.map((slot) => template_hashes?.[slot] ?? null),
  ];
}

/** The table and the sentences as Markdown, for a pull request. A hash that the row above does not have is bold. */
export function comparisonMarkdown({ bundle_id, versions, differences }: Comparison): string {
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
  const table = [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
  const lines = differences.map((one) => {
    const names = differenceNames(one).map(markdownText).join(' → ');
    return `- ${names}: ${markdownText(one.summary)}`;
  });
  return `### ${markdownText(excerpt(bundle_id))}\n\n${table.join('\n')}\n${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}`;
}

/** What the two rows of a difference are called: by their versions, and by their sources where those are the same. */
export function differenceNames({ fromVersion, toVersion }: VersionDifference): readonly [string, string] {
  const isOne = fromVersion.semver === toVersion.semver;
  const name = ({ semver, source, revision = '' }: ComparedVersion): string =>
    isOne ? `${excerpt(semver)} (${revision === '' ? source : `${source} ${revision}`})` : excerpt(semver);
  return [name(fromVersion), name(toVersion)];
}
