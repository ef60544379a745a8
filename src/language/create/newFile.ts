/** A file to be made: names for it, the best first, and its text. */
export interface NewFile {
  readonly names: readonly string[];
  readonly text: string;
  /** A file in whose folder it belongs, where that is known. */
  readonly beside?: string | undefined;
}
