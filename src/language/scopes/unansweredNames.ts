import { formatReference, type Reference } from '../../core/model/reference.js';

/**
 * The names that are referred to and that nothing answers. From the first question on they are kept up to date by what is
 * touched, so that an edit costs as much among many references as among few; until then nothing is kept.
 */
export class UnansweredNames {
  #names: Set<string> | undefined;
  readonly #touched = new Set<string>();

  /** `all` gives the names that are referred to, `isUnanswered` whether one is, and nothing answers it. */
  constructor(
    private readonly all: () => Iterable<string>,
    private readonly isUnanswered: (name: string) => boolean,
  ) {}

  /** A reference may have come or gone, or what answers it. */
  touch(reference: Reference): void {
    if (this.#names) this.#touched.add(formatReference(reference));
  }

  /** The names at this moment. */
  list(): ReadonlySet<string> {
    const isFirst = this.#names === undefined;
    const names = (this.#names ??= new Set());
    for (const name of isFirst ? this.all() : this.#touched)
      if (this.isUnanswered(name)) names.add(name);
      else names.delete(name);
    this.#touched.clear();
    return names;
  }

  /** Keeps nothing until the next question. */
  stop(): void {
    this.#names = undefined;
    this.#touched.clear();
  }
}
