import assert from 'node:assert/strict';
import { evaluateExpectation } from '../../../../src/language/expectations/evaluateExpectation.js';
import { writtenExpectations } from '../../../../src/language/expectations/writtenExpectations.js';
import { subjectOf } from '../refactor/support.js';

describe('a limit of tokens', () => {
  it('is said not to be compared where the words of the encoding cannot be had', async () => {
    const { file, text } = subjectOf(
      'i.prompt-input.yaml',
      'task: x\nexpect:\n  b@1.0.0:\n    max_tokens: { o200k_base: 5 }\n',
    );
    const [written] = writtenExpectations(file.root);
    assert.ok(written);
    for (const loadTokenizer of [undefined, () => Promise.reject(new Error('offline'))]) {
      const render = { rendered_prompt: 'x', prompt_hash: '' };
      const measured = { render, loadTokenizer, findings: () => Promise.resolve([]) };
      const told = await evaluateExpectation(written, measured, text);
      assert.deepEqual(
        told.map(({ actual, failure }) => [actual, failure?.message]),
        [[undefined, 'Tokens by `o200k_base` cannot be counted here, so the limit is not compared.']],
      );
    }
  });
});
