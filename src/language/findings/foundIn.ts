import type { Finding } from '../../core/model/findings.js';

/** A finding and the file it is in. */
export interface FoundIn {
  readonly file: string;
  readonly finding: Finding;
}
