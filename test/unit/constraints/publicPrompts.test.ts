import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { checkText } from '../../../src/core/constraints/index.js';
import { csvColumn } from '../../harness/csvTable.mjs';
import { readPlainly } from './plainReading/plainReading.js';

/** Public prompts, which lie beside the project on some machines. */
const PROMPTS = '../shared/data/persona-prompts.csv';

describe(`public prompts, skipped where there is no ${PROMPTS}:`, function () {
  this.timeout(60_000);

  before(function () {
    if (!existsSync(PROMPTS)) this.skip();
  });

  for (const limit of [1, 25]) {
    it(`have the sentences of more than ${limit} words that a plain reading finds`, () => {
      const prompts = csvColumn(PROMPTS, 'prompt').map((prompt) => prompt.replaceAll('\r\n', '\n'));
      for (const prompt of prompts) {
        const long = readPlainly(prompt).sentences.filter(({ words }) => words > limit);
        assert.deepEqual(
          checkText(prompt, { MAX_SENTENCE_LENGTH: limit }).map(({ start, end }) => prompt.slice(start, end)),
          long.map(({ start, end }) => prompt.slice(start, end)),
        );
      }
      assert.ok(prompts.length > 0);
    });
  }
});
