import path from 'node:path';
import { startGit, type GitPlace } from './gitProgram.js';

/** A commit that changed a file. */
export interface LoggedChange {
  readonly hash: string;
  /** ISO 8601, with the author's zone. */
  readonly date: string;
  readonly author: string;
  /** The first line of the message. */
  readonly subject: string;
  /** What the file is called there, from the root of the repository. */
  readonly name: string;
  /** The name of its content; `undefined` where the commit removed it, or has a link in its place. */
  readonly blob: string | undefined;
}

/** How much of a file has to be in another, for that to be it under its new name: templates are short, and a new version changes much of one. */
const LIKENESS = '--find-renames=30%';
/** How git writes that something is a regular file. */
const REGULAR = '100';

/**
 * The commits that changed a file, newest first, through renames and to the file that it was copied of. Git is ended with the
 * loop over them. None where git knows no such file; throws when it is aborted, since there may be more.
 */
export async function* fileLog(
  place: GitPlace,
  file: string,
  signal?: AbortSignal,
): AsyncGenerator<LoggedChange> {
  const args = [
    'log',
    '--follow',
    LIKENESS,
    '--no-ext-diff',
    '--no-textconv',
    '--raw',
    '-z',
    '--no-abbrev',
    '--encoding=UTF-8',
    '--format=tformat:%H%x00%aI%x00%an%x00%s%x00',
    '--',
    path.basename(file),
  ];
  const child = startGit({ ...place, folder: path.dirname(file) }, args, signal);
  child.stderr.resume();
  // Told by having none.
  child.once('error', () => undefined);
  try {
    yield* changesIn(fields(child.stdout));
    signal?.throwIfAborted();
  } finally {
    child.kill();
  }
}

/** The fields of a commit, an empty one, and of each file `:modes blobs status`, its name, and the new one where it changed. */
async function* changesIn(given: AsyncIterable<string>): AsyncGenerator<LoggedChange> {
  const taken: string[] = [];
  for await (const field of given) {
    taken.push(field);
    const [hash = '', date = '', author = '', subject = '', , raw = '', name = '', newName = ''] = taken;
    const [, mode = '', , blob = '', status = ''] = raw.trim().split(' ');
    const isMoved = /^[RC]/.test(status);
    if (taken.length < (isMoved ? 8 : 7)) continue;
    yield {
      hash,
      date,
      author,
      subject,
      name: isMoved ? newName : name,
      blob: mode.startsWith(REGULAR) ? blob : undefined,
    };
    taken.length = 0;
  }
}

async function* fields(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      yield rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
    }
  }
}
