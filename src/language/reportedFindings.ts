import type { PromptFile } from '../core/documents/promptFile.js';
import { compareFindings, type Finding, type FindingCode, type Severity } from '../core/model/findings.js';
import { exactKey, looseKey, withoutRepeats, type AssembledIndex } from './constraints/assembledIndex.js';
import { publishedFindings, snapshotFindings } from './publishedFindings.js';
import { scopeFindings } from './scopeFindings.js';
import type { ScopeIndex } from './scopeIndex.js';
import { applySuppressions, suppressionsIn } from './suppressions.js';

/** The severity a user gives to findings of a code, or none at all. */
export type RuleSeverities = Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;

/**
 * What is told of a file, in order of place: its own findings, those that other files, published versions and the bundles
 * it is part of bring about, each once, and its expectations that failed; less those that the file suppresses and those
 * that are switched off. Nothing of a file that is not in the scope.
 */
export function reportedFindings(
  scope: ScopeIndex,
  assembled: AssembledIndex,
  file: string,
  parsed: PromptFile,
  rules: RuleSeverities,
  failed: readonly Finding[] = [],
): Finding[] {
  if (!scope.get(file)) return [];
  const own = withoutRepeats(scopeFindings(scope, file), exactKey);
  const all = [
    ...aloneFindings(scope, parsed),
    ...own,
    ...publishedFindings(scope, file, parsed),
    ...withoutRepeats(assembled.findings(file), looseKey, own),
    ...failed,
  ];
  const textOf = ({ start, end }: Finding['range']): string => parsed.source.text.slice(start, end);
  // What cannot be read, here or in a bundle that this is part of, may have what an entry suppresses.
  const mayFindMore =
    parsed.findings.some(({ code }) => code === 'syntax') ||
    scope.hasUnreadable('bundle') ||
    assembled.isBlocked(file);
  return applySuppressions(suppressionsIn(parsed), all, textOf, mayFindMore)
    .flatMap((finding) => withSeverity(finding, rules[finding.code]))
    .sort(compareFindings);
}

/** That a file is left out, at its first line. */
function aloneFindings({ alone }: ScopeIndex, { source: { text } }: PromptFile): Finding[] {
  if (alone === undefined) return [];
  const range = { start: 0, end: Math.max(text.search(/\n|$/), 1) };
  return [{ code: 'left-out-file', severity: 'information', message: alone, range }];
}

/** What is told of the file of a published version. */
export function reportedSnapshotFindings(scope: ScopeIndex, file: string, rules: RuleSeverities): Finding[] {
  return snapshotFindings(scope.published, file).flatMap((finding) =>
    withSeverity(finding, rules[finding.code]),
  );
}

function withSeverity(finding: Finding, severity: Severity | 'off' | undefined): Finding[] {
  if (severity === 'off') return [];
  if (severity === undefined) return [finding];
  return [{ ...finding, severity, usualSeverity: finding.severity }];
}
