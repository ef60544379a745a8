import * as l10n from '@vscode/l10n';
import type { FindingSeverity, Problem, RenderMessage, ShownFinding } from '../protocol.js';
import { counted, listed } from '../../webview/page/l10n.js';
import { errorsInWords } from './counted.js';

type Counted = Pick<RenderMessage, 'findings' | 'problem'>;

/** How many errors keep the newest text from being rendered; at least one when it is not. They may be findings as well. */
export function countStopping(problem: Problem | null): number {
  return problem === null ? 0 : Math.max(problem.details.length, 1);
}

/** How many findings there are of a severity, the errors that stop the render among them. */
export function countOfSeverity({ findings, problem }: Counted, severity: FindingSeverity): number {
  const found = besides(findings, problem).filter((finding) => finding.severity === severity).length;
  return found + (severity === 'error' ? countStopping(problem) : 0);
}

/** The findings that do not stop the render. */
function besides(findings: readonly ShownFinding[], problem: Problem | null): readonly ShownFinding[] {
  if (problem === null) return findings;
  const stopping = new Set(problem.details.map(({ place, message }) => `${place} ${message}`));
  return findings.filter(({ place, message }) => !stopping.has(`${place} ${message}`));
}

/** "2 errors, 1 warning", without severities that there are none of. */
export function countBySeverity(findings: readonly ShownFinding[]): string {
  const words = (['error', 'warning', 'information'] as const).flatMap((severity) => {
    const count = countOfSeverity({ findings, problem: null }, severity);
    return count > 0 ? [severityInWords(severity, count)] : [];
  });
  return listed.format(words);
}

function severityInWords(severity: FindingSeverity, count: number): string {
  switch (severity) {
    case 'error':
      return errorsInWords(count);
    case 'warning':
      return count === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', counted.format(count));
    case 'information':
      return count === 1 ? l10n.t('1 note') : l10n.t('{0} notes', counted.format(count));
  }
}

/** How many errors keep the newest text from being rendered. */
export function stoppingInWords(count: number): string {
  return count === 1
    ? l10n.t('1 error stops the render')
    : l10n.t('{0} errors stop the render', counted.format(count));
}

/** All that there is in words: what stops the render first. */
export function countInWords({ findings, problem }: Counted): string {
  const found = countBySeverity(besides(findings, problem));
  if (problem === null) return found || l10n.t('No findings');
  const stops = stoppingInWords(countStopping(problem));
  return found === '' ? stops : l10n.t('{0}; also {1}', stops, found);
}
