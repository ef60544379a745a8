import assert from 'node:assert/strict';
import { wordText } from '../../../../src/language/completion/writeValue.js';
import { smallestEdits } from '../../../../src/language/edits/smallestEdits.js';
import { subjectOf } from '../refactor/support.js';

const TEXT = 'a\u{e0041}';

describe('characters beyond U+FFFF that are not seen', () => {
  it('are escaped as a whole in YAML and by halves in JSON where a word is completed', () => {
    const at = { quotes: '', isFlow: false } as const;
    assert.equal(wordText({ ...at, syntax: 'yaml' }, TEXT), '"a\\U000e0041"');
    assert.equal(wordText({ ...at, syntax: 'json' }, TEXT), '"a\\udb40\\udc41"');
  });

  it('are escaped so where another value is replaced', () => {
    for (const [name, text, written] of [
      ['a.prompt-input.json', '{"task": 5}', '"a\\udb40\\udc41"'],
      ['a.prompt-input.yaml', 'task: 5\n', '"a\\U000e0041"'],
    ] as const) {
      const subject = subjectOf(name, text);
      const node =
        subject.file.root?.kind === 'mapping' ? subject.file.root.byKey.get('task')?.value : undefined;
      assert.ok(node);
      assert.deepEqual(smallestEdits(subject, node, ['task'], TEXT), [[{ ...node.range, text: written }]]);
    }
  });
});
