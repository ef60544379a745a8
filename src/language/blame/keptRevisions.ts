import type { FileHistory, FileRevision } from './fileHistory.js';

/** How much text is kept, in UTF-16 units. */
const MOST_KEPT = 16_000_000;

interface KeptFile {
  readonly revisions: FileRevision[];
  isWhole: boolean;
}

/** The revisions of files that were read once: at one commit they stay what they are. */
export class KeptRevisions {
  readonly #files = new Map<string, KeptFile>();
  #left: number;

  /** `most` is how much of their text is kept, in UTF-16 units. */
  constructor(most = MOST_KEPT) {
    this.#left = most;
  }

  /** A history that gives what is kept first, takes what else is asked for of another, and keeps that, too. */
  before(history: FileHistory): FileHistory {
    return { ...history, revisions: (file) => this.#revisions(file, history) };
  }

  async *#revisions(file: string, history: FileHistory): AsyncGenerator<FileRevision> {
    const kept = this.#files.get(file) ?? { revisions: [], isWhole: false };
    this.#files.set(file, kept);
    const { revisions } = kept;
    let given = 0;
    for (; given < revisions.length; given++) yield revisions[given] as FileRevision;
    if (kept.isWhole) return;
    let at = 0;
    for await (const revision of history.revisions(file)) {
      // Others may have read on meanwhile.
      if (at === revisions.length && this.#left > 0) {
        revisions.push(revision);
        this.#left -= revision.given?.text.length ?? 0;
      }
      if (at++ >= given) yield revision;
    }
    kept.isWhole = at === revisions.length;
  }
}
