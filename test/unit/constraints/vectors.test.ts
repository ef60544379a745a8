import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkText } from '../../../src/core/constraints/index.js';

interface GoldenCase {
  readonly name: string;
  readonly constraints: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly findings: readonly { code: string; start: number; end: number; text: string }[];
}

const cases = JSON.parse(readFileSync('test/vectors/constraints.json', 'utf8')) as GoldenCase[];

describe('constraint vectors', () => {
  for (const { name, constraints, text, findings } of cases) {
    it(name, () => {
      const found = checkText(text, constraints);
      assert.deepEqual(
        found.map(({ code, start, end }) => ({ code, start, end, text: text.slice(start, end) })),
        findings,
      );
    });
  }
});
