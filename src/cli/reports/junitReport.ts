import type { Finding } from '../../core/model/findings.js';
import type { FoundIn } from '../../language/index.js';
import { regionOf, type LintReport } from './lintReport.js';

/**
 * JUnit's XML, line by line: a suite for each file, a case for each of its findings, of which errors have failed and others
 * only say what they say; a file without any is one case that passed.
 */
export function junitReport(report: LintReport): readonly string[] {
  const byFile = new Map(report.files.map((file) => [file, [] as Finding[]]));
  for (const { file, finding } of report.found) {
    const known = byFile.get(file);
    if (known) known.push(finding);
    else byFile.set(file, [finding]);
  }
  const tests = [...byFile.values()].reduce((sum, findings) => sum + Math.max(1, findings.length), 0);
  const failures = failuresIn(report.found.map(({ finding }) => finding));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="prompt-bundles lint" tests="${tests}" failures="${failures}" errors="0">`,
    ...[...byFile].flatMap(([file, findings]) => suite(report, file, findings)),
    '</testsuites>',
  ];
}

function suite(report: LintReport, file: string, findings: readonly Finding[]): readonly string[] {
  const name = xml(report.pathOf(file));
  const cases = findings.flatMap((finding) => testCase(report, { file, finding }));
  const tests = Math.max(1, findings.length);
  return [
    `  <testsuite name="${name}" tests="${tests}" failures="${failuresIn(findings)}" errors="0" skipped="0">`,
    ...(cases.length > 0 ? cases : [`    <testcase classname="${name}" name="no findings"/>`]),
    '  </testsuite>',
  ];
}

function testCase({ sourceOf, pathOf }: LintReport, { file, finding }: FoundIn): readonly string[] {
  const { code, severity, message, range } = finding;
  const { startLine, startColumn } = regionOf(sourceOf(file), range);
  const place = `${startLine}:${startColumn}`;
  const said = xml(`${pathOf(file)}:${place}: ${severity}: ${message}`);
  return [
    `    <testcase classname="${xml(pathOf(file))}" name="${xml(`${code} at ${place}`)}">`,
    severity === 'error'
      ? `      <failure type="${xml(code)}" message="${xml(message)}">${said}</failure>`
      : `      <system-out>${said}</system-out>`,
    '    </testcase>',
  ];
}

function failuresIn(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

/** Text for an attribute or an element; what XML 1.0 cannot hold is shown as a replacement character. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(NOT_IN_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}

// eslint-disable-next-line no-control-regex -- XML has no way to write them
const NOT_IN_XML = /[\0-\x08\x0b-\x1f\uFFFE\uFFFF]/g;
