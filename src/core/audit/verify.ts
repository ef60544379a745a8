import type { Hashing } from '../hashing.js';
import { LogLineReader, type LogLine } from './logLines.js';
import { readRecord } from './readRecord.js';
import type { WrittenRecord } from './record.js';

/** A line that is not as it was written. */
export interface BrokenLine {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

/** What became of one log. */
export interface LogReport {
  /** Lines that are whole records, broken chains included. */
  readonly records: number;
  /** 1 when the last line has no line break: its writer was stopped while writing it. It is skipped. */
  readonly torn: number;
  /** In order of line. */
  readonly broken: readonly BrokenLine[];
}

/** More broken lines than this of one log are counted, not listed. */
const MAX_BROKEN = 1000;

/** Verifies one log while it is read; the memory it takes depends on no length but that of the longest line. */
export async function verifyLog(chunks: AsyncIterable<Uint8Array>, hashing: Hashing): Promise<LogReport> {
  const reader = new LogLineReader();
  const verifier = new LogVerifier(hashing);
  for await (const chunk of chunks) for (const line of reader.push(chunk)) verifier.take(line);
  const last = reader.end();
  if (last) verifier.take(last);
  return verifier.report();
}

interface Link {
  readonly line: number;
  /** SHA-256 of the line; `undefined` when it has no text. */
  readonly hash: string | undefined;
  /** The line is told to be broken, so nothing that follows from it is told again. */
  readonly isBroken: boolean;
}

const CHANGED =
  'The line after this one does not carry its hash: this line was changed, or lines between the two were added or removed.';

class LogVerifier {
  readonly #broken: BrokenLine[] = [];
  #records = 0;
  #torn = 0;
  #unlisted = 0;
  #last: Link | undefined;
  /** A line that the one after it does not carry the hash of: which of the two was changed, the next link tells. */
  #suspect: number | undefined;

  constructor(private readonly hashing: Hashing) {}

  take({ line, text, reason, torn }: LogLine): void {
    if (torn) {
      this.#torn++;
      return;
    }
    const read = text === undefined ? { reason: reason ?? '' } : readRecord(text);
    const own = read.record ? this.#ownReason(read.record) : read.reason;
    if (read.record) this.#records++;
    if (own !== undefined) this.#tell(line, own);
    const blamed = this.#follow(line, read.record?.previous, own !== undefined);
    const hash = text === undefined ? undefined : this.hashing.sha256(text);
    this.#last = { line, hash, isBroken: own !== undefined || blamed };
  }

  report(): LogReport {
    if (this.#suspect !== undefined) this.#tell(this.#suspect, CHANGED);
    this.#suspect = undefined;
    const broken = [...this.#broken].sort((a, b) => a.line - b.line);
    if (this.#unlisted > 0) {
      const reason = `${this.#unlisted} more lines are broken from here on or before.`;
      broken.push({ line: this.#last?.line ?? 0, reason });
    }
    return { records: this.#records, torn: this.#torn, broken };
  }

  /** Holds a line against the one before it. True when the line is told to be broken for it. */
  #follow(line: number, previous: string | null | undefined, isBroken: boolean): boolean {
    const last = this.#last;
    const suspect = this.#suspect;
    this.#suspect = undefined;
    const matches = previous === (last ? last.hash : null);
    if (suspect !== undefined && last) {
      // Of two links in a row that do not hold, the line between them is the one to blame.
      const isBetween = !matches && !isBroken;
      if (isBetween)
        this.#tell(
          last.line,
          'The hash of the line before is wrong here, and so is that of this line in the next.',
        );
      else this.#tell(suspect, CHANGED);
      return false;
    }
    if (matches || isBroken || last?.isBroken) return false;
    if (last) {
      this.#suspect = last.line;
      return false;
    }
    this.#tell(line, 'The first line names a line before it: the log was cut off at its start.');
    return true;
  }

  #ownReason({ bundle_id, semver, input, rendered_prompt, ...hashes }: WrittenRecord): string | undefined {
    const { sha256, xxh3 } = this.hashing;
    if (xxh3(`${bundle_id}:${semver}`) !== hashes.bundle_hash)
      return 'bundle_hash is not that of the version.';
    if (input !== null && xxh3(input) !== hashes.personality_hash)
      return 'personality_hash is not that of the input.';
    if (rendered_prompt !== null && sha256(rendered_prompt) !== hashes.prompt_hash)
      return 'prompt_hash is not that of the prompt.';
    return undefined;
  }

  #tell(line: number, reason: string): void {
    if (this.#broken.length < MAX_BROKEN) this.#broken.push({ line, reason });
    else this.#unlisted++;
  }
}
