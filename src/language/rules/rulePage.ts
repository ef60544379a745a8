import type { FindingCode, Severity } from '../../core/model/findings.js';

/** Files by name that show a rule broken, or kept, together. */
export type ExampleFiles = Readonly<Record<string, string>>;

/** What there is to say about findings of one code. No bundle of the extension holds it: the pages are files there. */
export interface RulePage {
  readonly code: FindingCode;
  /** A short name, for headings. */
  readonly title: string;
  /** How much a finding matters if no setting says otherwise, the usual severity first. */
  readonly severities: readonly [Severity, ...Severity[]];
  /** What is wrong and why it matters, in Markdown. The first sentence stands for all of it in tables. */
  readonly text: string;
  readonly bad: ExampleFiles;
  readonly good: ExampleFiles;
}
