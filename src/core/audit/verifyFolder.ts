import * as l10n from '@vscode/l10n';
import type { Hashing } from '../hashing.js';
import type { Anchor } from './anchor.js';
import { groupLogs } from './files.js';
import { goneLogs, verifyFiles, type BrokenPlace, type VerifiedLog } from './verifyFiles.js';

/** What became of all logs of a folder; files go by their names in it. */
export interface FolderReport {
  readonly logs: readonly VerifiedLog[];
  /** Files whose last line is torn. */
  readonly torn: readonly string[];
  /** What is not as it was written. */
  readonly broken: readonly BrokenPlace[];
  /** What is whole in itself, and not as it was anchored. */
  readonly unanchored: readonly BrokenPlace[];
}

/** Verifies every log of a folder, one after the other, and holds them against an anchor where there is one. */
export async function verifyFolder(
  names: readonly string[],
  read: (name: string) => AsyncIterable<Uint8Array>,
  hashing: Hashing,
  anchor?: Anchor,
): Promise<FolderReport> {
  const groups = groupLogs(names);
  const anchored = new Map(anchor?.logs.map((log) => [log.name, log]));
  const logs: VerifiedLog[] = [];
  for (const group of groups) logs.push(await verifyFiles(group, read, hashing, anchored.get(group.name)));
  return {
    logs,
    torn: logs.flatMap(({ torn }) => (torn ? [torn.file] : [])),
    broken: logs.flatMap(({ broken }) => broken),
    unanchored: [
      ...logs.flatMap(({ unanchored }) => unanchored ?? []),
      ...(anchor ? goneLogs(anchor, groups) : []),
    ],
  };
}

/** How much is anchored, and how many of the logs are as they were. */
export interface AnchorSummary {
  readonly logs: number;
  readonly lines: number;
  readonly intact: number;
}

/** Counts what an anchor has, and what of it a report found as it was. */
export function anchorSummary({ logs }: Anchor, report?: FolderReport): AnchorSummary {
  const lines = logs.reduce((sum, log) => sum + log.lines, 0);
  const intact = report?.logs.filter(({ isAnchored }) => isAnchored).length ?? 0;
  return { logs: logs.length, lines, intact };
}

/** What a summary comes to, for people; `name` is what the anchor is called. */
export function anchorSentence(name: string, { logs, lines, intact }: AnchorSummary): string {
  const changed = logs - intact;
  const what = amount({ logs, lines });
  if (changed === 0) return l10n.t('{0} anchors {1}: all are as they were.', name, what);
  return changed === 1
    ? l10n.t('{0} anchors {1}: 1 of the logs is not as it was anchored.', name, what)
    : l10n.t('{0} anchors {1}: {2} of the logs are not as they were anchored.', name, what, changed);
}

/** `2 lines in 1 log` */
export function amount({ logs, lines }: Pick<AnchorSummary, 'logs' | 'lines'>): string {
  if (logs === 1) return lines === 1 ? l10n.t('1 line in 1 log') : l10n.t('{0} lines in 1 log', lines);
  return lines === 1 ? l10n.t('1 line in {0} logs', logs) : l10n.t('{0} lines in {1} logs', lines, logs);
}
