import { jsonText } from '../../core/output/jsonText.js';
import { regionOf, type LintReport } from '../reports/lintReport.js';
import type { TestCase } from './runTests.js';

/** TAP 14, line by line: a test point for each thing that is expected, with the place and the reason of each that fails. */
export function tapTests(cases: readonly TestCase[], sourceOf: LintReport['sourceOf']): readonly string[] {
  return [
    'TAP version 14',
    `1..${cases.length}`,
    ...cases.flatMap(({ file, version, title, failure }, i) => {
      const name = [file, version, title].filter((part) => part !== undefined).join(' › ');
      const point = `ok ${i + 1} - ${escaped(name)}`;
      if (!failure) return [point];
      const { startLine, startColumn } = regionOf(sourceOf(file), failure.range);
      return [
        `not ${point}`,
        '  ---',
        // JSON is YAML.
        `  message: ${jsonText(failure.message, 'one-line')}`,
        `  at: ${jsonText({ file, line: startLine, column: startColumn }, 'one-line')}`,
        '  ...',
      ];
    }),
  ];
}

/** A hash begins a directive, and a line break ends the description. */
function escaped(text: string): string {
  return text.replaceAll(/[\\#]/g, '\\$&').replaceAll(/[\r\n]+/g, ' ');
}
