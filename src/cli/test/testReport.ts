import path from 'node:path';
import { findingText } from '../findingText.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { findingsJson } from '../findingJson.js';
import { printCommands, printJson, printLines } from '../print.js';
import { githubReport } from '../reports/githubReport.js';
import { count } from '../usage.js';
import { junitTests } from './junitTests.js';
import type { TestCase, TestedRoot } from './runTests.js';
import { tapTests } from './tapTests.js';
import { nameFrom } from '../../node/filePaths.js';

/** How `test` tells what came of it; the first is the default. */
export const TEST_FORMATS = ['text', 'json', 'junit', 'tap', 'github'] as const;

/** What was tested. */
export interface TestRun {
  /** Absolute. */
  readonly root: string;
  readonly tested: readonly TestedRoot[];
  /** Whether what can be updated was. */
  readonly isUpdated: boolean;
}

/** Tells what came of all expectations. */
export function printTests(
  host: CommandLineHost,
  format: (typeof TEST_FORMATS)[number],
  { root, tested, isUpdated }: TestRun,
): void {
  const cases = tested.flatMap((one) => one.cases);
  const sourceOf: SourceOf = (file) =>
    tested.map(({ folder }) => folder.sourceOf(file)).find((source) => source !== undefined);
  const pathOf = (file: string): string => nameFrom(host.cwd, path.join(root, file));
  const found = cases.flatMap(({ file, failure }) => (failure ? [{ file, finding: failure }] : []));
  switch (format) {
    case 'text':
      printLines(host, textLines(cases, sourceOf, isUpdated));
      return;
    case 'json':
      printJson(host, {
        tests: cases.map((one) => testJson(one, sourceOf)),
        passed: cases.length - found.length,
        failed: found.length,
      });
      return;
    case 'junit':
      printLines(host, junitTests(cases, { sourceOf, pathOf }));
      return;
    case 'tap':
      printLines(host, tapTests(cases, sourceOf));
      return;
    case 'github':
      printCommands(host, githubReport({ found, sourceOf, pathOf }));
  }
}

type SourceOf = TestedRoot['folder']['sourceOf'];

function textLines(cases: readonly TestCase[], sourceOf: SourceOf, isUpdated: boolean): readonly string[] {
  if (cases.length === 0) return ['No input expects anything.'];
  const failing = cases.filter(({ failure }) => failure);
  const lines = failing.flatMap(({ file, failure }) => {
    const source = sourceOf(file);
    return source && failure ? [findingText(file, source, failure)] : [];
  });
  const versions = new Set(cases.map(({ file, version }) => `${file} ${version}`)).size;
  const inputs = new Set(cases.map(({ file }) => file)).size;
  const where = `${count(versions, 'version')} of ${count(inputs, 'input')}`;
  const summary =
    failing.length === 0
      ? `${count(cases.length, 'expectation')} hold${cases.length === 1 ? 's' : ''}, of ${where}.`
      : `${failing.length} of ${count(cases.length, 'expectation')} fail${failing.length === 1 ? 's' : ''}, of ${where}.`;
  const hint =
    !isUpdated && failing.some((one) => one.isUpdatable)
      ? ' Where the change is meant, update with --update.'
      : '';
  return [...lines, `${summary}${hint}`];
}

function testJson({ file, version, title, kind, actual, failure }: TestCase, sourceOf: SourceOf): object {
  const [finding] = failure ? findingsJson({ sourceOf }, [{ file, finding: failure }]) : [];
  return {
    input: file,
    bundle: version ?? null,
    expectation: title,
    kind: kind ?? null,
    holds: failure === undefined,
    actual: actual ?? null,
    ...(finding && { finding }),
  };
}
