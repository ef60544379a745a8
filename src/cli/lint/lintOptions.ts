import { REPORT_FORMATS, type ReportFormat } from '../reports/formats.js';
import { chooseFormat, UsageError } from '../usage.js';

/** How a run of `lint` tells what it found. */
export interface LintOptions {
  readonly format: 'text' | 'json' | ReportFormat;
  /** Errors alone are told. */
  readonly isQuiet: boolean;
  /** More warnings are as bad as an error. */
  readonly maxWarnings: number | undefined;
  /** Whether fixes are made first: in the files, or nowhere but in what is told. */
  readonly fixes: 'written' | 'dry' | undefined;
  /** Whether more is told later: then each JSON is one line. */
  readonly isWatched?: boolean;
}

/** The values of the options that say so. */
interface LintValues {
  readonly format: string;
  readonly quiet?: boolean | undefined;
  readonly 'max-warnings'?: string | undefined;
  readonly fix?: boolean | undefined;
  readonly 'fix-dry-run'?: boolean | undefined;
}

/** What they say. */
export function lintOptions(values: LintValues): LintOptions {
  const { fix = false, 'fix-dry-run': isDry = false } = values;
  if (fix && isDry) throw new UsageError('--fix writes, and --fix-dry-run does not: name one.');
  return {
    format: chooseFormat(values.format, ['text', 'json', ...REPORT_FORMATS]),
    isQuiet: values.quiet === true,
    maxWarnings: maxWarnings(values),
    fixes: fix ? 'written' : isDry ? 'dry' : undefined,
  };
}

/** How many warnings are allowed: as many as there are if `undefined`. */
export function maxWarnings({ 'max-warnings': given }: LintValues): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError('--max-warnings takes a whole number, such as 0.');
}
