// What is kept between two runs: it is read back as it was, or not at all, and nothing of it is believed unseen.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeUtf8 } from '../../../../src/core/text/utf8.js';
import {
  decodeHead,
  encodeCache,
  isWhole,
  MAX_HEAD_BYTES,
  seal,
} from '../../../../src/language/cache/cacheFormat.js';
import { checksum } from '../../../../src/language/cache/checksum.js';
import { decodeState, encodeState, type FolderState } from '../../../../src/language/cache/folderState.js';
import { decodeResult, encodeResult, type CheckedRoot } from '../../../../src/language/cache/lintResult.js';
import { MemoryWorkspace } from '../memoryWorkspace.js';
import { edit } from '../randomFolder.js';

const SUBJECT = { product: '1.0.0', key: '/home/me/prompts' };

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

/** The sections of a cache as they are read back; none of one that is of no use. */
function sectionsOf(bytes: Uint8Array, subject = SUBJECT): readonly Uint8Array[] | string {
  const head = decodeHead(bytes.subarray(0, 65_536), bytes.length, subject);
  if (typeof head === 'string') return head;
  return head.sections.map((section) => {
    const own = bytes.subarray(section.start, section.start + section.length);
    return isWhole(own, section) ? own : new Uint8Array();
  });
}

describe('the bytes of a cache', () => {
  const sections = ['one', '', 'three é'].map(encodeUtf8);
  const sealed = sections.map(seal);
  const whole = joined(encodeCache(SUBJECT, sealed) ?? []);

  it('give back what was put in', () => {
    assert.deepEqual(sectionsOf(whole), sections);
  });

  it('are of no use for another version or another folder, which is no damage', () => {
    assert.equal(sectionsOf(whole, { ...SUBJECT, product: '1.0.1' }), 'other');
    assert.equal(sectionsOf(whole, { ...SUBJECT, key: '/home/me' }), 'other');
  });

  it('hold a subject as long as their beginning has room for it', () => {
    const made = (length: number): ReturnType<typeof encodeCache> =>
      encodeCache({ ...SUBJECT, key: 'x'.repeat(length) }, sealed);
    const [first, head] = made(60_000) ?? [];
    const most = 60_000 + MAX_HEAD_BYTES - joined([first!, head!]).length;
    const whole = joined(made(most) ?? []);
    assert.deepEqual(sectionsOf(whole, { ...SUBJECT, key: 'x'.repeat(most) }), sections);
    assert.equal(made(most + 1), undefined);
  });

  it('are damaged as soon as one of them is another, is missing, or is too many', () => {
    for (let at = 0; at < whole.length; at++) {
      for (const bit of [1, 16, 128]) {
        const bytes = Uint8Array.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ bit;
        const read = sectionsOf(bytes);
        assert.notDeepEqual(read, sections, `byte ${at}`);
        if (typeof read !== 'string')
          assert.ok(read.every((one, i) => one.length === 0 || Buffer.compare(one, sections[i]!) === 0));
      }
      assert.equal(sectionsOf(whole.subarray(0, at)), 'damaged');
    }
    assert.equal(sectionsOf(joined([whole, encodeUtf8(' ')])), 'damaged');
  });

  it('have the same checksum on every system and in every version: what was kept before is read', () => {
    const bytes = Uint8Array.from({ length: 11 }, (_, i) => 255 - 23 * i);
    assert.equal(checksum(bytes), 'd31f3ace62fc12d0');
    assert.equal(checksum(new Uint8Array()), '243f22f685a725cb');
    assert.equal(checksum(bytes.subarray(4, 7)), checksum(Uint8Array.from(bytes.slice(4, 7))));
  });

  it('have another checksum for other bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(39),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, bits) => {
          const other = Uint8Array.from(bytes);
          if (at < other.length) other[at] = (other[at] ?? 0) ^ bits;
          assert.equal(checksum(other) === checksum(bytes), at >= other.length);
          assert.notEqual(checksum(bytes), checksum(joined([bytes, Uint8Array.of(0)])));
        },
      ),
    );
  });
});

describe('what is kept of a folder', () => {
  /** The state of a folder with random files. */
  async function stateOf(edits: readonly (readonly [string, string | undefined])[]): Promise<FolderState> {
    const workspace = new MemoryWorkspace();
    for (const [file, text] of edits) await workspace.write({ [file]: text });
    const { scope, language } = workspace;
    const files = workspace
      .names()
      .map((file) => ({ file, home: '', content: 'c', stamp: 's', summary: scope.get(file) }));
    const published = { file: 'p', home: 'below', content: '!', stamp: '', summary: undefined };
    const [first = ''] = workspace.names();
    for (const file of workspace.names())
      if (scope.get(file)?.kind === 'bundle') await language.assemble(file);
    return {
      files: [...files, published],
      assembled: new Map([['', first === '' ? [] : language.keptAssemblies(first)]]),
      published: new Map([['below', 'some']]),
    };
  }

  it('is read back as it was', async () => {
    let assemblies = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 25 }), async (edits) => {
        const state = await stateOf(edits);
        assemblies += state.assembled.get('')?.length ?? 0;
        assert.deepEqual(decodeState(encodeState(state)), state);
      }),
      { numRuns: 60 },
    );
    assert.ok(assemblies > 20);
  }).timeout(60_000);

  it('is nothing where any value is another than it should be, and never throws', async () => {
    const edits = fc.sample(edit, { numRuns: 30, seed: 7 });
    const state = encodeState(await stateOf(edits));
    const lines = Buffer.from(state).toString().split('\n');
    let dropped = 0;
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.nat(5_000),
        fc.constantFrom(...STRANGE),
        (index, at, strange) => {
          const values = JSON.parse(lines[index] ?? '') as unknown;
          const changed = [...lines];
          changed[index] = JSON.stringify(replaceNth(values, { left: at % countOf(values) }, strange));
          if (!decodeState(encodeUtf8(changed.join('\n')))) dropped++;
          // Whatever its shape, what is read has none but own values.
          assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
        },
      ),
      { numRuns: 2_000 },
    );
    assert.ok(dropped > 1_000, `${dropped}`);
    for (const text of [
      '',
      'null',
      '[]',
      '[]\n',
      '[]\n[]\n',
      '[]\n[[]]',
      '{}',
      '[]\n[]\n["f"]',
      '['.repeat(100_000),
    ])
      assert.equal(decodeState(encodeUtf8(text)), undefined, text.slice(0, 20));
  });
});

describe('what was found in a folder', () => {
  const place = { line: 1, column: 2, offset: 1 };
  const root: CheckedRoot = {
    home: '',
    found: [
      {
        code: 'emoji',
        severity: 'warning',
        message: 'An “emoji”: 🙂 \ud800',
        file: '__proto__',
        start: place,
        end: place,
        related: [{ message: 'Here.', file: 'a', start: place, end: place }],
        isPlaced: true,
      },
    ],
    others: [],
    otherFiles: ['x.json'],
    isTruncated: false,
    baselined: [{ file: 'a.prompt-template.yaml', count: 2 }],
  };

  it('is read back as it was', () => {
    assert.deepEqual(decodeResult(encodeResult([root])), [root]);
    assert.deepEqual(decodeResult(encodeResult([])), []);
  });

  it('is nothing where any value is another than it should be', () => {
    const count = countOf([root]);
    for (let at = 0; at < count; at++)
      for (const strange of STRANGE) {
        const changed = replaceNth([root], { left: at }, strange);
        const read = decodeResult(encodeUtf8(JSON.stringify(changed)));
        if (read) assert.deepEqual(read, JSON.parse(JSON.stringify(changed)));
      }
    assert.equal(decodeResult(encodeUtf8('[{"__proto__":{"home":""}}]')), undefined);
  });
});

const STRANGE = [null, -1, 1.5, 1e300, '', 'x', true, [], {}, [[]], { __proto__: null, polluted: 1 }];

/** How many values there are in one, itself included. */
function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + countOf(item), 1);
}

/** The same value but for one of those in it. */
function replaceNth(value: unknown, counter: { left: number }, by: unknown): unknown {
  if (counter.left-- === 0) return by;
  if (Array.isArray(value)) return value.map((item: unknown) => replaceNth(item, counter, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, replaceNth(item, counter, by)]),
  );
}
