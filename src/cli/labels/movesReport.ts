import type { Snapshot } from '../../core/published/snapshot.js';
import { SHOWN_DIGITS } from '../../core/compare/comparisonMarkdown.js';
import { SLOTS } from '../../core/model/slots.js';
import { quote } from '../../core/text/quote.js';
import { adviceSentence, type LabelMove, type PublishedDifference } from '../../language/index.js';
import { noteLines } from '../notes/noteLines.js';
import { slotLines } from '../publishedChanges.js';

/** A label that is moved, and what the report calls it. */
export interface ReportedMove extends LabelMove {
  readonly title: string;
  /** The change notes of what comes in by it, by the version, newest first. */
  readonly notes: ReadonlyMap<string, string>;
}

/** What a report says where no label was moved. */
export const NOTHING_MOVED = 'No label is moved.';

/** A line for each label, with what it changes below, for people. */
export function movesLines(moves: readonly ReportedMove[]): readonly string[] {
  if (moves.length === 0) return [NOTHING_MOVED];
  return moves.flatMap((move) => {
    const { title, difference } = move;
    const hashes = difference ? differingContents(difference) : [];
    return [
      title,
      ...[
        ...kindSentences(move),
        ...(difference ? [difference.summary, ...slotLines(difference), ...adviceSentence(difference)] : []),
        ...hashes.map(({ name, from, to }) => `${name}: ${shown(from)} → ${shown(to)}`),
        ...noteLines(move.notes),
      ].map((line) => `  ${line}`),
    ];
  });
}

/** What becomes of a label, where its versions do not say it themselves, and what stands in the way of saying more. */
export function kindSentences({ kind, label, from = '', to = '', problem }: LabelMove): readonly string[] {
  const what = label === undefined ? 'It' : quote(label);
  const said = {
    new: [`${what} is new.`],
    removed: [`${what} is removed. What renders by it will be refused.`],
    downgrade: [`Downgrade: ${what} goes back from ${from} to ${to}.`],
    same: [],
    upgrade: [],
  }[kind];
  return [...said, ...(problem === undefined ? [] : [problem])];
}

/** A hash that two versions do not have in common. */
export interface DifferingContent {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The hashes of the contents that differ, of the whole first. */
export function differingContents({ from, to }: PublishedDifference): readonly DifferingContent[] {
  const all = (snapshot: Snapshot): readonly (readonly [string, string])[] => [
    ['content', snapshot.content_hash],
    ...SLOTS.map((slot) => [`${slot} template`, snapshot.parts[slot].template_hash] as const),
  ];
  const after = new Map(all(to));
  return all(from).flatMap(([name, hash]) => {
    const other = after.get(name) ?? '';
    return other === hash ? [] : [{ name, from: hash, to: other }];
  });
}

/** As many digits of a hash as tell versions apart. */
export function shown(hash: string): string {
  return hash.slice(0, SHOWN_DIGITS);
}

/** The same for programs. */
export function movesJson(moves: readonly ReportedMove[]): object {
  return {
    labels: moves.map(({ bundle, label, from, to, kind, problem, difference, notes }) => ({
      bundle_id: bundle,
      label: label ?? null,
      from: from ?? null,
      to: to ?? null,
      change: kind,
      ...(problem !== undefined && { problem }),
      ...(difference && differenceJson(difference)),
      notes: Array.from(notes, ([semver, note]) => ({ semver, note })),
    })),
  };
}

function differenceJson(difference: PublishedDifference): object {
  const { summary, slots, advice, advised } = difference;
  return {
    summary,
    slots: slots.map(({ slot, changes, advice: { level, reason } }) => ({
      slot,
      changes: changes.map((change) => change.summary),
      level,
      reason,
    })),
    advice: { ...advice, asks_for: advised ?? null },
    hashes: differingContents(difference),
  };
}
