import { workspace } from 'vscode';
import { counted } from '../../core/text/quote.js';
import type { ReportLine } from '../commands/reports.js';
import { fileName } from '../workspace/fileName.js';
import type { Outcome } from './writeImported.js';

/** What became of each prompt: the files that were written, what its variables became, and everything that is not as it was. */
export function importReport(outcomes: readonly Outcome[]): readonly ReportLine[] {
  return outcomes.flatMap((outcome, i) => [...(i > 0 ? [EMPTY] : []), ...linesOf(outcome)]);
}

const EMPTY: ReportLine = { text: '' };

function linesOf({ source, bundle, files, reason, variables, notes }: Outcome): readonly ReportLine[] {
  const name = bundle === undefined ? '' : ` as ${bundle}`;
  const isImported = files.length > 0;
  const head = isImported ? `was imported${name}.` : `was not imported${name}.`;
  return [
    {
      link: { text: fileName(source), target: source },
      text: reason === undefined ? head : `${head} ${reason}`,
    },
    ...section(
      'Files',
      files.map((file) => ({ link: { text: workspace.asRelativePath(file), target: file }, text: '' })),
    ),
    ...section(
      'Variables',
      [...variables].map(([variable, placeholder]) => ({
        text:
          placeholder === undefined
            ? `${variable} stays as it is written`
            : `${variable} became {{${placeholder}}}`,
      })),
    ),
    ...section(
      isImported ? `Not as it was: ${places(notes.length)}` : 'What is in the way',
      notes.map(({ line, column, message }) => ({
        link: { text: `${fileName(source)}:${line}:${column}`, target: source, place: { line, column } },
        text: message,
      })),
    ),
  ];
}

function places(count: number): string {
  return count === 1 ? '1 place' : `${counted(count)} places`;
}

function section(title: string, lines: readonly ReportLine[]): readonly ReportLine[] {
  return lines.length === 0 ? [] : [EMPTY, { text: title }, ...lines];
}
