import { decodeUtf8, type DecodedText } from '../../core/text/utf8.js';
import { BlobReader } from './blobReader.js';
import { fileLog, type LoggedChange } from './fileLog.js';
import type { GitPlace } from './gitProgram.js';

/** A file as a commit left it. */
export interface GitRevision {
  readonly commit: Pick<LoggedChange, 'hash' | 'date' | 'author' | 'subject'>;
  readonly name: string;
  /** `undefined` where it cannot be read as text: too large, a link, removed. */
  readonly given: DecodedText | undefined;
}

/** The history of files as git has it. */
export class GitHistory {
  readonly #ending = new AbortController();
  #blobs: BlobReader | undefined;

  /** `pathOf` is where a file is on the disk, by its key; `maxFileBytes` what it may have there. */
  constructor(
    private readonly place: GitPlace,
    private readonly pathOf: (file: string) => string,
    private readonly maxFileBytes: (file: string) => number,
  ) {}

  /** The commits that changed a file, newest first, and through its former names. Throws once all is ended. */
  async *revisions(file: string): AsyncGenerator<GitRevision> {
    const limit = this.maxFileBytes(file);
    const { signal } = this.#ending;
    for await (const { blob, name, ...commit } of fileLog(this.place, this.pathOf(file), signal)) {
      signal.throwIfAborted();
      this.#blobs ??= new BlobReader(this.place);
      const bytes = blob === undefined ? undefined : await this.#blobs.read(blob, limit);
      // What could not be read any more tells nothing of the file.
      signal.throwIfAborted();
      yield { commit, name, given: bytes && decodeUtf8(bytes) };
    }
  }

  /** Ends what was started. */
  dispose(): void {
    this.#ending.abort();
    this.#blobs?.dispose();
    this.#blobs = undefined;
  }
}
