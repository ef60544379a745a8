import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check, checkText, compileConstraints } from '../../../src/core/constraints/index.js';
import { crowdedText, crowdedToken, hardText, hardToken } from './generators.js';
import { plainTokenSearch } from './plainTokenSearch.js';

function occurrences(text: string, tokens: readonly string[]): [number, number][] {
  return checkText(text, { FORBIDDEN_TOKENS: tokens }).map(({ start, end }) => [start, end]);
}

/** What may stand beside the edge of a token: marks, selectors, keycaps, joiners, underscores, scripts without spaces. */
const BESIDE = Array.from('aé1_ ⚠❤ℹ中กมာｶ한\u0301\u0323\ufe0f\ufe0e\u20e3\u200d\u200c้ำိﾞー្ក🏽🔥.');
const boundaryText = fc.string({
  unit: fc.constantFrom(...BESIDE, '_', '_', 'a', '1\ufe0f\u20e3'),
  maxLength: 24,
});
const boundaryToken = fc.string({ unit: fc.constantFrom(...BESIDE), minLength: 1, maxLength: 3 });

/** A text in which nothing is code and nothing is a placeholder, so that all of it is searched. */
function withoutCode(text: string): string {
  return text.replaceAll(/[`~]/g, '').replaceAll(/\{(?=\{)/g, '{ ');
}

describe('forbidden tokens', function () {
  this.timeout(20_000);

  it('are found where a plain search finds them, in mixed texts', () => {
    fc.assert(
      fc.property(hardText.map(withoutCode), fc.array(hardToken, { maxLength: 12 }), (text, tokens) => {
        assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens));
      }),
      { numRuns: 2000 },
    );
  });

  it('are found where a plain search finds them, where many overlap', () => {
    fc.assert(
      fc.property(crowdedText, fc.array(crowdedToken, { maxLength: 12 }), (text, tokens) => {
        assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens));
      }),
      { numRuns: 2000 },
    );
  });

  it('are found where a plain search finds them, where words begin and end in every way', () => {
    fc.assert(
      fc.property(boundaryText, fc.array(boundaryToken, { maxLength: 12 }), (text, tokens) => {
        assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens));
      }),
      { numRuns: 6000 },
    );
  });

  it('are found in substrings of the text itself', () => {
    const cut = fc.tuple(
      hardText.map(withoutCode),
      fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })), { maxLength: 8 }),
    );
    fc.assert(
      fc.property(cut, ([text, ranges]) => {
        const tokens = ranges.map(([start, length]) => text.slice(start, start + length).toUpperCase());
        assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens));
      }),
      { numRuns: 1500 },
    );
  });

  it('are named as the constraints spell them first', () => {
    const compiled = compileConstraints({
      forbiddenTokens: ['Very good', 'VERY  GOOD', '!'],
      noEmoji: false,
    });
    const [first, second] = check('very\ngood!', compiled);
    assert.deepEqual([first?.token, second?.token], ['Very good', '!']);
    assert.match(first?.message ?? '', /“very good”.*“Very good”/);
  });

  it('are found in short texts of marks, emoji and escapes where a plain search finds them', () => {
    const tokens = [
      'a',
      'b',
      'x',
      '_',
      '-',
      '>',
      '<',
      '`',
      '\\',
      '<b>',
      '👩‍👧',
      'ℹ️',
      '8',
      '\u0301',
      '\u{10400}',
      'ก้',
    ];
    for (const text of [
      'b_',
      '_b',
      'ab_',
      'b\u0301_',
      '👩‍👧',
      'ℹ️',
      'ℹ️r',
      '\\`',
      '\\<',
      '`',
      '<b>',
      '->',
      '\u{10400}',
    ])
      assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens), text);
    for (const text of ['ก้8', '①_', '/\u0301', '__x_', '\u0301b', '\u{10400}x', '\uffffb', 'x\u{1d167}b'])
      assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens), text);
  });

  it('have one blank for any white space in them, as the text has', () => {
    assert.deepEqual(occurrences('a very\tgood b', [' very \n good ']), [[2, 11]]);
  });

  it('may lie in the markers of Markdown', () => {
    assert.deepEqual(occurrences('# a\n- b\n> c\n\n---\n| d |\n|---|\n', ['#', '-', '>', '|']).length, 13);
    assert.deepEqual(occurrences('1. one\n2. two', ['1.', '2']), [
      [0, 2],
      [7, 8],
    ]);
  });

  it('do not lie across code, placeholders and opaque ranges', () => {
    assert.deepEqual(occurrences('log `x` in log {{task}} in log {{tusk}} in', ['log in', 'tusk']), [
      [33, 37],
    ]);
    const compiled = compileConstraints({ forbiddenTokens: ['b', 'task'], noEmoji: false });
    const found = check('a b c b {{task}}', compiled, { opaque: [{ start: 2, end: 3 }] });
    assert.deepEqual(
      found.map(({ start }) => start),
      [6, 10],
    );
    // A back-tick that was filled in neither opens nor closes code.
    for (const text of ['a ` b ` c', 'a `` b ``` c'])
      for (const at of [text.indexOf('`'), text.lastIndexOf('`')])
        assert.equal(check(text, compiled, { opaque: [{ start: at, end: at + 1 }] }).length, 1, text);
    assert.equal(check('a ` b ` c', compiled).length, 0);
  });

  it('are whole words, beside marks, emoji, underscores and joiners', () => {
    const tables: Record<string, { holds: string[]; holdsNo: string[] }> = {
      never: {
        holds: [
          ...[
            '⚠️Never',
            '⚠Never',
            '❌Never',
            '1️⃣Never',
            '12️⃣Never',
            '1⃣Never',
            '0️⃣Never',
            '9️⃣Never',
            '#️⃣Never',
            'ℹ️Never',
            '©️Never',
          ],
          ...[
            '❤️‍🔥never',
            '👍🏽never',
            '🏴󠁧󠁢󠁥󠁮󠁧󠁿never',
            '🇫🇷never',
            '⚠︎never',
            '\u0301never',
            '⚠\u0301never',
            'never⚠️',
            'never❤️',
          ],
          ...['_never_', '__never__', '___never___', '_never', '1️⃣_never', '⚠️__never', '_never_\u0301 x'],
          ...[
            'never\u200d',
            '\u200cnever',
            '❤\u200dnever',
            'never\u200b',
            '中never中',
            'ก้never',
            'never-ever',
          ],
        ],
        holdsNo: [
          ...[
            'nevers',
            'Anever',
            '1never',
            'ℹnever',
            'e\u0301never',
            'never\u0301',
            'never\ufe0f',
            'a\ufe0fnever',
            '1\ufe0fnever',
          ],
          ...[
            'a\u20e3never',
            'never_mind',
            'is_never',
            'is__never',
            'is_\u0301never',
            'e\u0301_never',
            '½never',
            'never1️⃣',
          ],
          ...['never\u200cs', 'x\u200dnever', 'never_\u200dx', 'neverﾞ', 'neverำ'],
        ],
      },
      _max: {
        holds: ['_max', ' _max_', '__max', '中_max', '⚠️_max'],
        holdsNo: ['a_max', '_maxim', 'a__max'],
      },
      _: { holds: ['_', 'a _ b', '__', '_.', '._'], holdsNo: ['_a', 'a_', 'a_b'] },
      '⚠️': { holds: ['⚠️Never', 'a⚠️a', '⚠️⚠️', '⚠️\u0301'], holdsNo: ['⚠', '⚠︎'] },
      '1️⃣': { holds: ['1️⃣Never', '⚠️1️⃣'], holdsNo: ['a1️⃣', '21️⃣', '1⃣'] },
      '1': { holds: ['1.', '中1', '1中'], holdsNo: ['1️⃣', '1⃣', '1\u0301'] },
      ข้อมูล: {
        holds: ['แชร์ข้อมูลลับ', 'ข้อมูล', '1.ข้อมูล', 'ไม่ข้อมูล'],
        holdsNo: ['xข้อมูล', 'ข้อมูลx', 'ข้อมูล\u0e49', 'ข้อมูล_x'],
      },
      ก: { holds: ['กา', 'กก', 'ก้ก', '中ก'], holdsNo: ['ก้า', 'กำ', 'ก\u200d', 'ก🏽'] },
      လျှို့ဝှက်: { holds: ['ကျွန်ုပ်သည်လျှို့ဝှက်ချက်'], holdsNo: ['လျှို့ဝှက်\u103d'] },
      ក្រ: { holds: ['ក្រម', 'ភាពក្រ'], holdsNo: ['ក្រី', 'ក្រ៉ម'] },
      ຫ້າມ: { holds: ['ບໍ່ຫ້າມ', 'ນ້ຳຫ້າມ'], holdsNo: ['ຫ້າມ່'] },
      ｶ: { holds: ['ｶｷ', 'ｷｶ'], holdsNo: ['ｶﾞ', 'aｶ'] },
      می: { holds: ['می خواهم', '«می»'], holdsNo: ['می\u200cخواهم', 'نمی\u200cخواهم'] },
      රී: { holds: ['රී'], holdsNo: ['ශ්\u200dරී'] },
      क्ष: { holds: ['क्ष', 'क्ष।'], holdsNo: ['क्षि', 'क्षत्रिय'] },
    };
    for (const [token, { holds, holdsNo }] of Object.entries(tables)) {
      for (const text of holds) assert.notDeepEqual(occurrences(text, [token]), [], `${token} in ${text}`);
      for (const text of holdsNo) assert.deepEqual(occurrences(text, [token]), [], `${token} in ${text}`);
      for (const text of [...holds, ...holdsNo])
        assert.deepEqual(occurrences(text, [token]), plainTokenSearch(text, [token]), `${token} in ${text}`);
    }
  });

  it('are told apart at the end of a grapheme cluster of ten thousand marks', () => {
    const long = `ก${'\u0e49'.repeat(10_000)}`;
    const end = long.length;
    assert.deepEqual(occurrences(`${long}ข ${long}`, ['ก', 'ข', '\u0e49', 'ก\u0e49']), [[end, end + 1]]);
    assert.deepEqual(occurrences(`a${'\u0301'.repeat(10_000)}b ⚠${'\u0301'.repeat(10_000)}b`, ['b']), [
      [20_004, 20_005],
    ]);
  });

  it('end before no mark that is of their last letter, behind a joiner too', () => {
    assert.deepEqual(occurrences('a\u200d\u0301\u0308 a\u200d\u0301', ['a\u200d\u0301']), [[5, 8]]);
  });

  it('may be any number', () => {
    const tokens = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? `word${i} next` : `word${i}`));
    assert.deepEqual(occurrences('Word7, word3 next, word3, WORD19999 word20000', tokens), [
      [0, 5],
      [7, 17],
      [26, 35],
    ]);
  });
});
