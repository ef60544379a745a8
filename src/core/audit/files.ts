import { RECORD_FORMAT } from './record.js';

// Where audit logs lie in a workspace (spec, section 7): one log for each window and each run of the command line.

/** Folder of the logs, from the root, step by step. */
export const AUDIT_FOLDER = ['.prompt-bundles', 'audit'] as const;

/** Written beside the logs, since inputs may be personal: git leaves them alone, and nothing else in the folder. */
export const AUDIT_GITIGNORE = '*.jsonl\n.gitignore\n';

const EXTENSION = '.jsonl';
/** Names of segments have so many digits, or more, so that they sort. */
const SEGMENT_DIGITS = 6;
const SEGMENT = /\.\d{6,15}\.jsonl$/;

/**
 * Name of a writer's own file: by time, then by the writer's id, so that names sort and never meet. A writer's files are
 * numbered from 1; those after the first have the number behind, where they sort after it.
 */
export function auditFileName(startedAt: Date, id: string, sequence: number): string {
  const time = startedAt
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  const number = sequence > 1 ? `_${String(sequence).padStart(4, '0')}` : '';
  return `${time}-${id.replaceAll(/[^\w-]/g, '')}${number}${EXTENSION}`;
}

/** True for the name of a log, or of a segment of one. */
export function isAuditFileName(name: string): boolean {
  return name.endsWith(EXTENSION);
}

/**
 * Name of one of the files, numbered from 1, that hold a log where nothing can be appended: together, in their order, they
 * have the bytes that the log's own file would have.
 */
export function segmentFileName(log: string, segment: number): string {
  const number = String(segment).padStart(SEGMENT_DIGITS, '0');
  return `${log.slice(0, -EXTENSION.length)}.${number}${EXTENSION}`;
}

/** A log and the names of the files that hold it, in order: one of its own name, or its segments. */
export interface LogFiles {
  readonly name: string;
  readonly files: readonly string[];
}

/** The logs that the files of a folder hold, in order of name. Others than logs are passed over. */
export function groupLogs(names: readonly string[]): LogFiles[] {
  const logs = new Map<string, string[]>();
  for (const file of names.filter(isAuditFileName).sort()) {
    const name = logNameOf(file);
    const known = logs.get(name);
    if (known) known.push(file);
    else logs.set(name, [file]);
  }
  return [...logs.keys()].sort().map((name) => ({ name, files: (logs.get(name) ?? []).sort(bySegment) }));
}

/** The name of the log that a file belongs to. */
export function logNameOf(file: string): string {
  return file.replace(SEGMENT, EXTENSION);
}

/** The file of the log's own name first, then its segments by number. */
function bySegment(a: string, b: string): number {
  return segmentOf(a) - segmentOf(b);
}

function segmentOf(file: string): number {
  const [found] = SEGMENT.exec(file) ?? [];
  return found === undefined ? 0 : Number(found.slice(1, -EXTENSION.length));
}

/** True for the name of git's own folder, as file systems that fold case or drop a last dot take it too. */
export function isGitFolder(name: string): boolean {
  return /^\.git[. ]*$/i.test(name) || /^git~\d+$/i.test(name);
}

/** Whose an entry of a folder is by its name, as far as that says. */
export type Ownership = 'ours' | 'foreign' | 'by-content';

/** What we write beside logs, what is written to keep those, and what file managers leave everywhere. */
const BESIDE_LOGS =
  /^(?:\d{8}T\d{6}Z-[\w-]*(?:\.\d{6,15})?\.jsonl|\.git(?:ignore|attributes|keep)|\.[\w-]+\.tmp|.+\.sig|\.DS_Store|Thumbs\.db|desktop\.ini)$/;

/**
 * Says whether a folder with such an entry can be one of audit logs: a `.gitignore` written beside others' files would hide
 * them from git. Logs under other names, and anchors, are known by how they begin.
 */
export function ownershipOf(name: string): Ownership {
  if (BESIDE_LOGS.test(name)) return 'ours';
  return /\.jsonl?$/.test(name) ? 'by-content' : 'foreign';
}

/** So many bytes of a file say whether it is ours. */
export const BEGINNING_BYTES = 64;

/** True for the beginning of a log or an anchor, or of a file that holds nothing. */
export function beginsAsOurs(beginning: string): boolean {
  return (
    beginning === '' ||
    beginning.startsWith(`{"record":${RECORD_FORMAT},`) ||
    /^\{\r?\n {2}"anchor": /.test(beginning)
  );
}
