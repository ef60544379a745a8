import type { AuditRecord } from './record.js';
import type { AuditSink } from './sink.js';

export interface JsonLinesOptions {
  /** Appends a text to the log's own file; rejects when it cannot. */
  readonly append: (text: string) => Promise<void>;
  /** SHA-256 of a text's UTF-8, in hex digits. */
  readonly sha256: (text: string) => string;
  /** Told once, at the first record that could not be written. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Writes one line of JSON a record, one after the other, each with the hash of the line before it in the same file.
 * The file is this sink's alone, so its first line has `null` there.
 */
export function jsonLinesSink({ append, sha256, onFailure }: JsonLinesOptions): AuditSink {
  let previous: string | null = null;
  let failed = false;
  let queue = Promise.resolve();

  async function write(record: AuditRecord): Promise<void> {
    const line = JSON.stringify({ ...record, previous });
    try {
      await append(`${line}\n`);
      previous = sha256(line);
    } catch (error) {
      if (!failed) onFailure(error);
      failed = true;
    }
  }

  return {
    append(record) {
      queue = queue.then(() => write(record));
    },
    flush: () => queue,
  };
}
