import { xml } from '../reports/junitReport.js';
import { regionOf, type LintReport } from '../reports/lintReport.js';
import type { TestCase } from './runTests.js';

/** JUnit's XML, line by line: a suite for each input, a case for each thing that it expects. */
export function junitTests(
  cases: readonly TestCase[],
  report: Pick<LintReport, 'sourceOf' | 'pathOf'>,
): readonly string[] {
  const byFile = new Map<string, TestCase[]>();
  for (const one of cases) {
    const known = byFile.get(one.file);
    if (known) known.push(one);
    else byFile.set(one.file, [one]);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="prompt-bundles test" tests="${cases.length}" failures="${failuresIn(cases)}" errors="0">`,
    ...[...byFile].flatMap(([file, own]) => [
      `  <testsuite name="${xml(report.pathOf(file))}" tests="${own.length}" failures="${failuresIn(own)}" errors="0" skipped="0">`,
      ...own.flatMap((one) => testCase(one, report)),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
}

function testCase(
  { file, version, title, failure }: TestCase,
  { sourceOf, pathOf }: Pick<LintReport, 'sourceOf' | 'pathOf'>,
): readonly string[] {
  const name = xml(version === undefined ? title : `${version} ${title}`);
  const start = `    <testcase classname="${xml(pathOf(file))}" name="${name}"`;
  if (!failure) return [`${start}/>`];
  const { startLine, startColumn } = regionOf(sourceOf(file), failure.range);
  const said = xml(`${pathOf(file)}:${startLine}:${startColumn}: ${failure.message}`);
  return [
    `${start}>`,
    `      <failure type="${failure.code}" message="${xml(failure.message)}">${said}</failure>`,
    '    </testcase>',
  ];
}

function failuresIn(cases: readonly TestCase[]): number {
  return cases.filter(({ failure }) => failure).length;
}
