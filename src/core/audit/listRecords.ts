import { formatReference } from '../model/reference.js';
import { SLOTS } from '../model/slots.js';
import type { WrittenRecord } from './record.js';
import { LogLineReader } from './logLines.js';
import { Newest } from './newest.js';
import { readRecord } from './readRecord.js';

/** A record and where it stands. */
export interface PlacedRecord {
  /** Key or name of the log. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly record: WrittenRecord;
}

/** Which records to list; what is absent leaves none out. */
export interface RecordFilter {
  /** `bundle_id`, or `bundle_id@semver`. */
  readonly bundle?: string;
  readonly event?: string;
  /** The first digits of any hash in the record. */
  readonly hash?: string;
  /** The least and the greatest `created_at`, or their first characters: `2026-03` is all of March. */
  readonly since?: string;
  readonly until?: string;
}

/** True for a record that the filter lets through. */
export function matchesFilter(record: WrittenRecord, filter: RecordFilter): boolean {
  const { bundle, event, hash } = filter;
  const { bundle_id: id, semver } = record;
  return (
    (bundle === undefined || bundle === id || bundle === formatReference({ id, semver })) &&
    (event === undefined || event === record.event) &&
    (hash === undefined || hashesOf(record).some((one) => one.startsWith(hash.toLowerCase()))) &&
    isWithin(record.created_at, filter)
  );
}

/** True for a time between those of a filter. */
export function isWithin(time: string, { since, until }: Pick<RecordFilter, 'since' | 'until'>): boolean {
  return (
    (since === undefined || time >= since) && (until === undefined || time.slice(0, until.length) <= until)
  );
}

function hashesOf({ templates, ...record }: WrittenRecord): readonly string[] {
  const { bundle_hash, personality_hash, prompt_hash, content_hash } = record;
  return [
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    ...SLOTS.map((slot) => templates[slot].template_hash),
  ];
}

/** The records of a log, one after the other; lines that are none are passed over. */
export async function* recordsIn(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<PlacedRecord> {
  const reader = new LogLineReader();
  for await (const chunk of chunks) {
    for (const { line, text } of reader.push(chunk)) {
      const { record } = text === undefined ? { record: undefined } : readRecord(text);
      if (record) yield { file, line, record };
    }
  }
}

/** Newest first; of one time, the later line of the later file first. */
export function compareRecords(a: PlacedRecord, b: PlacedRecord): number {
  return compare(b.record.created_at, a.record.created_at) || compare(b.file, a.file) || b.line - a.line;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Holds the newest of many records. */
export class NewestRecords<Listed extends PlacedRecord = PlacedRecord> extends Newest<Listed> {
  constructor(wanted: number) {
    super(wanted, compareRecords);
  }
}
