import assert from 'node:assert/strict';
import { check, compileConstraints } from '../../../src/core/constraints/index.js';
import { longerThan, wordsIn } from './proseFindings.js';

describe('words', () => {
  const cases: [text: string, count: number][] = [
    ["don't over-think e.g. v1.0.0 3.5 1,000", 6],
    ['and/or he’s non‑breaking soft\u00adhyphen', 4],
    ['a--b a- b -c a.-b', 7],
    ['1, 000 a,b 1,b', 6],
    ['snake_case _ __ ___x', 2],
    ['½ cup of x² and Ⅻ', 6],
    ['© ™ → 🙂 ❤️ + = #', 0],
    ['می‌خواهم', 1],
    ['cafe\u0301 \u0301', 1],
    ['`a b` and ``c ` d`` end', 4],
    ['a`b`c', 3],
    ['{{task}} {{stress}}x {{other}}', 4],
    ['_at_ __last__ in_max', 3],
    ['cafe\u0301s \u0301 x\u0301_y', 2],
    ['⚠️Never ❤️‍🔥 ❌Never ☝🏽', 2],
    ['مي\u200cخواهم क्\u200dष', 2],
    ['ก้า กิ', 2],
    ['他们的 AI技术', 4],
    ['𝐀𝐁 \u{10400}\u{10428}', 2],
    ['他绝对是好人', 4],
    ['使用AI技术', 3],
    ['ภาษาไทย', 2],
  ];
  for (const [text, count] of cases) {
    it(`${text}: ${count}`, () => {
      assert.equal(wordsIn(text), count);
    });
  }

  it('in scripts without spaces are what word segmentation gives, however long the run', () => {
    const text = '我们需要你以专业的方式回答问题'.repeat(100);
    const segments = [...new Intl.Segmenter('en', { granularity: 'word' }).segment(text)];
    const limit = segments.filter((segment) => segment.isWordLike).length;
    assert.deepEqual(longerThan(Math.min(limit, 1000) - 1, text), [text]);
    const finding = check(
      text,
      compileConstraints({ forbiddenTokens: [], noEmoji: false, maxSentenceLength: 5 }),
    )[0];
    assert.match(finding?.message ?? '', new RegExp(`\\b${limit} words`));
  });
});

describe('addresses', () => {
  const cases: [text: string, count: number][] = [
    ['https://example.com/a-b?c=d', 1],
    ['HTTP://A.B/c git+ssh://h/p x-y.z://q', 3],
    ['(https://example.org/a_(b)), then', 2],
    ['https://example.org/!!!', 1],
    ['“https://example.org/a”, _https://x.org_ **http://x.y**', 3],
    ['<https://example.org/a b>', 2],
    ['www.example.org/a+b WWW.x.y', 2],
    ['wwww.x y.www www', 3],
    ['请看https://example.org/路，谢谢', 3],
    ['请看https://example.org/路。', 2],
    ['https://example.org/{{task}}/{{stress}}?x=y', 1],
    ['{{task}}://x y', 3],
    ['https://example.org/`a b` c', 3],
    ['https://example.org/\\`a b', 2],
    ['https://example.org/`a b', 2],
    ['<b>https://example.org/x</b>y', 2],
    ['1://x é://y ://z', 5],
    ['first.last@example.org', 1],
    ['first+tag@mail.example.org, a+b+c@x.org.', 2],
    ['x@y @x.org a@{{task}}.org a+b a@b..c', 11],
    ['a+b://c a+@b.org a+://b', 5],
    ['a+b@c a+b/c.org', 5],
    ['写信给a@b.org吧', 4],
  ];
  for (const [text, count] of cases) {
    it(`${text}: ${count}`, () => {
      assert.equal(wordsIn(text), count);
    });
  }

  it('end no sentence, and the punctuation behind them does', () => {
    assert.deepEqual(longerThan(2, 'See https://x.org/?q=a.b! Now. See www.x.org/a... Now go on'), [
      'Now go on',
    ]);
    assert.deepEqual(longerThan(2, '(Ask a.b@x.org.) Now go on'), ['Now go on']);
    assert.deepEqual(longerThan(2, 'See https://x.org:\nNow go on'), ['Now go on']);
  });
});

describe('a URL behind a mark that two units make', () => {
  it('is a URL as behind a low line', () => {
    assert.equal(wordsIn('\u{1D167}https://x.org/a_(b)/c d'), 2);
    assert.equal(wordsIn('_https://x.org/a_(b)/c d'), 2);
    assert.equal(wordsIn('\u{1D4B3}https://x.org/a_(b)/c d'), wordsIn('xhttps://x.org/a_(b)/c d'));
  });
});
