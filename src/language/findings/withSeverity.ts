import type { Finding, Severity } from '../../core/model/findings.js';

/** A finding with the severity that is given to its code; nothing where that is switched off. */
export function withSeverity(finding: Finding, severity: Severity | 'off' | undefined): Finding[] {
  if (severity === 'off') return [];
  if (severity === undefined) return [finding];
  return [{ ...finding, severity, usualSeverity: finding.severity }];
}
