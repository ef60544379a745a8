import * as l10n from '@vscode/l10n';
import { failureText } from '../text/failureText.js';
import type { Hashing } from '../hashing.js';
import { AnchorCheck, goneReason, LogEnd, type Anchor, type AnchoredLog } from './anchor.js';
import type { LogFiles } from './files.js';
import { LogPieces } from './logPieces.js';
import { verifyLog, type BrokenLine } from './verify.js';

/** A line of a file that is not as it was written; line 0 for the file as a whole. */
export interface BrokenPlace extends BrokenLine {
  /** Name of the file in the folder of the logs. */
  readonly file: string;
}

/** What became of a log, whatever files hold it. */
export interface VerifiedLog {
  readonly records: number;
  /** The file with the torn last line, and its line there. */
  readonly torn: Omit<BrokenPlace, 'reason'> | undefined;
  /** Lines that are not as they were written, in order. */
  readonly broken: readonly BrokenPlace[];
  /** What is not as it was anchored, if the log is held against an anchor. */
  readonly unanchored: BrokenPlace | undefined;
  /** True when all that is anchored of it is as it was. */
  readonly isAnchored: boolean;
  /** Where it ends, for an anchor. */
  readonly end: AnchoredLog;
}

/** Verifies a log file by file, and holds it against what an anchor has of it. A file that cannot be read is broken. */
export async function verifyFiles(
  { name, files }: LogFiles,
  read: (file: string) => AsyncIterable<Uint8Array>,
  hashing: Hashing,
  anchored?: AnchoredLog,
): Promise<VerifiedLog> {
  const pieces = new LogPieces(files, read);
  const end = new LogEnd();
  const check = anchored && new AnchorCheck(anchored, hashing.sha256);
  const placed = ({ line, reason }: BrokenLine): BrokenPlace => ({ ...pieces.placeOf(line), reason });
  try {
    let last = 0;
    const report = await verifyLog(pieces.bytes(), hashing, (line) => {
      last = line.line;
      end.take(line);
      check?.take(line);
    });
    const problem = check?.problem();
    return {
      records: report.records,
      torn: report.torn > 0 ? pieces.placeOf(last) : undefined,
      broken: report.broken.map(placed),
      unanchored: problem && placed(problem),
      isAnchored:
        anchored !== undefined && !problem && !report.broken.some(({ line }) => line <= anchored.lines),
      end: end.of(name, hashing.sha256),
    };
  } catch (error) {
    const reason = l10n.t('The log cannot be read: {0}', failureText(error));
    return {
      records: 0,
      torn: undefined,
      broken: [{ file: pieces.file, line: 0, reason }],
      unanchored: undefined,
      isAnchored: false,
      end: { name, lines: 0, last: null },
    };
  }
}

/** The anchored logs that are not among those of a folder. */
export function goneLogs({ logs }: Anchor, found: readonly LogFiles[]): BrokenPlace[] {
  const names = new Set(found.map(({ name }) => name));
  return logs
    .filter(({ name }) => !names.has(name))
    .map((log) => ({ file: log.name, line: 0, reason: goneReason(log) }));
}
