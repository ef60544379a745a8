/** A word that nothing is called, and what it may have been meant to be. */
export interface UnknownWord {
  readonly word: string;
  readonly known: readonly string[];
}

/** The command was called wrongly; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    readonly unknown?: UnknownWord,
  ) {
    super(message);
  }
}
