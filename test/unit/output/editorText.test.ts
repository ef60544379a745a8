import assert from 'node:assert/strict';
import { iconText, labelText, linesText, messageText } from '../../../src/core/output/editorText.js';

describe('a text in the editor', () => {
  it('keeps its lines where lines are shown, and is one line elsewhere', () => {
    assert.equal(linesText('a\nb'), 'a\nb');
    assert.equal(labelText('a\nb'), 'a\\u000ab');
  });

  it('has no link in a message, and no icon where icons are drawn', () => {
    assert.equal(messageText('[a](command:b)'), '[a] (command:b)');
    assert.equal(iconText('$(alert) $(a b)'), '\\$(alert) $(a b)');
  });
});
