import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  check,
  compareConstraintFindings,
  compileConstraints,
  type ConstraintCode,
} from '../../../src/core/constraints/index.js';
import { hardText, hardToken } from './generators.js';
import { proseText } from './plainReading/proseTexts.js';

const everything = fc
  .array(
    hardToken.map((token) => token.trim()).filter((token) => token !== ''),
    { maxLength: 5 },
  )
  .map((forbiddenTokens) =>
    compileConstraints({
      forbiddenTokens,
      noEmoji: true,
      maxSentenceLength: 2,
      maxParagraphs: 1,
      assertivenessLevel: 0.5,
    }),
  );

/** What would be read as code, JSON, tags, tables, lists, quotes, addresses or the end of a sentence, eight units each. */
const HOSTILE = [
  'a\n\n- a!a',
  '```` `x`',
  '`a a!a``',
  '<b>x</b>',
  '<!-- a a',
  'a -->\n>a',
  '| a | b|',
  '|-|\n|-|-',
  '1. a. B.',
  '# a\n====',
  'a@b.c://',
  '[1], {}]',
  '"a": 1,}',
  '*/ // \n]',
  '\\`<a>\\\\`',
  '中。！字字字字字',
  'a\u0301. B. C',
  "'>\"'>'\">",
  '> \n\n>> a',
  '🙂🙂  \ta',
  '________',
];

describe('check', function () {
  this.timeout(20_000);

  it('gives ranges inside any text, in order, and the same each time', () => {
    fc.assert(
      fc.property(hardText, everything, (text, compiled) => {
        const findings = check(text, compiled);
        for (const { start, end } of findings) assert.ok(start >= 0 && start < end && end <= text.length);
        assert.deepEqual([...findings].sort(compareConstraintFindings), findings);
        assert.deepEqual(check(text, compiled), findings);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds with one rule what it finds with all', () => {
    const codes: ConstraintCode[] = [
      'assertiveness',
      'emoji',
      'forbidden-token',
      'sentence-too-long',
      'too-many-paragraphs',
    ];
    fc.assert(
      fc.property(hardText, everything, fc.constantFrom(...codes), (text, compiled, code) => {
        const all = check(text, compiled).filter((finding) => finding.code === code);
        assert.deepEqual(check(text, compiled, { rules: [code] }), all);
      }),
      { numRuns: 1000 },
    );
    assert.deepEqual(
      check('🙂', compileConstraints({ forbiddenTokens: [], noEmoji: true }), { rules: [] }),
      [],
    );
  });

  it('takes a placeholder for an opaque range, and an opaque range for one word', () => {
    const compiled = compileConstraints({
      forbiddenTokens: ['a', '!'],
      noEmoji: false,
      maxSentenceLength: 2,
      maxParagraphs: 1,
    });
    fc.assert(
      fc.property(
        fc.array(
          hardText.map((text) => text.replaceAll(/[{}]/g, '')),
          { minLength: 2, maxLength: 4 },
        ),
        (parts) => {
          const template = parts.join('{{task}}');
          const opaque = [...template.matchAll(/\{\{task\}\}/g)].map(({ index }) => ({
            start: index,
            end: index + 8,
          }));
          assert.deepEqual(check(template, compiled, { opaque }), check(template, compiled));
          // Whatever else stands there, if it is as long: it is not looked into.
          const other = parts.join('\n\n- a!a.');
          const strip = ({ code, start, end }: { code: string; start: number; end: number }) => [
            code,
            start,
            end,
          ];
          assert.deepEqual(
            check(other, compiled, { opaque }).map(strip),
            check(template, compiled).map(strip),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('looks into no opaque range, whatever stands there that is as long as a placeholder', () => {
    const compiled = compileConstraints({
      // Beside a letter that was filled in a word may be none.
      forbiddenTokens: ['!', '. .', ': -'],
      noEmoji: false,
      maxSentenceLength: 1,
      maxParagraphs: 1,
    });
    const texts = fc.oneof(hardText, proseText).map((text) => text.replaceAll('{{{', '{'));
    const both = fc.tuple(texts, texts).map((pair) => pair.join('{{task}}'));
    fc.assert(
      fc.property(
        both,
        fc.array(fc.constantFrom(...HOSTILE), { minLength: 3, maxLength: 3 }),
        (text, given) => {
          const opaque = [...text.matchAll(/\{\{(?:task|activity_level|stress|semantic_traits)\}\}/g)].map(
            ({ index, 0: placeholder }) => ({ start: index, end: index + placeholder.length }),
          );
          let i = 0;
          const other = text.replaceAll('{{task}}', () => given[i++ % given.length] ?? '');
          const places = (found: ReturnType<typeof check>): unknown =>
            found.map(({ code, start, end }) => [code, start, end]);
          assert.deepEqual(places(check(other, compiled, { opaque })), places(check(text, compiled)), other);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('counts letters without spaces before an opaque range by themselves', () => {
    const compiled = compileConstraints({ forbiddenTokens: [], noEmoji: false, maxSentenceLength: 1 });
    const [finding] = check('日本とは何。', compiled, { opaque: [{ start: 2, end: 4 }] });
    assert.match(finding?.message ?? '', /has 3 words/);
  });

  it('passes over opaque ranges that are empty, overlap or leave the text', () => {
    const compiled = compileConstraints({ forbiddenTokens: ['b'], noEmoji: false });
    const opaque = [
      { start: 0, end: 0 },
      { start: 0, end: 2 },
      { start: 1, end: 4 },
      { start: 3, end: 99 },
    ];
    assert.deepEqual(
      check('b b b', compiled, { opaque }).map(({ start }) => start),
      [2, 4],
    );
  });
});
