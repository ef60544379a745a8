import * as l10n from '@vscode/l10n';
import { textLocale } from '../text/locale.js';
import { encodeUtf8 } from '../text/utf8.js';
import { sealLine } from './checksum.js';
import { MAX_LINE_BYTES } from './logLines.js';
import { MAX_STEP_BACK_MS, type AuditMode, type AuditRecord } from './record.js';
import type { AuditSink } from './sink.js';

/** The most bytes of a log before its writer goes on in another, unless told otherwise. */
export const DEFAULT_MAX_LOG_BYTES = 16_000_000;

/** The record makes a line that no reader would take, so it is not written. */
export class RecordTooLongError extends Error {
  override readonly name = 'RecordTooLongError';

  constructor(bytes: number, maxBytes: number) {
    super(
      l10n.t(
        'The record has {0} MB, and a log accepts at most {1} MB per record. Record only hashes, or shorten the prompt.',
        toMegabytes(bytes),
        toMegabytes(maxBytes),
      ),
    );
  }
}

export interface JsonLinesOptions {
  /**
   * Appends a text, by one write, to the file of this writer with this number (from 1 on, each made when it is first
   * written to); rejects when it cannot, or not wholly. What it has settled for counts as written.
   */
  readonly append: (text: string, sequence: number) => Promise<void>;
  /** SHA-256 of a text's UTF-8, in hex digits. */
  readonly sha256: (text: string) => string;
  /** Told when a record could not be written, or was refused; of each of the two not told again before one was written. */
  readonly onFailure: (error: unknown) => void;
  /** `hashes` leaves the input and the prompt out. Default: `full`. For `off`, use the sink that keeps nothing. */
  readonly mode?: Exclude<AuditMode, 'off'>;
  /** A line that would make a file larger than this goes to the next. */
  readonly maxBytes?: number;
  /** A longer line, without its line break, is refused. Default: what a reader takes, also where a checkout adds a CR. */
  readonly maxLineBytes?: number;
}

/**
 * Writes one line of JSON a record, one after the other, each with the hash of the line before it in the same file and a checksum of its own. The
 * files are this sink's alone, so the first line of each has `null` there. Nothing is ever written behind a write that
 * failed, since it may have left half a line: the next record goes to a new file. So does one behind which the clock went back.
 */
export function jsonLinesSink(options: JsonLinesOptions): AuditSink {
  const { append, sha256, onFailure, mode = 'full', maxBytes = DEFAULT_MAX_LOG_BYTES } = options;
  const { maxLineBytes = MAX_LINE_BYTES - 1 } = options;
  let sequence = 1;
  let bytes = 0;
  let latest = -Infinity;
  let previous: string | null = null;
  let told: 'length' | 'write' | undefined;
  let queue = Promise.resolve();

  function startNextFile(): void {
    sequence++;
    bytes = 0;
    latest = -Infinity;
    previous = null;
  }

  async function write(record: AuditRecord): Promise<void> {
    // A file that has served so far may have been taken away: then a new one is tried at once.
    const hasServed = previous !== null;
    try {
      await appendRecord(record);
      told = undefined;
    } catch (error) {
      // Nothing was written of one that is too long, so the file is as it was.
      const kind = error instanceof RecordTooLongError ? 'length' : 'write';
      if (kind === 'write') {
        startNextFile();
        if (hasServed) return write(record);
      }
      const isFirst = told !== kind;
      told = kind;
      if (isFirst) onFailure(error);
    }
  }

  async function appendRecord(record: AuditRecord): Promise<void> {
    const time = Date.parse(record.created_at);
    if (time < latest - MAX_STEP_BACK_MS) startNextFile();
    let line = lineOf(record, previous);
    let length = encodeUtf8(line).length;
    if (length > maxLineBytes) throw new RecordTooLongError(length, maxLineBytes);
    if (previous !== null && bytes + length + 1 > maxBytes) {
      startNextFile();
      line = lineOf(record, previous);
      length = encodeUtf8(line).length;
    }
    await append(`${line}\n`, sequence);
    bytes += length + 1;
    latest = Math.max(latest, time);
    previous = sha256(line);
  }

  function lineOf(record: AuditRecord, before: string | null): string {
    const kept = mode === 'full' ? record : { ...record, input: null, rendered_prompt: null };
    // No character takes less than a byte, and no text can hold some that are far too long.
    const least = (kept.input?.length ?? 0) + (kept.rendered_prompt?.length ?? 0);
    if (least > maxLineBytes) throw new RecordTooLongError(least, maxLineBytes);
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

function toMegabytes(bytes: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false };
  return Number((bytes / 1_000_000).toFixed(1)).toLocaleString(textLocale(), digits);
}
