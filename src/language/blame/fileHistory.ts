import type { DecodedText } from '../../core/text/utf8.js';

/** A commit, for people. */
export interface Commit {
  /** All digits of it. */
  readonly hash: string;
  readonly author: string;
  /** When it was written: ISO 8601, with the author's zone. */
  readonly date: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** A file as a commit left it. */
export interface FileRevision {
  readonly commit: Commit;
  /** What it was called there, with its folders. */
  readonly name: string;
  /** `undefined` where it cannot be read as text: too large, a link, removed. */
  readonly given: DecodedText | undefined;
}

/** What a version control knows of files: a shell brings it. */
export interface FileHistory {
  /** Whether a file is where a version control would keep it; where this is left out, all are. */
  readonly covers?: (file: string) => boolean;
  /** The commits that changed a file, by its key, newest first, and through its former names; none for one that is not kept there. */
  revisions(file: string): AsyncIterable<FileRevision>;
}
