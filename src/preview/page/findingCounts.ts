import type { FindingSeverity, Problem, RenderMessage, ShownFinding } from '../protocol.js';
import { countOf } from './counted.js';

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
  const words = (severity: FindingSeverity, one: string, many?: string): string[] => {
    const count = countOfSeverity({ findings, problem: null }, severity);
    return count > 0 ? [countOf(count, one, many)] : [];
  };
  return [...words('error', 'error'), ...words('warning', 'warning'), ...words('information', 'note')].join(
    ', ',
  );
}

/** All that there is in words: what stops the render first. */
export function countInWords({ findings, problem }: Counted): string {
  const found = countBySeverity(besides(findings, problem));
  if (problem === null) return found || 'No findings';
  const stopping = countStopping(problem);
  const stops = `${countOf(stopping, 'error')} ${stopping === 1 ? 'stops' : 'stop'} the render`;
  return found === '' ? stops : `${stops}; also ${found}`;
}
