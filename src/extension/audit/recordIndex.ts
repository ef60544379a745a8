import {
  matchesFilter,
  NewestRecords,
  recordsIn,
  type PlacedRecord,
  type RecordFilter,
} from '../../core/audit/listRecords.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { Platform } from '../workspace/platform.js';
import type { LogFile } from './logFiles.js';

/** A record as a list has it: without its input and its prompt, which are read again when they are asked for. */
export interface ListedRecord extends PlacedRecord {
  readonly hasPrompt: boolean;
}

/** What the logs hold. */
export interface Listing {
  /** The newest of those that the filter lets through, newest first. */
  readonly records: readonly ListedRecord[];
  /** How many the filter lets through in all. */
  readonly matching: number;
  readonly total: number;
  /** Every version that is recorded, whether the filter lets it through or not. */
  readonly versions: readonly Reference[];
}

interface KnownLog {
  readonly stamp: string;
  readonly total: number;
  readonly matching: number;
  readonly versions: ReadonlyMap<string, Reference>;
  /** Those of its records that are among the newest of all logs. */
  records: readonly ListedRecord[];
}

/**
 * Finds the newest records of all logs while it reads them, and holds no more than those. A log is read again when it has
 * changed, since a busy window writes to one of many.
 */
export class RecordIndex {
  readonly #known = new Map<string, KnownLog>();
  #reads = 0;
  #asked = '';

  constructor(private readonly platform: Pick<Platform, 'readChunks'>) {}

  /** How many times a log was read. */
  get reads(): number {
    return this.#reads;
  }

  /** Forgets what is known of the logs. */
  clear(): void {
    this.#known.clear();
  }

  /** The newest records, as many as wanted. A log that cannot be read has none: its integrity tells of it. */
  async list(logs: readonly LogFile[], filter: RecordFilter, wanted: number): Promise<Listing> {
    const asked = JSON.stringify([filter, wanted]);
    if (asked !== this.#asked) this.clear();
    this.#asked = asked;
    if (await this.#readChanged(logs, filter, wanted)) {
      // Where records were taken away, others move up that were let go before.
      this.clear();
      await this.#readChanged(logs, filter, wanted);
    }
    return this.#listing(wanted);
  }

  /** Reads the logs that have changed. True when one of them, or one that is gone, held more before. */
  async #readChanged(logs: readonly LogFile[], filter: RecordFilter, wanted: number): Promise<boolean> {
    const files = new Set(logs.map(({ file }) => file));
    let lacks = false;
    for (const [file, { matching }] of this.#known) {
      if (files.has(file)) continue;
      this.#known.delete(file);
      lacks ||= matching > 0;
    }
    for (const log of logs) {
      const before = this.#known.get(log.file);
      if (before?.stamp === log.stamp) continue;
      const now = await this.#read(log, filter, wanted);
      this.#known.set(log.file, now);
      lacks ||= before !== undefined && now.matching < before.matching;
    }
    return lacks;
  }

  async #read({ file, uri, stamp }: LogFile, filter: RecordFilter, wanted: number): Promise<KnownLog> {
    this.#reads++;
    const newest = new NewestRecords<ListedRecord>(wanted);
    const versions = new Map<string, Reference>();
    let total = 0;
    try {
      for await (const { line, record } of recordsIn(file, this.platform.readChunks(uri))) {
        total++;
        const { bundle_id: id, semver } = record;
        const name = formatReference({ id, semver });
        if (!versions.has(name)) versions.set(name, { id, semver });
        if (!matchesFilter(record, filter)) continue;
        const hasPrompt = record.rendered_prompt !== null;
        newest.add({ file, line, record: { ...record, input: null, rendered_prompt: null }, hasPrompt });
      }
    } catch {
      // What was read of it still counts.
    }
    return { stamp, total, matching: newest.count, versions, records: newest.records() };
  }

  #listing(wanted: number): Listing {
    const newest = new NewestRecords<ListedRecord>(wanted);
    const versions = new Map<string, Reference>();
    let [total, matching] = [0, 0];
    for (const known of this.#known.values()) {
      total += known.total;
      matching += known.matching;
      for (const [name, version] of known.versions) versions.set(name, version);
      for (const record of known.records) newest.add(record);
    }
    const records = newest.records();
    for (const [file, known] of this.#known) known.records = records.filter((record) => record.file === file);
    return { records, matching, total, versions: [...versions.values()].sort(byIdAndVersion) };
  }
}

/** By name, and of one name the newest version first. */
function byIdAndVersion(a: Reference, b: Reference): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return compareSemver(b.semver, a.semver);
}
