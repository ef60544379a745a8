import assert from 'node:assert/strict';
import { waysToSay, type NewValue } from '../../../../src/language/edits/waysToSay.js';
import { PublishingFolder } from '../fixes/folder.js';

const FILE = 'a.prompt-template.yaml';
const ways = (text: string, path: readonly string[], value: NewValue['value']): number =>
  waysToSay(new PublishingFolder({ [FILE]: text }).subjectNow(FILE), { path, value }).length;

describe('the ways to write a value into a file', () => {
  it('are none where there is no place for it', () => {
    assert.equal(ways('template_id: a\n', [], 'b'), 0, 'no key');
    assert.equal(ways('constraints: none\n', ['constraints', 'NO_EMOJI'], true), 0, 'below a text');
    assert.equal(ways('1: a\n', ['template_id'], 'a'), 0, 'among keys that cannot be read');
  });

  it('are none to take away what is not there', () => {
    assert.equal(ways('template_id: a\n', ['role'], undefined), 0);
    assert.equal(ways('template_id: a\n', ['constraints', 'NO_EMOJI'], undefined), 0);
    assert.equal(ways('template_id: a\n', ['template_id'], undefined), 1);
  });
});
