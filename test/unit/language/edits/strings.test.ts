import assert from 'node:assert/strict';
import { changeString, passageOf, stringAt } from '../../../../src/language/edits/strings.js';
import { subjectOf } from '../refactor/support.js';

describe('a text in a file', () => {
  it('is known to be meant where a finding on a whole value names it, and it is there once', () => {
    const subject = subjectOf(
      'a.prompt-input.yaml',
      'semantic_traits:\n  a: never say never\n  b: never say it\n',
    );
    const passage = (value: string): readonly number[] | undefined => {
      const start = subject.text.indexOf(value);
      const range = { start, end: start + value.length };
      const found = passageOf(subject, {
        code: 'forbidden-token',
        severity: 'error',
        message: '',
        range,
        text: 'never',
      });
      return found && [found.start, found.end];
    };
    assert.equal(passage('never say never'), undefined);
    assert.deepEqual(passage('never say it'), [0, 5]);
  });

  it('is written as it is below front matter, whatever it begins with, and in its quotes elsewhere', () => {
    const subject = subjectOf('a.prompt-template.md', '---\nrole: "user"\n---\n\n"Hi" there.\n');
    for (const [word, before, written] of [
      ['there', 'there', 'to "C:\\" too'],
      ['user', 'user', 'to \\"C:\\\\\\" too'],
    ] as const) {
      const start = subject.text.indexOf(word);
      const string = stringAt(subject, { start, end: start + word.length });
      assert.ok(string);
      const at = string.node.value.indexOf(before);
      const edit = { start: at, end: at + before.length, text: 'to "C:\\" too' };
      assert.equal(changeString(subject, string, [edit])?.edits[0]?.text, written);
    }
  });
});
