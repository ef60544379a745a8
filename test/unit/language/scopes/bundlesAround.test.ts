import assert from 'node:assert/strict';
import { bundlesAround } from '../../../../src/language/index.js';
import { BUNDLE, FILES, INPUT, JSON_BUNDLE, TEMPLATE } from '../navigationCases.js';
import { PublishingFolder } from '../fixes/folder.js';

describe('the bundles whose prompts a file is part of', () => {
  const { scope } = new PublishingFolder({
    ...FILES,
    'nameless.prompt-template.yaml': 'role: system\ncontent: T\n',
  });
  for (const [what, file, expected] of [
    ['a bundle itself', BUNDLE, [BUNDLE]],
    ['those that refer to a template', TEMPLATE, [BUNDLE, JSON_BUNDLE]],
    ['those that serve the model of an input', INPUT, [BUNDLE]],
    ['none of a template without a name', 'nameless.prompt-template.yaml', []],
    ['none of a file that is gone', 'gone.prompt-bundle.yaml', []],
  ] as const)
    it(`are ${what}`, () => {
      assert.deepEqual([...bundlesAround(scope, file)].sort(), [...expected].sort());
    });
});
