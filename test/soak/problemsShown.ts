import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  DiagnosticSeverity,
  languages,
  TabInputText,
  window,
  type Diagnostic,
  type Range,
  type Uri,
} from 'vscode';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';
import { labelText } from '../../src/core/output/editorText.js';
import { extension } from '../host/support.js';

/** The problems of files by their paths in the folder, each in one line; files in order. */
export type Problems = readonly string[];

const SEVERITIES = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
};

/** What VS Code shows of the extension's problems below a folder. */
export function shownProblems(root: string): Problems {
  return linesOf(
    root,
    languages
      .getDiagnostics()
      .map(([uri, all]) => [uri, all.filter(({ source }) => source === 'Prompt Bundles')]),
  );
}

/** Problems as they are compared. */
export function linesOf(root: string, shown: readonly (readonly [Uri, readonly Diagnostic[]])[]): Problems {
  const inFolder = (file: string): string => path.relative(root, file);
  return shown
    .flatMap(([uri, diagnostics]) =>
      diagnostics.map(({ severity, code, range, message, relatedInformation = [] }) => ({
        file: inFolder(uri.fsPath),
        text: [
          SEVERITIES[severity],
          String(typeof code === 'object' ? code.value : code),
          place(range),
          message,
          ...relatedInformation.map(
            ({ location, message: why }) =>
              `(${inFolder(location.uri.fsPath)} ${place(location.range)} ${why})`,
          ),
        ].join(' '),
      })),
    )
    .map(({ file, text }) => `${file}: ${text}`)
    .sort();
}

/** What the command line, which starts afresh, finds of the files as they are stored, and by name of those that tabs show. */
export async function freshProblems(root: string): Promise<Problems> {
  const { findings, truncated } = JSON.parse(await lint(root, filesInTabs(root))) as Lint;
  if (truncated) throw new Error('The command line found too much to compare.');
  return findings
    .map(({ file, severity, code, message, start, end, related }) =>
      [
        `${file}: ${severity} ${code} ${placeOf({ start, end })} ${labelText(message)}`,
        ...related.map((one) => `(${one.file} ${placeOf(one)} ${labelText(one.message)})`),
      ].join(' '),
    )
    .sort();
}

interface Place {
  readonly line: number;
  readonly column: number;
}
interface Located {
  readonly file: string;
  readonly message: string;
  readonly start: Place;
  readonly end: Place;
}
interface Lint {
  readonly findings: readonly (Located & {
    readonly code: string;
    readonly severity: string;
    readonly related: readonly Located[];
  })[];
  readonly truncated: boolean;
}

/** What is left out is looked at by name alone, and in a tab. */
function filesInTabs(root: string): string[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof TabInputText ? [input.uri] : []))
    .filter(({ scheme, fsPath }) => scheme === 'file' && fsPath.startsWith(root + path.sep))
    .map(({ fsPath }) => fsPath)
    .filter((file) => fileTypeOf(file) && existsSync(file));
}

function lint(root: string, named: readonly string[]): Promise<string> {
  const cli = path.join(extension().extensionPath, 'dist/cli.js');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [cli, 'lint', '--root', root, '--no-cache', '--format', 'json', root, ...named],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        // It ends with 1 where there are errors.
        if (error && error.code !== 1) reject(new Error(`${error.message}\n${stderr}`));
        else resolve(stdout);
      },
    );
  });
}

const place = ({ start, end }: Pick<Range, 'start' | 'end'>): string =>
  `${start.line}:${start.character}-${end.line}:${end.character}`;

/** Places as VS Code counts them, where a range has at least one character. */
function placeOf({ start, end }: Pick<Located, 'start' | 'end'>): string {
  const isEmpty = start.line === end.line && start.column === end.column;
  return `${start.line - 1}:${start.column - 1}-${end.line - 1}:${end.column - 1 + (isEmpty ? 1 : 0)}`;
}
