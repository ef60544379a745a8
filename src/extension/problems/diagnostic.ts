import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  l10n,
  Location,
  Range,
  Uri,
} from 'vscode';
import type { Finding, Severity, TextRange } from '../../core/model/findings.js';
import { labelText } from '../../core/output/editorText.js';
import { counted } from '../../core/text/quote.js';
import type { SourceText } from '../../core/text/sourceText.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** What says how many problems of a file are shown. */
const LIMIT = 'promptBundles.maxNumberOfProblems';

/** What problems name as their source. */
export const SOURCE = 'Prompt Bundles';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** A finding as VS Code shows it, and the one door to the Problems panel; its code opens the page that documents it. */
export async function toDiagnostic(
  files: Pick<PromptWorkspace, 'sourced'>,
  file: { readonly source: SourceText },
  { range, message, severity, code, related = [] }: Finding,
): Promise<Diagnostic> {
  const diagnostic = new Diagnostic(problemRange(file, range), labelText(message), SEVERITIES[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = { value: code, target: explainRule(code) };
  const places = await Promise.all(
    related.map(async (place) => {
      const related = await files.sourced(place.file);
      return (
        related &&
        new DiagnosticRelatedInformation(
          new Location(Uri.parse(place.file), problemRange(related, place.range)),
          labelText(place.message),
        )
      );
    }),
  );
  diagnostic.relatedInformation = places.filter((place) => place !== undefined);
  return diagnostic;
}

/** Says that not all problems of a file are shown, at its first line. */
export function cutDiagnostic(count: number): Diagnostic {
  const message =
    count === 1
      ? l10n.t('1 more problem is not shown. The setting {0} says how many are.', LIMIT)
      : l10n.t('{0} more problems are not shown. The setting {1} says how many are.', counted(count), LIMIT);
  const diagnostic = new Diagnostic(new Range(0, 0, 0, 1), message, DiagnosticSeverity.Information);
  diagnostic.source = SOURCE;
  return diagnostic;
}

/** A link that explains a code: a command, so that it works wherever the extension is installed. */
function explainRule(code: string): Uri {
  return Uri.parse(`command:promptBundles.explainRule?${encodeURIComponent(JSON.stringify([code]))}`);
}

/** The range of a problem, never an empty one: of a text that is not there it is where its first character would be. */
function problemRange(file: { readonly source: SourceText }, range: TextRange): Range {
  const found = toRange(file, range);
  return found.isEmpty ? found.with({ end: found.end.translate(0, 1) }) : found;
}

/** A range of a file's text as the editor counts. */
export function toRange({ source }: { readonly source: SourceText }, { start, end }: TextRange): Range {
  const from = source.positionAt(start);
  const to = source.positionAt(end);
  return new Range(from.line, from.column, to.line, to.column);
}
