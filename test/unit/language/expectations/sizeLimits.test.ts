import assert from 'node:assert/strict';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { sizeLimits } from '../../../../src/language/expectations/sizeLimits.js';

const VERSION = { id: 'a', semver: '1.0.0' };
const input = (text: string) => {
  const file = parsePromptFile({ kind: 'input', syntax: 'yaml' }, { text });
  assert.ok(file.kind === 'input');
  return file;
};

describe('how long a prompt may be', () => {
  it('is what the budget says, then what the input expects of that version', () => {
    const expecting = input(
      'expect:\n  a@1.0.0:\n    max_tokens: {cl100k_base: 70, o200k_base: 60, other: 1}\n    max_characters: 50\n  a@2.0.0: {max_characters: 9}\n',
    );
    const budget = { maxCharacters: 90, maxTokens: { o200k_base: 80 } };
    assert.deepEqual(
      sizeLimits(VERSION, budget, expecting).map(({ by, unit, most }) => `${by} ${unit} ${most}`),
      [
        'budget characters 90',
        'budget o200k_base 80',
        'input characters 50',
        'input o200k_base 60',
        'input cl100k_base 70',
      ],
    );
  });

  it('may be nothing at all', () => {
    const none = input('expect: {a@1.0.0: {max_characters: 0}}\n');
    assert.deepEqual(sizeLimits(VERSION, undefined, none), [{ by: 'input', unit: 'characters', most: 0 }]);
  });

  it('is not limited where nothing says so, or what says so is no number', () => {
    for (const text of [
      'task: x\n',
      'expect: {a@1.0.0: 3}\n',
      'expect: {a@1.0.0: {max_characters: many}}\n',
      ': [',
    ])
      assert.deepEqual(sizeLimits(VERSION, { maxTokens: {} }, input(text)), [], text);
    assert.deepEqual(sizeLimits(VERSION, undefined, undefined), []);
  });
});
