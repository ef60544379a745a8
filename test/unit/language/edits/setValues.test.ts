// What becomes of a file that is to say other values: its layout and its comments stay, or nothing is done.
import assert from 'node:assert/strict';
import type { JsonValue } from '../../../../src/core/model/jsonValue.js';
import { setValues } from '../../../../src/language/edits/setValues.js';
import type { NewValue } from '../../../../src/language/edits/waysToSay.js';
import { applyEdits } from '../../../../src/language/edits/textEdit.js';
import { wholeFile } from '../../../../src/language/edits/writtenValues.js';
import { subjectOf } from '../refactor/support.js';

/** The text afterwards; `undefined` where it cannot be done. */
function written(name: string, text: string, values: readonly NewValue[]): string | undefined {
  const edit = setValues(subjectOf(name, text), values);
  return edit && applyEdits(text, [edit]);
}

const at = (path: string, value: NewValue['value']): NewValue => ({ path: path.split('.'), value });

describe('a file that is to say other values', () => {
  const CASES: readonly (readonly [string, string, string, readonly NewValue[], string | undefined])[] = [
    [
      'keeps the lines of a list',
      'a.prompt-bundle.json',
      '{\n  "tags": [\n    "a",\n    "b"\n  ]\n}\n',
      [at('tags', ['a', 'c'])],
      '{\n  "tags": [\n    "a",\n    "c"\n  ]\n}\n',
    ],
    [
      'has a new key on a line of its own where the others have',
      'a.prompt-bundle.json',
      '{\n  "bundle_id": "a"\n}\n',
      [at('semver', '1.0.0')],
      '{\n  "bundle_id": "a",\n  "semver": "1.0.0"\n}\n',
    ],
    [
      'says each value, the first there already or not',
      'a.prompt-bundle.yaml',
      'bundle_id: a\nsemver: 1.0.0\n',
      [at('bundle_id', 'a'), at('semver', '2.0.0')],
      'bundle_id: a\nsemver: 2.0.0\n',
    ],
    [
      'is written anew where an alias would say the same',
      'a.prompt-input.yaml',
      'semantic_traits: &a { b: c }\nx-d: *a\n',
      [at('semantic_traits.b', 'e')],
      'semantic_traits:\n  b: e\nx-d:\n  b: c\n',
    ],
    [
      'is left alone where that would lose a comment',
      'a.prompt-input.yaml',
      '# Ours.\nsemantic_traits: &a { b: c }\nx-d: *a\n',
      [at('semantic_traits.b', 'e')],
      undefined,
    ],
    [
      'has characters that are not seen escaped as JSON escapes them',
      'a.prompt-input.json',
      '{"task": "S\\u0061y it now.", "semantic_traits": {}}',
      [at('task', 'Say \u{e0041} now.'), at('semantic_traits.\u{e0041}', 'x')],
      '{"task": "S\\u0061y \\udb40\\udc41 now.", "semantic_traits": { "\\udb40\\udc41": "x" }}',
    ],
    [
      'keeps the lines of a literal block',
      'a.prompt-template.yaml',
      'content: |\n  One.\n  Two.\n',
      [at('content', 'One.\nNew.\nTwo.\n')],
      'content: |\n  One.\n  New.\n  Two.\n',
    ],
  ];
  for (const [what, name, text, values, after] of CASES)
    it(what, () => {
      assert.equal(written(name, text, values), after);
    });
});

describe('a file that is written as a whole', () => {
  it('says empty lists and mappings as such', () => {
    const says = new Map<string, JsonValue>([
      ['a', new Map()],
      ['b', []],
      ['c', [new Map(), new Map([['\u{e0041}', 'x']])]],
    ]);
    const yaml = 'a: {}\nb: []\nc:\n  - {}\n  - { "\\U000e0041": "x" }\n';
    assert.equal(wholeFile({ kind: 'input', syntax: 'yaml' }, says), yaml);
  });
});
