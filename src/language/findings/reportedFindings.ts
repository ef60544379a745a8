import type { PromptFile } from '../../core/documents/promptFile.js';
import {
  compareFindings,
  type Finding,
  type FindingCode,
  type RuleSeverities,
} from '../../core/model/findings.js';
import type { BaselineIndex } from '../baseline/baselineIndex.js';
import type { AssembledIndex } from '../constraints/assembledIndex.js';
import { exactKey, looseKey, withoutRepeats } from '../constraints/repeats.js';
import { publishedFindings, snapshotFindings } from '../publication/publishedFindings.js';
import { scopeFindings } from './scopeFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { applySuppressions, suppressedBy, suppressionsIn, type SuppressedFinding } from './suppressions.js';
import { withSeverity } from './withSeverity.js';

/** Of a file with one of these, nothing else may be known. */
const UNREAD: readonly FindingCode[] = ['syntax', 'merge-conflict', 'unreadable-file'];

/**
 * What is told of a file, in order of place: its own findings, those that other files, published versions and the bundles
 * it is part of bring about, each once, and its expectations that failed; less those that the file suppresses, that the
 * baseline hides, and that are switched off. Nothing of a file that is not in the scope.
 */
export function reportedFindings(
  scope: ScopeIndex,
  assembled: AssembledIndex,
  file: string,
  parsed: PromptFile,
  rules: RuleSeverities,
  { failed = [], baseline }: { readonly failed?: readonly Finding[]; readonly baseline?: BaselineIndex } = {},
): Finding[] {
  const { left, mayFindMore } = unsuppressedFindings(scope, assembled, file, parsed, failed);
  return (baseline?.leave(file, left, mayFindMore) ?? left)
    .flatMap((finding) => withSeverity(finding, rules[finding.code]))
    .sort(compareFindings);
}

/** What a file does not suppress, in no order, and whether more may be found once something can be read again. */
export function unsuppressedFindings(
  scope: ScopeIndex,
  assembled: AssembledIndex,
  file: string,
  parsed: PromptFile,
  failed: readonly Finding[] = [],
): { readonly left: readonly Finding[]; readonly mayFindMore: boolean } {
  if (!scope.get(file)) return { left: [], mayFindMore: false };
  // What cannot be read, here or in a bundle that this is part of, may have what an entry suppresses.
  const mayFindMore =
    parsed.findings.some(({ code }) => UNREAD.includes(code)) ||
    scope.hasUnreadable('bundle') ||
    assembled.isBlocked(file);
  const all = [...foundIn(scope, assembled, file, parsed), ...failed];
  return { left: applySuppressions(suppressionsIn(parsed), all, textIn(parsed), mayFindMore), mayFindMore };
}

/**
 * True for a file of which nothing is told, which is known without its text: nothing was found in it or brought about by
 * others, it suppresses nothing, no baseline counts anything in it, and no version is published that it may differ from.
 */
export function isClear(
  scope: ScopeIndex,
  assembled: AssembledIndex,
  file: string,
  failed: readonly Finding[] = [],
): boolean {
  const summary = scope.get(file);
  if (!summary) return true;
  const { kind, identity, suppresses } = summary;
  return (
    !suppresses &&
    !scope.baseline.of(file) &&
    failed.length === 0 &&
    scope.surroundings.alone?.() === undefined &&
    !(identity && kind !== 'input' && scope.published.has(kind, identity.name)) &&
    !assembled.hasFindings(file) &&
    scopeFindings(scope, file).length === 0
  );
}

/** That a file is left out, at its first line. */
function aloneFindings({ surroundings }: ScopeIndex, { source: { text } }: PromptFile): Finding[] {
  const alone = surroundings.alone?.();
  if (alone === undefined) return [];
  const range = { start: 0, end: Math.max(text.search(/\n|$/), 1) };
  return [{ code: 'left-out-file', severity: 'information', message: alone, range }];
}

/** The findings of a file that it suppresses, in order of place, each with the reason; none that is switched off. */
export function suppressedFindings(
  scope: ScopeIndex,
  assembled: AssembledIndex,
  file: string,
  parsed: PromptFile,
  rules: RuleSeverities,
): SuppressedFinding[] {
  const suppressions = scope.get(file) ? suppressionsIn(parsed) : [];
  if (suppressions.length === 0) return [];
  return suppressedBy(suppressions, foundIn(scope, assembled, file, parsed), textIn(parsed))
    .flatMap(({ finding, reason }) =>
      withSeverity(finding, rules[finding.code]).map((one) => ({ finding: one, reason })),
    )
    .sort((a, b) => compareFindings(a.finding, b.finding));
}

/** What is found in a file by itself, by others, by published versions and in the prompts it is part of, each once. */
function foundIn(scope: ScopeIndex, assembled: AssembledIndex, file: string, parsed: PromptFile): Finding[] {
  const own = withoutRepeats(scopeFindings(scope, file), exactKey);
  return [
    ...aloneFindings(scope, parsed),
    ...own,
    ...publishedFindings(scope, file, parsed),
    ...withoutRepeats(assembled.findings(file), looseKey, own),
  ];
}

function textIn({ source }: PromptFile): (range: Finding['range']) => string {
  return ({ start, end }) => source.text.slice(start, end);
}

/** What is told of the file of a published version. */
export function reportedSnapshotFindings(scope: ScopeIndex, file: string, rules: RuleSeverities): Finding[] {
  return snapshotFindings(scope.published, file).flatMap((finding) =>
    withSeverity(finding, rules[finding.code]),
  );
}
