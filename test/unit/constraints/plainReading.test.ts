import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { check, compileConstraints, type CheckOptions } from '../../../src/core/constraints/index.js';
import type { TextRange } from '../../../src/core/model/findings.js';
import { proseText } from './plainReading/proseTexts.js';
import { readPlainly, type PlainReading } from './plainReading/plainReading.js';

interface GoldenCase {
  readonly name: string;
  readonly constraints: { readonly MAX_SENTENCE_LENGTH?: number; readonly MAX_PARAGRAPHS?: number };
  readonly text: string;
  readonly findings: readonly { code: string; start: number; end: number }[];
}

/** Short texts that random ones seldom hold: addresses, marks, tags, tables and markers at the bounds of what they are. */
const RARE: readonly string[] = [
  'd approx.\u3000:',
  ' x://é',
  'www:n',
  'www.`I',
  'www._s',
  'ép://a',
  'b@c.d',
  '><g\n>k',
  '#\n\nA',
  '|||\n-|-\n|',
  '- <g\n>k',
  '|||\n-|-\n\ny|',
  '|||\n-|-\n|\nx y',
  '\na\n#f',
  '<!A>{{task}}',
  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxa<b\n\u200c>',
  '>[x] d',
  '`1)x',
  ',\n[t u',
  '/\n\n1) +',
  '- -x"a',
  't\n\n__',
  'a xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nTone:',
  ',\n\n- [',
  '一、{a',
  '、1)x',
  '2）\u30009',
  '好A',
  '）\u3000w:9',
  "a'_x",
  'A𐐀',
  'a\u20e3-c',
  'A!\t答',
  'p、x。.',
  '>k}w:',
  '._ x答',
  '.w`I',
  '：x{s',
  '{{task}}\nx',
  'w:1://',
  'x._x',
  'ก\u0e341',
  '`\n\n` `d',
  'r\n\n>T\n|',
  'i d</>',
  'a b<?>',
  '<b\n',
  'h\n<r',
  'a<b\n\u200c>',
  '<a b="\n">',
  '><g\n>h>',
  'าー',
  'b\uffffÉ.<b>}',
  '_www.a⚠r',
  'www.a``T`',
  '- <g\nh="\n">k',
  'a\nb||\n-|-',
  '~\n>>```\n>',
  '<!a{{task}}>',
  '[]/*\n[]',
  '{"a":{},"b":"\n}',
  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxvery    \u{1d167}\n𠀀',
  'x\n<xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{{stress}}xxxxxxxx>To>g',
  '`\n\n|\n-',
  '.\n\ne\n>1.',
  '+ [ ]\n\n\u20e3',
  '>* e\n>b',
  '.\n\ne\n1) 1.',
  '*\n\u00a0[]',
  '\u{1d167}\n1) ก',
  '```*`\n\n`',
  '(\n\n2. [1]',
  '- [ e f',
  '~\n\n>•',
  'É,2',
  'É\nc\n|-',
  'x\n<:>g',
  'x\n<b>To>g',
  'b\n\n<c\n\n>',
  '<g\nh=\n\n>',
  '<g\nh="\n\n>',
  'e\n<!a',
  '<!b\n\n<!c\n\n>',
  '<a b=• }>',
  'a\n\nb|c\n-|-\nd|e</i>\n|',
  '> ~~~\n> a\n> ~~~\n> b c',
  '\\`` a.` b',
  '[/*/ 1]',
  '###### a b\n####### c d',
  '123456789. a b',
  '1234567890. a b',
  '0. a b\n9. c d',
  '十二三、a b',
  'A b\nz c d',
  'A b\nZ: c d',
  `a ${'x'.repeat(60)}\nZ: c d`,
  'a.b_ c d',
  'a._b c d',
  'x.w_ c d',
  '你'.repeat(512),
  `${'你好吗'.repeat(171)}。`,
  '> a|b\n> -|-\n> c|d',
  '> a|b\n>> -|-\n> c|d',
  'a|b\n:-|-:\nc d|e f',
  '|\\|\n|-|\n|a b|',
  'a <b c="\nd"> e',
  '<!-- a -- b\n\n--> c d',
  'a <!x\n\n<!y z> b c',
];

/** The same with opaque ranges, which stand in `⟦⟧`. */
const FILLED: readonly string[] = [
  'b@c.⟦e⟧',
  'x://⟦\n⟧⟦\n⟧',
  '⟦\n⟧c',
  '<!A⟦>⟧',
  '{"⟦n⟧⟦"⟧:""}',
  '⟦ ⟧⟦_⟧',
  '⟦>⟧𐐨',
  '⟦•⟧⟦a⟧',
  '⟦<⟧a>',
  'e:⟦*⟧',
  'x好xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nTh{{t}:⟦ ⟧c',
  '<!--\n-->⟦ ⟧i',
  '~~⟦~⟧⟦す⟧',
  '5⟦.⟧',
  '一⟦、⟧',
  'a⟦)⟧',
  'a+b@⟦c.d⟧',
  '9⟦\u0301⟧',
  'b c。⟦」⟧',
  'g.⟦)⟧',
  'ー⟦ก⟧',
  'e\n⟦a⟧',
  '_⟦1⟧',
  '<b c="⟦d⟧',
  '<b c=⟦d⟧⟦"⟧>',
  '<b c="⟦d⟧"⟦>⟧',
  '</s⟦>⟧',
  '𝟘+b@c.d',
  't+s⟦h⟧://',
  'd\n\n“<i>\n#',
  '`⟦a`⟧⟦`⟧',
  '<!--⟦>-⟧->⟦f⟧',
  'a b xxxxx你xxxxxxxxxxxxxxxxxxxxxxxxxxx⟦xx\uffff⟧xxxxxxxxxxxxxxxxxxx\n🙂',
  '1\u{1d167}s⟦://⟧',
  '\u{1d167}s⟦:/⟧/',
  '\\⟦<⟧d',
  'etc. ⟦a⟧',
  'et⟦c⟧. a',
  '>:\n⟦|⟧⟦-⟧',
  '>`\n|⟦ ⟧⟦|-⟧',
];

const cases = JSON.parse(readFileSync('test/vectors/constraints.json', 'utf8')) as GoldenCase[];

describe('the plain reading of prose', () => {
  for (const { name, constraints, text, findings } of cases) {
    const { MAX_SENTENCE_LENGTH: limit, MAX_PARAGRAPHS: most } = constraints;
    if (limit === undefined && most === undefined) continue;
    it(`gives the vector: ${name}`, () => {
      const { sentences, paragraphs, visibleEnd } = readPlainly(text);
      const found = (code: string): number[][] =>
        findings.filter((finding) => finding.code === code).map(({ start, end }) => [start, end]);
      if (limit !== undefined) {
        const long = sentences.filter(({ words }) => words > limit).map(({ start, end }) => [start, end]);
        assert.deepEqual(long, found('sentence-too-long'));
      }
      if (most !== undefined) {
        const first = paragraphs[most];
        assert.deepEqual(first === undefined ? [] : [[first, visibleEnd]], found('too-many-paragraphs'));
      }
    });
  }
});

const SOME = { forbiddenTokens: [], noEmoji: false };

/** Sentences of more words than that, as text, place and number of words. */
function sentencesFound(text: string, limit: number, options: CheckOptions = {}): string[] {
  return check(text, compileConstraints({ ...SOME, maxSentenceLength: limit }), options).map(
    ({ start, end, message }) => `${text.slice(start, end)} ${start} ${/\d+/.exec(message)?.[0] ?? ''}`,
  );
}

function paragraphsFound(text: string, limit: number, options: CheckOptions = {}): number[][] {
  return check(text, compileConstraints({ ...SOME, maxParagraphs: limit }), options).map(({ start, end }) => [
    start,
    end,
  ]);
}

/** Holds what is found in a text against the plain reading of it, of which `placeOf` tells the places. */
function compare(
  text: string,
  reading: PlainReading,
  { options, placeOf = (at) => at }: { options?: CheckOptions; placeOf?: (at: number) => number } = {},
): void {
  const sentences = reading.sentences.map((one) => ({
    ...one,
    start: placeOf(one.start),
    end: placeOf(one.end),
  }));
  for (const limit of [1, 2, 4])
    assert.deepEqual(
      sentencesFound(text, limit, options),
      sentences
        .filter(({ words }) => words > limit)
        .map(({ start, end, words }) => `${text.slice(start, end)} ${start} ${words}`),
      JSON.stringify(text),
    );
  for (let limit = 1; limit <= reading.paragraphs.length; limit++) {
    const found = paragraphsFound(text, limit, options);
    const first = reading.paragraphs[limit];
    const places = first === undefined ? [] : [placeOf(first)];
    assert.deepEqual(
      found.map(([start]) => start),
      places,
      JSON.stringify(text),
    );
    if (first !== undefined && reading.visibleEnd > first)
      assert.deepEqual(found, [[...places, placeOf(reading.visibleEnd)]]);
  }
}

/** A text with ranges in `⟦⟧`: without these, with a placeholder for each range, and where a place of that is in the text. */
function withRanges(marked: string): {
  text: string;
  plain: string;
  opaque: TextRange[];
  placeOf: (at: number) => number;
} {
  const opaque: TextRange[] = [];
  const places: number[] = [];
  let [text, plain] = ['', ''];
  for (const part of marked.match(/⟦[^⟧]*⟧|[^⟦]+/g) ?? []) {
    const isRange = part.startsWith('⟦');
    const here = isRange ? part.slice(1, -1) : part;
    const there = isRange ? '{{task}}' : part;
    for (let i = 0; i < there.length; i++) places.push(isRange ? text.length : text.length + i);
    if (isRange) opaque.push({ start: text.length, end: text.length + here.length });
    text += here;
    plain += there;
  }
  return { text, plain, opaque, placeOf: (at) => places[at] ?? text.length };
}

describe('the engine and the plain reading', function () {
  this.timeout(60_000);

  it('agree on every sentence, its words, and every paragraph', () => {
    fc.assert(
      fc.property(proseText, (text) => {
        compare(text, readPlainly(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('agree on texts that random ones seldom hold', () => {
    for (const text of RARE) compare(text, readPlainly(text));
  });

  it('agree on what stands beside opaque ranges, whatever these hold', () => {
    for (const marked of FILLED) {
      const { text, plain, opaque, placeOf } = withRanges(marked);
      compare(text, readPlainly(plain), { options: { opaque }, placeOf });
    }
  });
});
