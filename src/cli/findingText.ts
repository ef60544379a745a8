import type { PromptFile } from '../core/documents/promptFile.js';
import type { Finding } from '../core/model/findings.js';

/** One line for a finding, in the form that editors and CI make links of: `file:line:column: severity: message [code]`. */
export function findingText(
  file: string,
  parsed: PromptFile,
  { range, severity, message, code }: Finding,
): string {
  const { line, column } = parsed.source.positionAt(range.start);
  return `${file}:${line + 1}:${column + 1}: ${severity}: ${message} [${code}]\n`;
}
