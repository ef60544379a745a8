import type { FuzzCase, Violation } from './fuzzCase.js';

/** What a worker is to do. */
export interface WorkerTask {
  readonly seed: number;
  /** The number of the first case. */
  readonly from: number;
  /** No new case is begun after this time, in milliseconds since 1970. */
  readonly until: number;
  /** The number of the case before which to end. */
  readonly before: number;
  /** Two 32-bit counters: the number of the case, and of checks. */
  readonly beat: SharedArrayBuffer;
  /** Kinds of failure that were told already. */
  readonly told: readonly string[];
  /** Checks these cases alone. */
  readonly replay?: readonly FuzzCase[];
}

/** What a worker tells. */
export type FromWorker =
  | {
      readonly type: 'checked';
      readonly number: number;
      readonly texts: number;
      readonly characters: number;
      readonly ms: number;
    }
  | {
      readonly type: 'failed';
      readonly number: number;
      readonly violation: Violation;
      readonly smallest: FuzzCase;
    }
  | { readonly type: 'again'; readonly kind: string }
  | { readonly type: 'done' };
