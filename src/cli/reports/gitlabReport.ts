import type { Severity } from '../../core/model/findings.js';
import { fingerprints } from './fingerprints.js';
import { regionOf, type LintReport } from './lintReport.js';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'major',
  warning: 'minor',
  information: 'info',
};

/** The list that GitLab takes as a report of code quality. */
export function gitlabReport(report: LintReport): readonly object[] {
  const marks = fingerprints(report);
  return report.found.map(({ file, finding: { code, severity, message, range } }, i) => {
    const { startLine, endLine } = regionOf(report.sourceOf(file), range);
    return {
      description: message,
      check_name: code,
      fingerprint: marks[i],
      severity: SEVERITIES[severity],
      location: { path: report.pathOf(file), lines: { begin: startLine, end: endLine } },
    };
  });
}
