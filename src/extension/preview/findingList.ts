import { Uri, type Diagnostic, type Range } from 'vscode';
import type { Finding, TextRange } from '../../core/model/findings.js';
import { SLOTS } from '../../core/model/slots.js';
import type { SuppressedFinding as FoundSuppressed } from '../../language/index.js';
import type { Mark, ShownFinding, SuppressedFinding } from '../../preview/protocol.js';
import type { SourceText } from '../../core/text/sourceText.js';
import { toRange } from '../problems/diagnostic.js';
import { fileName } from '../workspace/fileName.js';

/** A finding in a file of the render, and where to go for it. */
export interface ListedFinding extends ShownFinding {
  readonly file: string;
  readonly finding: Finding;
  readonly range: Range;
}

/** A finding that its file suppresses, and where to go for it. */
export interface ListedSuppressed extends ListedFinding, SuppressedFinding {}

/** Where a range of a file, as it stands now, shows in the prompt. */
export type MarksOf = (file: string, range: TextRange) => readonly Mark[];

/** The problems shown in some files, in the order of the prompt; those that show nowhere in it come last. */
export function listFindings(
  files: Iterable<string>,
  problems: (file: string) => readonly { readonly finding: Finding; readonly diagnostic: Diagnostic }[],
  marksOf: MarksOf,
): ListedFinding[] {
  return [...files]
    .flatMap((file) =>
      problems(file).map(({ finding, diagnostic }) => listed(file, finding, diagnostic.range, marksOf)),
    )
    .sort(inPromptOrder);
}

/** The findings that a file suppresses, in the same order. */
export function listSuppressed(
  file: string,
  source: { readonly source: SourceText },
  suppressed: readonly FoundSuppressed[],
  marksOf: MarksOf,
): ListedSuppressed[] {
  return suppressed
    .map(({ finding, reason }) => ({
      ...listed(file, finding, toRange(source, finding.range), marksOf),
      reason,
    }))
    .sort(inPromptOrder);
}

/** What the page is told of a finding. */
export function shown({ severity, code, message, place, marks }: ListedFinding): ShownFinding {
  return { severity, code, message, place, marks };
}

function listed(file: string, finding: Finding, range: Range, marksOf: MarksOf): ListedFinding {
  const { severity, code, message } = finding;
  const place = `${fileName(Uri.parse(file))}:${range.start.line + 1}`;
  return { severity, code, message, place, marks: marksOf(file, finding.range), file, finding, range };
}

function inPromptOrder(a: ShownFinding, b: ShownFinding): number {
  return positionOf(a) - positionOf(b);
}

function positionOf({ marks: [first] }: ShownFinding): number {
  return first ? SLOTS.indexOf(first.slot) * 1e9 + first.start : Infinity;
}
