import type { Severity } from '../../core/model/findings.js';
import { regionOf, type LintReport } from './lintReport.js';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/**
 * Workflow commands of GitHub Actions, a line each, which it shows beside the changed lines of a pull request. Columns are
 * given within one line alone: GitHub refuses others.
 */
export function githubReport({ found, sourceOf, pathOf }: Pick<LintReport, 'found' | 'sourceOf' | 'pathOf'>): readonly string[] {
  return found.map(({ file, finding: { code, severity, message, range } }) => {
    const { startLine, startColumn, endLine, endColumn } = regionOf(sourceOf(file), range);
    const columns = startLine === endLine ? { col: startColumn, endColumn } : {};
    const properties = { file: pathOf(file), line: startLine, endLine, ...columns, title: code };
    const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
    return `::${COMMANDS[severity]} ${listed.join(',')}::${data(message)}`;
  });
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
