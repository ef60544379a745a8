import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createXXHash128 } from 'hash-wasm';
import { loadHashing, type Hashing } from '../../src/core/hashing.js';
import { nativeSha256 } from '../../src/core/nativeSha256.js';
import { sha256 } from '../../src/node/sha256.js';
import { loadPortableSha256 } from '../../src/core/portableSha256.js';

describe('XXH3', () => {
  let hashing: Hashing;
  let expected: (text: string) => string;

  before(async () => {
    hashing = await loadHashing((text) => createHash('sha256').update(text).digest('hex'));
    const hasher = await createXXHash128(0, 0);
    expected = (text) => hasher.init().update(Buffer.from(text)).digest('hex');
  });

  it('is that of nothing at all', () => {
    assert.equal(hashing.xxh3(''), '99aa06d3014798d86001c324468d497f');
  });

  it('is that of all bytes, wherever the memory it takes them from is full', () => {
    for (const unit of ['a', 'é', '本', '😀', '\ud83d'])
      for (const shift of ['', 'b', 'bb', 'bbb'])
        for (const length of [8_191, 8_192, 16_384, 32_767, 32_768, 32_769, 100_000]) {
          const text = shift + unit.repeat(Math.floor(length / unit.length));
          assert.equal(hashing.xxh3(text), expected(text), `${shift}${unit}, ${length} units`);
        }
  });

  it('is that of any text, whatever was hashed before it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
        assert.equal(hashing.xxh3(text), expected(text));
      }),
    );
  });
});

describe('SHA-256', () => {
  it('is that of the UTF-8, of half a pair as well', () => {
    const native = nativeSha256();
    assert.ok(native);
    for (const text of ['', 'a', '’', '😀', '\ud83d', 'a\udc00b', 'é'.repeat(10_000)]) {
      const expected = createHash('sha256').update(Buffer.from(text)).digest('hex');
      assert.deepEqual([native(text), sha256(text)], [expected, expected], text.slice(0, 5));
    }
  });

  it('is the same by the host and where it has none', async () => {
    const [native, portable] = [nativeSha256(), await loadPortableSha256()];
    assert.ok(native);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(native(text), portable(text));
      }),
    );
  });
});
