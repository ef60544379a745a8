import type { TextRange } from '../../core/model/findings.js';
import type { Slot } from '../../core/model/slots.js';
import type { FilePlace } from '../constraints/partPlaces.js';
import type { Commit } from './fileHistory.js';
import type { SourceStretch } from './promptSentences.js';

/** What last changed a text. */
export type BlamedRevision =
  | { readonly kind: 'commit'; readonly commit: Commit }
  /** The file differs from the last commit, or is in none. */
  | { readonly kind: 'uncommitted' }
  /** A published version, where no file has the text any more. */
  | { readonly kind: 'version'; readonly semver: string };

/** The last change of a sentence in one of the texts that it is made of. */
export interface SentenceChange {
  readonly from: SourceStretch['from'];
  /** Where the text stands now. */
  readonly place: FilePlace;
  readonly revision: BlamedRevision;
  /** What stood there before; `undefined` where nothing did. */
  readonly before?: string;
}

/** A sentence of a prompt, and since when it is there. */
export interface BlamedSentence {
  readonly slot: Slot;
  /** In UTF-16 offsets of the prompt. */
  readonly range: TextRange;
  /** The same in those of its part. */
  readonly inPart: TextRange;
  readonly text: string;
  /** One for each text that it is made of, the newest first; none of a file without a history, nor of defaults. */
  readonly changes: readonly SentenceChange[];
  /** The first published version of the bundle that holds its template's text; `undefined` where none does. */
  readonly firstVersion: string | undefined;
}

/** The newest first: what is in no commit yet, then by date. */
export function compareChanges(a: SentenceChange, b: SentenceChange): number {
  return dateOf(b) - dateOf(a);
}

function dateOf({ revision }: SentenceChange): number {
  return revision.kind === 'commit' ? Date.parse(revision.commit.date) : Infinity;
}
