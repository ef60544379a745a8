import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mock } from 'node:test';
import fc from 'fast-check';
import { createXXHash128 } from 'hash-wasm';
import { loadHashing, type Hashing } from '../../src/core/hashing.js';
import { InlineRenderer } from '../../src/core/inlineRenderer.js';
import type { Render } from '../../src/core/promptGenerator.js';
import { nativeSha256 } from '../../src/core/nativeSha256.js';
import { sha256 } from '../../src/node/sha256.js';
import { loadPortableSha256 } from '../../src/core/portableSha256.js';

describe('the SHA-256 of the host', () => {
  afterEach(() => {
    mock.restoreAll();
  });

  /** A host whose crypto module is another. */
  function giveCrypto(crypto: unknown): void {
    mock.method(process, 'getBuiltinModule', () => crypto);
  }

  it('is the same where it hashes in steps alone', () => {
    giveCrypto({ createHash });
    assert.equal(nativeSha256()?.('é😀'), sha256('é😀'));
    giveCrypto(undefined);
    assert.equal(nativeSha256(), undefined);
  });

  it('is done without by what renders texts', async () => {
    const texts = { bundle_id: 'b', semver: '1.0.0', parts: ['S', 'P', 'A', '{{task}}'], tags: [] };
    const render = (): Promise<Render> => new InlineRenderer().render({ ...texts, input: '{"task":"x"}' });
    giveCrypto(undefined);
    const portable = await render();
    mock.restoreAll();
    const native = await render();
    assert.deepEqual(
      [portable.prompt_hash, portable.content_hash],
      [native.prompt_hash, native.content_hash],
    );
    assert.equal(portable.prompt_hash, sha256('S\n\nP\n\nA\n\nx'));
  });
});

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
