import type { CachePlace } from '../cache/lintCache.js';
import type { FixReport } from './fixReport.js';
import type { LintOptions } from './lintOptions.js';
import type { LintedFiles } from './readRoots.js';

/** What is linted, and how it is told. */
export interface LintCall extends LintedFiles {
  readonly told: LintOptions;
  /** The one input to check bundles with. */
  readonly input: string | undefined;
  /** Where what is found is kept. */
  readonly cache: CachePlace | undefined;
  /** False where baselines lose nothing by this run, whatever is gone. */
  readonly prunes?: false;
  /** What was fixed before. */
  readonly fixed?: FixReport;
}
