import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FINDING_CODES, type FindingCode } from '../../../../src/core/model/findings.js';
import { readBaseline } from '../../../../src/language/baseline/readBaseline.js';
import { changeBaseline, type CheckedCounts } from '../../../../src/language/baseline/writeBaseline.js';

const FILE = '.prompt-bundles/baseline.json';
type Counts = Readonly<Record<string, Readonly<Partial<Record<FindingCode, number>>>>>;
const checked = (counts: Counts, mayFindMore = false): ReadonlyMap<string, CheckedCounts> =>
  new Map(
    Object.entries(counts).map(([path, codes]) => [
      path,
      { counts: new Map(Object.entries(codes) as [FindingCode, number][]), mayFindMore },
    ]),
  );
const before = (counts: Counts): ReturnType<typeof readBaseline> =>
  readBaseline(FILE, JSON.stringify({ version: 1, findings: counts }));
const found = (text: string): unknown => (JSON.parse(text) as { findings: unknown }).findings;
const all = (): boolean => true;

describe('writing a baseline', () => {
  it('only loses what is gone, or takes in what is there', () => {
    const known = before({ a: { emoji: 3, schema: 1 }, b: { emoji: 1 }, gone: { emoji: 2 } });
    const now = checked({ a: { emoji: 2, syntax: 4 }, b: { emoji: 5 }, c: { emoji: 1 } });
    const isThere = (path: string): boolean => path !== 'gone';
    const pruned = changeBaseline(known, { checked: now, isThere, takesIn: false });
    assert.deepEqual(found(pruned.text), { a: { emoji: 2 }, b: { emoji: 1 } });
    assert.deepEqual(
      pruned.removed.map(({ path, code, before: had, after }) => `${path} ${code} ${had} ${after}`),
      ['a emoji 3 2', 'a schema 1 0', 'gone emoji 2 0'],
    );
    assert.deepEqual([pruned.added, pruned.findings, pruned.files], [0, 3, 2]);
    const taken = changeBaseline(known, { checked: now, isThere, takesIn: true });
    assert.deepEqual(found(taken.text), { a: { emoji: 2, syntax: 4 }, b: { emoji: 5 }, c: { emoji: 1 } });
    assert.deepEqual([taken.added, taken.findings, taken.files], [9, 12, 3]);
  });

  it('leaves alone what was not checked, or may have more', () => {
    const known = before({ a: { emoji: 3 }, b: { emoji: 1 } });
    for (const takesIn of [true, false])
      assert.deepEqual(
        found(
          changeBaseline(known, { checked: checked({ a: { emoji: 1 } }, true), isThere: all, takesIn }).text,
        ),
        { a: { emoji: 3 }, b: { emoji: 1 } },
      );
  });

  it('reads back what it wrote, in one order whatever the order it was given', () => {
    const counts = fc.dictionary(
      fc.string(),
      fc.dictionary(fc.constantFrom(...FINDING_CODES), fc.integer({ min: 1, max: 9 })),
    ) as fc.Arbitrary<Counts>;
    fc.assert(
      fc.property(counts, (given) => {
        const change = { isThere: all, takesIn: true };
        const one = changeBaseline(undefined, { ...change, checked: checked(given) });
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        assert.equal(changeBaseline(undefined, { ...change, checked: checked(reversed) }).text, one.text);
        const again = readBaseline(FILE, one.text);
        assert.deepEqual(
          again.findings.filter(({ code }) => code !== 'invisible-character'),
          [],
        );
        const same = changeBaseline(again, { checked: new Map(), isThere: all, takesIn: false });
        assert.equal(same.text, one.text);
      }),
    );
  });
});
