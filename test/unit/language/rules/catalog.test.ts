import assert from 'node:assert/strict';
import { FINDING_CODES } from '../../../../src/core/model/findings.js';
import { RULE_CATALOG } from '../../../../src/language/rules/catalog.js';
import { pageText } from '../../../../src/language/rules/pageText.js';
import { findingsOf } from './findingsOf.js';

describe('rule catalog', () => {
  it('has every code exactly once, in their order', () => {
    assert.deepEqual(
      RULE_CATALOG.map(({ code }) => code),
      FINDING_CODES,
    );
  });

  it('has a first sentence that can stand alone in a table', () => {
    for (const { code, text } of RULE_CATALOG) assert.match(text, /^[A-Z][^|\n]{15,160}?\.(?: |$)/, code);
  });

  it('has pages whose examples show lines of 120 characters whole, and of longer ones the beginning', () => {
    const [page] = RULE_CATALOG;
    assert.ok(page);
    const [longest, longer] = ['a'.repeat(120), 'b'.repeat(121)];
    const text = pageText({ ...page, bad: { 'a.prompt-template.md': `${longest}\n${longer}\n` } });
    assert.ok(text.includes(`\n${longest}\n${longer.slice(0, 120)}…\n`));
  });

  for (const { code, severities, bad, good } of RULE_CATALOG) {
    it(`shows ${code} by an example that gives it and nothing else, as severely as is said`, async () => {
      const found = [...(await findingsOf(bad)).values()].flat();
      assert.deepEqual([...new Set(found.map((finding) => finding.code))], [code]);
      assert.equal(found[0]?.severity, severities[0]);
    });

    it(`shows an example without ${code} in which nothing is found`, async () => {
      const found = [...(await findingsOf(good)).values()].flat();
      assert.deepEqual(found, []);
    });
  }
});
