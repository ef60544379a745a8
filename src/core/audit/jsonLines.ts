import { encodeUtf8 } from '../text/utf8.js';
import { sealLine } from './checksum.js';
import type { AuditMode, AuditRecord } from './record.js';
import type { AuditSink } from './sink.js';

/** The most bytes of a log before its writer goes on in another, unless told otherwise. */
export const DEFAULT_MAX_LOG_BYTES = 16_000_000;

export interface JsonLinesOptions {
  /**
   * Appends a text, by one write, to the file of this writer with this number (from 1 on, each made when it is first
   * written to); rejects when it cannot, or not wholly. What it has settled for counts as written.
   */
  readonly append: (text: string, sequence: number) => Promise<void>;
  /** SHA-256 of a text's UTF-8, in hex digits. */
  readonly sha256: (text: string) => string;
  /** Told when a record could not be written; not told again before one could. */
  readonly onFailure: (error: unknown) => void;
  /** `hashes` leaves the input and the prompt out. Default: `full`. For `off`, use the sink that keeps nothing. */
  readonly mode?: Exclude<AuditMode, 'off'>;
  /** A line that would make a file larger than this goes to the next. */
  readonly maxBytes?: number;
}

/**
 * Writes one line of JSON a record, one after the other, each with the hash of the line before it in the same file and a checksum of its own. The
 * files are this sink's alone, so the first line of each has `null` there. Nothing is ever written behind a write that
 * failed, since it may have left half a line: the next record goes to a new file.
 */
export function jsonLinesSink(options: JsonLinesOptions): AuditSink {
  const { append, sha256, onFailure, mode = 'full', maxBytes = DEFAULT_MAX_LOG_BYTES } = options;
  let sequence = 1;
  let bytes = 0;
  let previous: string | null = null;
  let failing = false;
  let queue = Promise.resolve();

  function startNextFile(): void {
    sequence++;
    bytes = 0;
    previous = null;
  }

  async function write(record: AuditRecord): Promise<void> {
    // A file that has served so far may have been taken away: then a new one is tried at once.
    const attempts = bytes > 0 ? 2 : 1;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        await appendRecord(record);
        failing = false;
        return;
      } catch (error) {
        startNextFile();
        if (attempt < attempts) continue;
        const isFirst = !failing;
        failing = true;
        if (isFirst) onFailure(error);
      }
    }
  }

  async function appendRecord(record: AuditRecord): Promise<void> {
    let line = lineOf(record, previous);
    let length = encodeUtf8(line).length + 1;
    if (bytes > 0 && bytes + length > maxBytes) {
      startNextFile();
      line = lineOf(record, previous);
      length = encodeUtf8(line).length + 1;
    }
    await append(`${line}\n`, sequence);
    bytes += length;
    previous = sha256(line);
  }

  function lineOf(record: AuditRecord, before: string | null): string {
    const kept = mode === 'full' ? record : { ...record, input: null, rendered_prompt: null };
    return sealLine(JSON.stringify({ ...kept, previous: before }), sha256);
  }

  return {
    append(record) {
      // Whatever the one who is told does, later records are still written.
      queue = queue.then(() => write(record)).catch(() => undefined);
    },
    flush: () => queue,
  };
}
