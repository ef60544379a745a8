import { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Disposable, languages, Location, Range, Uri } from 'vscode';
import type { PromptFile } from '../core/documents/promptFile.js';
import type { Finding, Severity, TextRange } from '../core/model/findings.js';
import { scopeFindings } from '../language/scopeFindings.js';
import type { PromptWorkspace } from './workspace/promptWorkspace.js';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Shows the findings of every prompt file of the workspace in the Problems panel, as they come and go. */
export function registerDiagnostics(files: PromptWorkspace): Disposable {
  const collection = languages.createDiagnosticCollection('prompt-bundles');
  const newest = new Map<string, number>();
  let count = 0;

  async function show(file: string): Promise<void> {
    const turn = ++count;
    newest.set(file, turn);
    const findings = scopeFindings(files.scopeOf(file), file);
    const parsed = findings.length > 0 ? await files.read(file) : undefined;
    const diagnostics = parsed ? await Promise.all(findings.map((finding) => toDiagnostic(files, parsed, finding))) : [];
    if (newest.get(file) !== turn) return;
    newest.delete(file);
    collection.set(Uri.parse(file), diagnostics);
  }

  return Disposable.from(collection, files.onDidChange((changed) => { changed.forEach((file) => void show(file)); }));
}

async function toDiagnostic(files: PromptWorkspace, file: PromptFile, finding: Finding): Promise<Diagnostic> {
  const diagnostic = new Diagnostic(toRange(file, finding.range), finding.message, SEVERITIES[finding.severity]);
  diagnostic.source = 'Prompt Bundles';
  diagnostic.code = finding.code;
  const related = await Promise.all(
    (finding.related ?? []).map(async ({ file: other, range, message }) => {
      const parsed = await files.read(other);
      return parsed && new DiagnosticRelatedInformation(new Location(Uri.parse(other), toRange(parsed, range)), message);
    }),
  );
  diagnostic.relatedInformation = related.filter((place) => place !== undefined);
  return diagnostic;
}

/** A range of a file's text as the editor counts. */
export function toRange({ source }: PromptFile, { start, end }: TextRange): Range {
  const from = source.positionAt(start);
  const to = source.positionAt(end);
  return new Range(from.line, from.column, to.line, to.column);
}
