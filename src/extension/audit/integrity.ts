import { l10n, type CancellationToken } from 'vscode';
import { groupLogs } from '../../core/audit/files.js';
import { verifyFiles, type BrokenPlace, type VerifiedLog } from '../../core/audit/verifyFiles.js';
import type { Hashing } from '../../core/hashing.js';
import type { Platform } from '../workspace/platform.js';
import type { LogFile } from './logFiles.js';

/** What is wrong at one line of a log. */
export interface LogProblem {
  /** The URI of the file. */
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

interface Verified extends VerifiedLog {
  readonly stamp: string;
}

/** A log with the files that hold it. */
interface Log {
  /** Its URI, if it is one file. */
  readonly name: string;
  readonly files: readonly LogFile[];
  readonly stamp: string;
}

/** Verifies the logs, each again only when it has changed. */
export class LogIntegrity {
  readonly #verified = new Map<string, Verified>();

  constructor(
    private readonly platform: Pick<Platform, 'readChunks'>,
    private readonly hashing: () => Promise<Hashing>,
  ) {}

  /** Forgets what was found. */
  clear(): void {
    this.#verified.clear();
  }

  /** The files of those logs that are not verified as they are now. */
  unverified(files: readonly LogFile[]): LogFile[] {
    return this.#changed(logsIn(files)).flatMap((log) => log.files);
  }

  /** Verifies the logs that have changed; between two of them it can be stopped. */
  async verify(files: readonly LogFile[], token?: CancellationToken): Promise<void> {
    const hashing = await this.hashing();
    for (const log of this.#changed(logsIn(files))) {
      if (token?.isCancellationRequested) return;
      this.#verified.set(log.name, { stamp: log.stamp, ...(await this.#verify(log, hashing)) });
    }
  }

  /** What is known of these logs. */
  of(files: readonly LogFile[]): Integrity {
    const logs = logsIn(files);
    const known = logs.flatMap(({ name, stamp }) => {
      const verified = this.#verified.get(name);
      return verified?.stamp === stamp ? [verified] : [];
    });
    return {
      logs: logs.length,
      unverified: logs.length - known.length,
      records: known.reduce((sum, { records }) => sum + records, 0),
      torn: known.filter(({ torn }) => torn).length,
      broken: known.filter(({ broken }) => broken.length > 0).length,
      problems: known.flatMap(({ broken, torn }) => [
        ...broken.map(toProblem),
        ...(torn ? [{ ...torn, reason: tornReason(), isTorn: true }] : []),
      ]),
    };
  }

  #changed(logs: readonly Log[]): Log[] {
    return logs.filter(({ name, stamp }) => this.#verified.get(name)?.stamp !== stamp);
  }

  #verify({ name, files }: Log, hashing: Hashing): Promise<VerifiedLog> {
    const uris = new Map(files.map(({ file, uri }) => [file, uri]));
    const read = (file: string): AsyncIterable<Uint8Array> => {
      const uri = uris.get(file);
      if (!uri) throw new Error(`${file} is none of the files of the log.`);
      return this.platform.readChunks(uri);
    };
    return verifyFiles({ name, files: [...uris.keys()] }, read, hashing);
  }
}

/** The logs that files hold; the URI of a file ends in its name, so that it says as well which log it is of. */
function logsIn(files: readonly LogFile[]): Log[] {
  const known = new Map(files.map((log) => [log.file, log]));
  return groupLogs([...known.keys()]).map((group) => {
    const own = group.files.flatMap((file) => known.get(file) ?? []);
    return { name: group.name, files: own, stamp: own.map(({ stamp }) => stamp).join(', ') };
  });
}

/** As a row of the view has it: what is wrong with the whole of a file is shown at its first line. */
export function toProblem({ file, line, reason }: BrokenPlace): LogProblem {
  return { file, line: Math.max(1, line), reason, isTorn: false };
}

function tornReason(): string {
  return l10n.t('The last line is torn: its writer was stopped in the middle of it. It is skipped.');
}
