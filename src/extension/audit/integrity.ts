import type { CancellationToken } from 'vscode';
import { verifyLog, type LogReport } from '../../core/audit/verify.js';
import type { Hashing } from '../../core/hashing.js';
import type { Platform } from '../platform.js';
import type { LogFile } from './logFiles.js';

/** What is wrong at one line of a log. */
export interface LogProblem {
  /** The log's URI. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
  /** A torn last line is nobody's fault: its writer was stopped. */
  readonly isTorn: boolean;
}

/** What is known of the logs, each as it was when it was verified. */
export interface Integrity {
  readonly logs: number;
  /** Logs that are not verified as they are now. */
  readonly unverified: number;
  readonly records: number;
  readonly torn: number;
  /** Logs with lines that are not as they were written. */
  readonly broken: number;
  readonly problems: readonly LogProblem[];
}

interface VerifiedLog extends LogReport {
  readonly stamp: string;
  readonly lines: number;
}

const LF = 0x0a;
const TORN = 'The last line is torn: its writer was stopped in the middle of it. It is skipped.';

/** Verifies the logs, each again only when it has changed. */
export class LogIntegrity {
  readonly #verified = new Map<string, VerifiedLog>();

  constructor(
    private readonly platform: Pick<Platform, 'readChunks'>,
    private readonly hashing: () => Promise<Hashing>,
  ) {}

  /** Forgets what was found. */
  clear(): void {
    this.#verified.clear();
  }

  /** Those of the logs that are not verified as they are now. */
  unverified(logs: readonly LogFile[]): LogFile[] {
    return logs.filter(({ file, stamp }) => this.#verified.get(file)?.stamp !== stamp);
  }

  /** Verifies the logs that have changed; between two of them it can be stopped. */
  async verify(logs: readonly LogFile[], token?: CancellationToken): Promise<void> {
    const hashing = await this.hashing();
    for (const log of this.unverified(logs)) {
      if (token?.isCancellationRequested) return;
      this.#verified.set(log.file, await this.#verify(log, hashing));
    }
  }

  /** What is known of these logs. */
  of(logs: readonly LogFile[]): Integrity {
    const known = logs.flatMap((log) => {
      const verified = this.#verified.get(log.file);
      return verified?.stamp === log.stamp ? [{ ...verified, file: log.file }] : [];
    });
    return {
      logs: logs.length,
      unverified: logs.length - known.length,
      records: known.reduce((sum, { records }) => sum + records, 0),
      torn: known.filter(({ torn }) => torn > 0).length,
      broken: known.filter(({ broken }) => broken.length > 0).length,
      problems: known.flatMap(({ file, broken, torn, lines }) => [
        ...broken.map(({ line, reason }) => ({ file, line, reason, isTorn: false })),
        ...(torn > 0 ? [{ file, line: lines, reason: TORN, isTorn: true }] : []),
      ]),
    };
  }

  async #verify({ uri, stamp }: LogFile, hashing: Hashing): Promise<VerifiedLog> {
    let lines = 1;
    async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) lines++;
        yield chunk;
      }
    }
    try {
      return { stamp, ...(await verifyLog(counted(this.platform.readChunks(uri)), hashing)), lines };
    } catch (error) {
      const reason = `The log cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      return { stamp, records: 0, torn: 0, broken: [{ line: 1, reason }], lines };
    }
  }
}
