import { DiffRoom } from '../../core/compare/diffRoom.js';
import { SLOTS } from '../../core/model/slots.js';
import { markdownCell, markdownCode, markdownText } from '../../core/output/markdownText.js';
import { adviceSentence, type LabelMove, type PublishedDifference } from '../../language/index.js';
import { noteSections } from '../../core/compare/noteMarkdown.js';
import { slotLines } from '../publishedChanges.js';
import { differingContents, kindSentences, NOTHING_MOVED, shown, type ReportedMove } from './movesReport.js';

/** What moving labels changes, for a pull request: all at a glance, then each with its diffs. */
export function movesMarkdown(moves: readonly ReportedMove[]): string {
  if (moves.length === 0) return `### Labels\n\n${NOTHING_MOVED}\n`;
  const room = new DiffRoom();
  return [
    '### Labels\n',
    ...tableOf(moves),
    ...moves.flatMap((move) => [`#### ${markdownText(move.title)}\n`, ...moveBlocks(move, room)]),
  ].join('\n');
}

/** A row for each label; two versions that are compared by name need none. */
function tableOf(moves: readonly LabelMove[]): readonly string[] {
  const rows = moves.flatMap(({ bundle, label, from, to, kind, difference }) => {
    if (label === undefined) return [];
    const level = difference?.advice.level;
    const change = kind === 'downgrade' ? '**downgrade**' : kind;
    return [
      [
        markdownCell(bundle),
        markdownCell(label),
        versionCell(from),
        versionCell(to),
        level === undefined ? change : `${change}, ${level === 'none' ? 'no change' : level}`,
      ],
    ];
  });
  if (rows.length === 0) return [];
  const lines = [['bundle', 'label', 'from', 'to', 'change'], Array<string>(5).fill('---'), ...rows];
  return [`${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`];
}

function versionCell(semver: string | undefined): string {
  return semver === undefined ? '—' : markdownCell(semver);
}

function moveBlocks(move: ReportedMove, room: DiffRoom): readonly string[] {
  const { kind, difference } = move;
  const sentences = kindSentences(move).map((sentence) =>
    kind === 'downgrade' ? `**${markdownText(sentence)}**` : markdownText(sentence),
  );
  const blocks = sentences.map((sentence) => `${sentence}\n`);
  return [...blocks, ...(difference ? differenceBlocks(difference, room) : []), ...noteSections(move.notes)];
}

function differenceBlocks(difference: PublishedDifference, room: DiffRoom): readonly string[] {
  const { from, to, summary } = difference;
  const items = [...slotLines(difference), ...adviceSentence(difference)];
  const diffs = SLOTS.flatMap((slot) => {
    const [was, is] = [from, to].map(({ parts }) => parts[slot].template.content);
    const blocks = room.diff(was ?? '', is ?? '');
    return blocks.length === 0 ? [] : [`${slot}:\n`, ...blocks];
  });
  return [
    `${markdownText(summary)}\n`,
    ...(items.length === 0 ? [] : [items.map((item) => `- ${markdownText(item)}\n`).join('')]),
    ...diffs,
    ...hashTable(difference),
  ];
}

function hashTable(difference: PublishedDifference): readonly string[] {
  const rows = differingContents(difference).map(
    ({ name, from, to }) => `| ${name} | ${markdownCode(shown(from))} | ${markdownCode(shown(to))} |\n`,
  );
  const [before, after] = [difference.from, difference.to].map(({ bundle }) => markdownCell(bundle.semver));
  return rows.length === 0
    ? []
    : [`| hash | ${before ?? ''} | ${after ?? ''} |\n| --- | --- | --- |\n${rows.join('')}`];
}
