import path from 'node:path';
import { markdownCell, markdownCode, markdownText } from '../../core/output/markdownText.js';
import { nameFrom } from '../../node/filePaths.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { shownPieces } from '../findingText.js';
import { printCommands, printJson, printLines, printStyled, printText } from '../print.js';
import { githubCommand } from '../reports/githubReport.js';
import { terminalStyle, type Piece } from '../terminal/style.js';
import type { Check, Problem } from './check.js';

/** How `ci` tells what came of it; the first is the default. */
export const CI_FORMATS = ['text', 'json', 'markdown', 'github'] as const;

/** The most problems that people are shown; all count, and JSON has them all. */
const MAX_SHOWN = 200;

/** What all checks came to. */
export interface CiRun {
  /** Absolute. */
  readonly root: string;
  readonly checks: readonly Check[];
}

/** Tells what came of all checks. */
export function printChecks(
  host: CommandLineHost,
  format: (typeof CI_FORMATS)[number],
  { root, checks }: CiRun,
): void {
  const { shown, left } = shownOf(checks);
  const more = left === 0 ? [] : [`${left} more are not shown.`];
  switch (format) {
    case 'text':
      printStyled(
        host,
        [...shown.map(shownPieces), ...more.map((text) => [{ text }]), ...rows(checks)],
        terminalStyle(host),
      );
      return;
    case 'json':
      printJson(host, {
        passed: checks.every(({ isPassed }) => isPassed),
        checks: checks.map(({ name, isPassed, summary, problems }) => ({
          name,
          passed: isPassed,
          summary,
          problems: problems.map(problemJson),
        })),
      });
      return;
    case 'markdown':
      printText(host, checksMarkdown(checks));
      return;
    case 'github':
      printCommands(
        host,
        shown.map(({ file, start, end, severity, message, code }) =>
          githubCommand(
            severity,
            {
              file: nameFrom(host.cwd, path.join(root, file)),
              startLine: start.line,
              startColumn: start.column,
              endLine: end.line,
              endColumn: end.column,
            },
            { title: code ?? 'audit log', message },
          ),
        ),
      );
      printLines(host, [...more, ...rows(checks).map((row) => row.map(({ text }) => text).join(''))]);
  }
}

/** One summary of all checks, for a pull request or the page of a run. */
export function checksMarkdown(checks: readonly Check[]): string {
  const { shown, left } = shownOf(checks);
  const list = shown.map(
    (one) =>
      `- ${markdownCode(placeText(one))} ${one.severity}: ${markdownText(one.message)}${one.code === undefined ? '' : ` ${markdownCode(one.code)}`}\n`,
  );
  return [
    '### Prompt bundles\n\n| Check | Result | |\n| --- | --- | --- |\n',
    ...checks.map(
      ({ name, isPassed, summary }) =>
        `| ${NAMES[name]} | ${resultOf(isPassed)} | ${markdownCell(summary)} |\n`,
    ),
    ...(list.length > 0 ? ['\n', ...list] : []),
    ...(left === 0 ? [] : [`\n${left} more are not shown.\n`]),
  ].join('');
}

/** What each is called by people. */
const NAMES: Readonly<Record<Check['name'], string>> = {
  files: 'Files',
  tests: 'Tests',
  published: 'Published versions',
  labels: 'Labels',
  audit: 'Audit logs',
};

function rows(checks: readonly Check[]): readonly (readonly Piece[])[] {
  const width = checks.reduce((most, { name }) => Math.max(most, NAMES[name].length), 0);
  return checks.map(({ name, isPassed, summary }) => [
    { text: `${NAMES[name].padEnd(width)}  ` },
    isPassed ? { text: resultOf(true) } : { text: resultOf(false), tone: 'error' },
    { text: `  ${summary}` },
  ]);
}

function resultOf(isPassed: boolean): string {
  return isPassed ? 'passed' : 'failed';
}

/** Errors and warnings, the former first; what is only information is told by `lint`. */
function shownOf(checks: readonly Check[]): { readonly shown: readonly Problem[]; readonly left: number } {
  const all = checks.flatMap(({ problems }) => problems);
  const told = (['error', 'warning'] as const).flatMap((severity) =>
    all.filter((one) => one.severity === severity),
  );
  return { shown: told.slice(0, MAX_SHOWN), left: Math.max(0, told.length - MAX_SHOWN) };
}

function placeText({ file, start }: Problem): string {
  return `${file}:${start.line}:${start.column}`;
}

function problemJson({ file, start, end, severity, message, code }: Problem): object {
  return { ...(code !== undefined && { code }), severity, message, file, start, end };
}
