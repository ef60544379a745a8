import { l10n, workspace } from 'vscode';
import { counted } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import type { ReportLine } from '../commands/reports.js';
import { fileName } from '../workspace/fileName.js';
import type { Outcome } from './writeImported.js';

/** What became of each prompt: the files that were written, what its variables became, and everything that is not as it was. */
export function importReport(outcomes: readonly Outcome[]): readonly ReportLine[] {
  return outcomes.flatMap((outcome, i) => [...(i > 0 ? [EMPTY] : []), ...linesOf(outcome)]);
}

const EMPTY: ReportLine = { text: '' };

function linesOf({ source, bundle, files, reason, variables, notes }: Outcome): readonly ReportLine[] {
  const isImported = files.length > 0;
  const head = whatBecame(bundle, isImported);
  return [
    {
      link: { text: fileName(source), target: source },
      text: sentences(head, reason ?? ''),
    },
    ...section(
      l10n.t('Files'),
      files.map((file) => ({ link: { text: workspace.asRelativePath(file), target: file }, text: '' })),
    ),
    ...section(
      l10n.t('Variables'),
      [...variables].map(([variable, placeholder]) => ({
        text:
          placeholder === undefined
            ? l10n.t('{0} stays as it is written', variable)
            : l10n.t('{0} became {1}', variable, `{{${placeholder}}}`),
      })),
    ),
    ...section(
      isImported ? placesChanged(notes.length) : l10n.t('What is in the way'),
      notes.map(({ line, column, message }) => ({
        link: { text: `${fileName(source)}:${line}:${column}`, target: source, place: { line, column } },
        text: message,
      })),
    ),
  ];
}

/** What became of a prompt, behind the name of its file. */
function whatBecame(bundle: string | undefined, isImported: boolean): string {
  if (bundle === undefined) return l10n.t('was not imported.');
  return isImported ? l10n.t('was imported as {0}.', bundle) : l10n.t('was not imported as {0}.', bundle);
}

function placesChanged(count: number): string {
  return count === 1 ? l10n.t('Not as it was: 1 place') : l10n.t('Not as it was: {0} places', counted(count));
}

function section(title: string, lines: readonly ReportLine[]): readonly ReportLine[] {
  return lines.length === 0 ? [] : [EMPTY, { text: title }, ...lines];
}
