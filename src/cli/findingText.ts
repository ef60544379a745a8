import type { Finding } from '../core/model/findings.js';
import type { SourceText } from '../core/text/sourceText.js';
import type { ShownFinding } from '../language/index.js';
import type { Piece } from './terminal/style.js';

/** One line for a finding, in the form that editors and CI make links of: `file:line:column: severity: message [code]`. */
export function findingText(
  file: string,
  source: SourceText,
  { range, severity, message, code }: Finding,
): string {
  const { line, column } = source.positionAt(range.start);
  return `${file}:${line + 1}:${column + 1}: ${severity}: ${message} [${code}]`;
}

/** What is told at a place; a code names what it is, where there is one. */
export interface ToldPlace extends Pick<ShownFinding, 'file' | 'severity' | 'message'> {
  readonly start: { readonly line: number; readonly column: number };
  readonly code?: string;
}

/** The same of one that is ready to be shown, in pieces. */
export function shownPieces({ file, start, severity, message, code }: ToldPlace): readonly Piece[] {
  return [
    { text: `${file}:${start.line}:${start.column}`, tone: 'place' },
    { text: ': ' },
    { text: severity, tone: severity },
    { text: `: ${message}${code === undefined ? '' : ' '}` },
    ...(code === undefined ? [] : [{ text: `[${code}]`, tone: 'faint' } as const]),
  ];
}
