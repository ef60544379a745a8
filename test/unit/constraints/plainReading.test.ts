import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkText } from '../../../src/core/constraints/index.js';
import { proseText } from './plainReading/proseTexts.js';
import { readPlainly } from './plainReading/plainReading.js';

interface GoldenCase {
  readonly name: string;
  readonly constraints: { readonly MAX_SENTENCE_LENGTH?: number; readonly MAX_PARAGRAPHS?: number };
  readonly text: string;
  readonly findings: readonly { code: string; start: number; end: number }[];
}

const cases = JSON.parse(readFileSync('test/vectors/constraints.json', 'utf8')) as GoldenCase[];

describe('the plain reading of prose', () => {
  for (const { name, constraints, text, findings } of cases) {
    const { MAX_SENTENCE_LENGTH: limit, MAX_PARAGRAPHS: most } = constraints;
    if (limit === undefined && most === undefined) continue;
    it(`gives the vector: ${name}`, () => {
      const { sentences, paragraphs, visibleEnd } = readPlainly(text);
      const found = (code: string): number[][] =>
        findings.filter((finding) => finding.code === code).map(({ start, end }) => [start, end]);
      if (limit !== undefined) {
        const long = sentences.filter(({ words }) => words > limit).map(({ start, end }) => [start, end]);
        assert.deepEqual(long, found('sentence-too-long'));
      }
      if (most !== undefined) {
        const first = paragraphs[most];
        assert.deepEqual(first === undefined ? [] : [[first, visibleEnd]], found('too-many-paragraphs'));
      }
    });
  }
});

describe('the engine and the plain reading', function () {
  this.timeout(60_000);

  it('agree on every sentence and its words', () => {
    fc.assert(
      fc.property(proseText, (text) => {
        const longest = readPlainly(text).sentences.filter(({ words }) => words > 0);
        for (const limit of [1, 4]) {
          const found = checkText(text, { MAX_SENTENCE_LENGTH: limit });
          assert.deepEqual(
            found.map(
              ({ start, end, message }) =>
                `${text.slice(start, end)} ${start} ${/\d+/.exec(message)?.[0] ?? ''}`,
            ),
            longest
              .filter(({ words }) => words > limit)
              .map(({ start, end, words }) => `${text.slice(start, end)} ${start} ${words}`),
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('agree on every paragraph', () => {
    fc.assert(
      fc.property(proseText, (text) => {
        const { paragraphs, visibleEnd } = readPlainly(text);
        for (let limit = 1; limit <= paragraphs.length; limit++) {
          const found = checkText(text, { MAX_PARAGRAPHS: limit }).map(({ start, end }) => [start, end]);
          const first = paragraphs[limit];
          assert.deepEqual(
            found.map(([start]) => start),
            first === undefined ? [] : [first],
          );
          if (first !== undefined && visibleEnd > first) assert.deepEqual(found, [[first, visibleEnd]]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
