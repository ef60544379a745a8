import type { Severity } from '../../core/model/findings.js';
import { regionOf, type LintReport, type Region } from './lintReport.js';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/**
 * Workflow commands of GitHub Actions, a line each, which it shows beside the changed lines of a pull request. Columns are
 * given within one line alone: GitHub refuses others.
 */
export function githubReport({
  found,
  sourceOf,
  pathOf,
}: Pick<LintReport, 'found' | 'sourceOf' | 'pathOf'>): readonly string[] {
  return found.map(({ file, finding: { code, severity, message, range } }) =>
    githubCommand(
      severity,
      { file: pathOf(file), ...regionOf(sourceOf(file), range) },
      { title: code, message },
    ),
  );
}

/** One of them; lines and columns count from 1. */
export function githubCommand(
  severity: Severity,
  { file, startLine, startColumn, endLine, endColumn }: Region & { readonly file: string },
  { title, message }: { readonly title: string; readonly message: string },
): string {
  const columns = startLine === endLine ? { col: startColumn, endColumn } : {};
  const properties = { file, line: startLine, endLine, ...columns, title };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${listed.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
