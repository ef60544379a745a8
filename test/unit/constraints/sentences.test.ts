import assert from 'node:assert/strict';
import { check, compileConstraints } from '../../../src/core/constraints/index.js';
import { longerThan } from './proseFindings.js';

/** A word after which nothing would fit in a line of sixty. */
const LONG = 'x'.repeat(60);

describe('sentences end', () => {
  const cases: [rule: string, text: string, limit: number, long: string[]][] = [
    ['after closers of every kind', '(“a b c.”) “d e.” «f.» _g h._ ~~i.~~ **j.**', 2, ['(“a b c.”)']],
    ['not before what is no heading', `${LONG} a\n#b c\n####### d`, 4, [`${LONG} a\n#b c\n####### d`]],
    ['not before a letter', 'a b.c d?e f', 3, ['a b.c d?e f']],
    ['at the last of several marks', 'What?! No... Go!!! x y z', 2, ['x y z']],
    ['after a placeholder and its mark', '{{task}}. a {{task}}! b c d', 2, ['b c d']],
    ['at wide marks anywhere', '好。a b c！d', 2, ['a b c！']],
    ['with closers of wide marks', '「a b c。」d', 2, ['「a b c。」']],
    ['after ordinary words that look like abbreviations', 'He said dr. Then vs he', 3, []],
    ['after I', 'So do I. Then go on', 3, []],
    ['not after dotted initials', 'J.R.R. Tolkien of U.S. Army', 4, ['J.R.R. Tolkien of U.S. Army']],
    [
      'not after an initial with its mark, or beyond the basic plane',
      'A É. E\u0301. 𝐀. \u{10400}. b',
      5,
      ['A É. E\u0301. 𝐀. \u{10400}. b'],
    ],
    ['not after a capitalised e.g.', 'E.g. a b', 2, ['E.g. a b']],
    ['not after an abbreviation in emphasis or brackets', '_e.g._ a (cf. b) c', 4, ['_e.g._ a (cf. b) c']],
    ['not after No. and a line break', `${LONG} No.\n5 b`, 3, [`${LONG} No.\n5 b`]],
    ['not after No. and a quote marker', `> ${LONG} No.\n> 5 b`, 3, [`${LONG} No.\n> 5 b`]],
    ['after No. and a placeholder', 'a b No. {{stress}} c d', 3, []],
    ['after Inc. and a capital', 'Of Acme Inc. They left it', 3, []],
    ['not after Inc. and a small letter', 'Acme Inc. makes é', 3, ['Acme Inc. makes é']],
    ['after end marks of other scripts', 'a b؟ c d। e f۔ g h። i j։ k l። m n', 2, []],
    ['at the half-width full stop, anywhere', 'a b｡c d', 2, []],
    ['not at the full-width full stop inside', 'a b．c d', 3, ['a b．c d']],
    ['after an end mark beyond the basic plane', 'a b\u{11047} c d', 2, []],
    [
      'before the quote that opens behind a wide mark',
      '好。“a b c！‘d e f？«g h i',
      2,
      ['“a b c！', '‘d e f？', '«g h i'],
    ],
    ['behind the quote that closes after a wide mark', '“好。”’a b c', 2, ['a b c']],
    ['behind the opening quote of another language that closes', '„a b c.“ d', 2, ['„a b c.“']],
    ['behind emphasis marks of a wide mark, before a word in them', '好。__a b c__', 2, ['a b c__']],
    ['not before a letter behind an ellipsis', 'a b…c d', 3, ['a b…c d']],
    ['at the end of a paragraph without a mark', 'a b\n\nc d', 2, []],
    [
      'before a list item, a heading, a quote, a rule and a fence',
      'a b\n- c d\n# e f\ng h\n> i j\n***\nk l\n```\n```\nm n',
      2,
      [],
    ],
    [
      'before the next item of a numbered list, in a quote too',
      '1. a b\n2. c d\n\n> 1. a b\n> 2. c d',
      3,
      [],
    ],
    ['at an underlined heading', 'a b\n===\nc d\n---\ne f', 2, []],
    ['not at a soft wrap in a list item, lazy or not', '- a\n  b\nc', 2, ['a\n  b\nc']],
    [
      'not before an ordinal that may interrupt no paragraph',
      `It was ${LONG}\n2019 ${LONG}\n2. b`,
      5,
      [`It was ${LONG}\n2019 ${LONG}\n2.`],
    ],
    [
      'not before an ordinal in a paragraph behind a fence that ends a list',
      `- a\n\`\`\`\n\`\`\`\n  b ${LONG}\n2. d e`,
      2,
      [`b ${LONG}\n2.`],
    ],
    ['before the ordinal 1', 'a b\n1. c d', 2, []],
    ['before the next ordinal of a list', '1) a b\n2) c d', 2, []],
    ['before an ordinal of the first or the last digit', `0. a ${LONG}\n9. c d`, 2, []],
    ['not before an ordinal in the text of an item', `1) a ${LONG}\n   2) c`, 3, [`a ${LONG}\n   2) c`]],
    ['before a marker at any depth', '    - a b\n        - c d', 2, []],
    [
      'at the end of a table row without outer pipes',
      'a | b c\n--- | ---\nd e | f',
      2,
      ['a | b c', 'd e | f'],
    ],
    ['not in what only looks like a table', `a b | ${LONG}\n| d`, 3, [`a b | ${LONG}\n| d`]],
    [
      'not in a table whose delimiter row has other cells than its header',
      `a b ${LONG}\n|---|---|\nc d ${LONG}`,
      3,
      [`a b ${LONG}\n|---|---|\nc d ${LONG}`],
    ],
    ['at the end of a row whose pipes stand close', '|a b c|\n|-|\n|d e f|', 2, ['a b c', 'd e f']],
    [
      'without the pipes and the white space of a table',
      '|  a b c  |\n|--|\n|\\| d e f \\| |',
      2,
      ['a b c', '\\| d e f \\|'],
    ],
    ['with an escaped pipe at the end of a row', '| a |\n|---|\n| b c d\\|', 2, ['b c d\\|']],
    ['without the closing marks of a heading', '# a b c ##  \n## d e f#', 2, ['a b c', 'd e f#']],
    ['without checkboxes and nested markers', '> - 1. [x] a b c\n> - [ ]\td e f', 2, ['a b c', 'd e f']],
    ['not in code that runs over a line', 'a `b\nc. d` e f', 3, ['a `b\nc. d` e f']],
    ['without code left open', 'a ``b. c` d e', 2, ['c` d e']],
    ['with an escaped back-tick', 'a \\`b. c` d e', 2, ['c` d e']],
    ['past a back-tick in a tag', 'a <b c="`"> d. `e f` g', 4, []],
    ['nowhere in fenced code', '~~~ a b c\nd e f\n~~~\n> ```\n> g h i\nj k', 2, []],
  ];
  for (const [rule, text, limit, long] of cases) {
    it(rule, () => {
      assert.deepEqual(longerThan(limit, text), long);
    });
  }

  it('not inside an opaque range, which is one word', () => {
    const text = 'Do it. Well.\n\n- x now. Go.';
    const compiled = compileConstraints({ forbiddenTokens: [], noEmoji: false, maxSentenceLength: 2 });
    const found = check(text, compiled, { opaque: [{ start: 3, end: 17 }] });
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start, end)),
      [text.slice(0, 22)],
    );
    assert.match(found[0]?.message ?? '', /has 3 words; MAX_SENTENCE_LENGTH allows 2/);
  });

  it('behind a mark that belongs to an opaque range, whatever letter that ends in', () => {
    const text = 'Ask A\u0301. Then go.';
    const compiled = compileConstraints({ forbiddenTokens: [], noEmoji: false, maxSentenceLength: 2 });
    assert.equal(check(text, compiled, { opaque: [] }).length, 1);
    assert.equal(check(text, compiled, { opaque: [{ start: 4, end: 5 }] }).length, 0);
  });
});
