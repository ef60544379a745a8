import type { Finding } from '../core/model/findings.js';
import type { SourceText } from '../core/text/sourceText.js';
import type { ShownFinding } from '../language/index.js';

/** One line for a finding, in the form that editors and CI make links of: `file:line:column: severity: message [code]`. */
export function findingText(
  file: string,
  source: SourceText,
  { range, severity, message, code }: Finding,
): string {
  const { line, column } = source.positionAt(range.start);
  return `${file}:${line + 1}:${column + 1}: ${severity}: ${message} [${code}]`;
}

/** The same of one that is ready to be shown. */
export function shownText({ file, start, severity, message, code }: ShownFinding): string {
  return `${file}:${start.line}:${start.column}: ${severity}: ${message} [${code}]`;
}
