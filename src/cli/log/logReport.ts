import { markdownText } from '../../core/output/markdownText.js';
import { excerpt } from '../../core/text/quote.js';
import type { LoggedVersion } from '../../language/index.js';
import { noteMarkdown } from '../../core/compare/noteMarkdown.js';
import { slotLines } from '../publishedChanges.js';

/** A published version, and what is known of it beside its content. */
export interface LogEntry extends LoggedVersion {
  /** The day it was first committed, where git knows it. */
  readonly date: string | undefined;
  readonly labels: readonly string[];
  readonly note: string | undefined;
}

/** A line for each version with what it changes below, for people. */
export function logLines(entries: readonly LogEntry[]): readonly string[] {
  return entries.flatMap((entry, i) => [
    ...(i === 0 ? [] : ['']),
    [excerpt(entry.snapshot.bundle.semver), ...aside(entry)].join('  '),
    ...(entry.note?.split('\n') ?? changes(entry)).map((line) => `  ${line}`.trimEnd()),
  ]);
}

/** The same as a changelog. */
export function logMarkdown(id: string, entries: readonly LogEntry[]): string {
  const sections = entries.map((entry) => {
    const { note, snapshot } = entry;
    const told = aside(entry).map(markdownText);
    return [
      `## ${markdownText(excerpt(snapshot.bundle.semver))}\n`,
      ...(told.length === 0 ? [] : [`${told.join(' · ')}\n`]),
      note === undefined
        ? changes(entry)
            .map((line) => `- ${markdownText(line)}\n`)
            .join('')
        : noteMarkdown(note),
    ].join('\n');
  });
  return [`# ${markdownText(excerpt(id))}\n`, ...sections].join('\n');
}

/** The same for programs. */
export function logJson(id: string, entries: readonly LogEntry[]): object {
  return {
    bundle_id: id,
    versions: entries.map(({ snapshot, difference, date, labels, note }) => ({
      semver: snapshot.bundle.semver,
      date: date ?? null,
      labels,
      note: note ?? null,
      content_hash: snapshot.content_hash,
      since: difference?.from.bundle.semver ?? null,
      level: difference?.advice.level ?? null,
      reason: difference?.advice.reason ?? null,
      asks_for: difference?.advised ?? null,
      changes: difference ? [difference.summary, ...slotLines(difference)] : [],
    })),
  };
}

/** What stands beside the number of a version: its day, its labels, how much it changes. */
function aside({ date, labels, difference }: LogEntry): readonly string[] {
  return [
    ...(date === undefined ? [] : [date]),
    ...(labels.length === 0 ? [] : [labels.join(', ')]),
    ...(difference ? [difference.advice.level === 'none' ? 'no change' : difference.advice.level] : []),
  ];
}

/** What a version without a note changes. */
function changes({ difference }: LogEntry): readonly string[] {
  if (!difference) return ['The first version that is published here.'];
  return [`Since ${excerpt(difference.from.bundle.semver)}: ${difference.summary}`, ...slotLines(difference)];
}
