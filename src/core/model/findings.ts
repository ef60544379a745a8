import * as l10n from '@vscode/l10n';
import { counted } from '../text/quote.js';

/** Every code a finding can carry. Codes are stable: people suppress and configure by them (spec, sections 4 and 5). */
export const FINDING_CODES = [
  'syntax',
  'unreadable-file',
  'left-out-file',
  'merge-conflict',
  'schema',
  'invalid-semver',
  'unknown-key',
  'unknown-constraint',
  'unknown-placeholder',
  'foreign-placeholder',
  'unresolved-template',
  'duplicate-version',
  'conflicting-constraints',
  'unsupported-model',
  'raw-personality-vector',
  'placeholder-in-input',
  'input-too-long',
  'dropped-tag',
  'published-version-changed',
  'expectation-failed',
  'label-unpublished',
  'label-unknown',
  'outdated-baseline',
  'invisible-character',
  'unused-suppression',
  'forbidden-token',
  'sentence-too-long',
  'too-many-paragraphs',
  'emoji',
  'assertiveness',
] as const;

/** One of the codes. */
export type FindingCode = (typeof FINDING_CODES)[number];

/** All severities, the most severe first. */
export const SEVERITIES = ['error', 'warning', 'information'] as const;

/** What `stopsRender` says of a finding decides whether it stops a render; `warning` and `information` never do. */
export type Severity = (typeof SEVERITIES)[number];

/** The severity that somebody gives to findings of a code, or none at all. */
export type RuleSeverities = Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;

/** What may be given to the findings of a code: a severity, or `off` for none at all. */
export const RULE_LEVELS = [...SEVERITIES, 'off'] as const;

/** Half-open range of UTF-16 offsets into a file's text as it is read (no byte order mark, LF line ends). */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Stands for a whole file. */
export const BEGINNING: TextRange = { start: 0, end: 0 };

/** A place that explains a finding, perhaps in another file. */
export interface RelatedPlace {
  readonly message: string;
  /** Key of the file in its workspace: a URI in the editor, a path relative to the root on the command line. */
  readonly file: string;
  readonly range: TextRange;
}

/** The most places that explain one finding: what is left out is counted. */
export const MAX_RELATED_PLACES = 20;

/**
 * The places of a finding that many would explain: the first of them, the last of which says how many more there are. `total`
 * counts all where `places` holds only the first.
 */
export function boundedPlaces(
  places: readonly RelatedPlace[],
  total: number = places.length,
): readonly RelatedPlace[] {
  const kept = places.slice(0, MAX_RELATED_PLACES);
  const last = kept.at(-1);
  const left = total - kept.length;
  if (!last || left <= 0) return kept;
  const message = l10n.t('{0}, and {1} more.', last.message.replace(/[.。]$/u, ''), counted(left));
  return [...kept.slice(0, -1), { ...last, message }];
}

/** One thing to tell the author: what is wrong, where, and what to do. The file is the one that was asked about. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly range: TextRange;
  readonly related?: readonly RelatedPlace[];
  /** What to write instead of the text in the range, when there is one clear answer. */
  readonly replacement?: string;
  /** The text that offends, decoded, where it is not simply what stands in the range. */
  readonly text?: string;
  /** The path of the key that has no value yet, where one is needed; an empty one where the file says nothing yet. */
  readonly missing?: readonly string[];
  /** How much it matters by itself, where the settings give it another severity. */
  readonly usualSeverity?: Severity;
}

/** Order of findings in one file: start, then end, then code (spec, section 4). */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

/** Errors beside renders: a saved test that fails says what a render gives, and no prompt is made of labels or a baseline. */
const BESIDE_RENDERS: readonly FindingCode[] = [
  'expectation-failed',
  'label-unpublished',
  'label-unknown',
  'outdated-baseline',
];

/** True for an error that stops a render. */
export function stopsRender({ severity, code }: Pick<Finding, 'severity' | 'code'>): boolean {
  return severity === 'error' && !BESIDE_RENDERS.includes(code);
}

/**
 * True where another severity, or a suppression, would do what it seems to: what stops a render does so whatever is shown of
 * it. A published version that changed still renders; only publishing refuses it.
 */
export function canBeSilenced({
  severity,
  usualSeverity,
  code,
}: Pick<Finding, 'severity' | 'usualSeverity' | 'code'>): boolean {
  return code === 'published-version-changed' || !stopsRender({ severity: usualSeverity ?? severity, code });
}

/** True when one of the findings stops a render. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(stopsRender);
}
