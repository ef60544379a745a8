import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLongerInUtf8 } from '../../src/core/text/utf8.js';

describe('whether a text is longer in UTF-8', () => {
  const units = fc.constantFrom(
    'a',
    '\u007f',
    '\u0080',
    '\u07ff',
    '\u0800',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
  );

  it('is told as encoding it would, at every limit near it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: units, maxLength: 12 }),
        fc.integer({ min: -4, max: 4 }),
        (text, more) => {
          const bytes = Buffer.byteLength(text);
          assert.equal(isLongerInUtf8(text, bytes + more), more < 0);
        },
      ),
    );
  });

  for (const unit of ['a', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}'])
    it(`counts ${JSON.stringify(unit)} with the bytes that it takes`, () => {
      const bytes = Buffer.byteLength(unit);
      // Between others that take less, so that neither the length alone nor three times it tells.
      assert.equal(isLongerInUtf8(`aa${unit}aa`, bytes + 4), false);
      assert.equal(isLongerInUtf8(`aa${unit}aa`, bytes + 3), true);
    });
});
