import assert from 'node:assert/strict';
import fc from 'fast-check';
import { movedChanges, textChanges } from '../../../src/core/versions/textChanges.js';
import type { TextRange } from '../../../src/core/model/findings.js';
import { anyString } from '../arbitraries.js';

/** The text after, with what was taken away in `[-…-]` and what was added in `{+…+}`. */
function marked(before: string, after: string): string {
  let [text, at] = ['', 0];
  for (const change of textChanges(before, after).changes) {
    const [was, is] = [
      before.slice(change.before.start, change.before.end),
      after.slice(change.after.start, change.after.end),
    ];
    text += after.slice(at, change.after.start) + (was && `[-${was}-]`) + (is && `{+${is}+}`);
    at = change.after.end;
  }
  return text + after.slice(at);
}

/** The text before, made of the one after and the changes. */
function undone(before: string, after: string): string {
  let [text, at] = ['', 0];
  for (const change of textChanges(before, after).changes) {
    text += after.slice(at, change.after.start) + before.slice(change.before.start, change.before.end);
    at = change.after.end;
  }
  return text + after.slice(at);
}

const numbered = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');

describe('what was added and taken away in a text', () => {
  for (const [before, after, shown] of [
    ['Be kind.', 'Be kind.', 'Be kind.'],
    ['Be kind.', 'Be very kind.', 'Be {+very +}kind.'],
    ['Be very kind.', 'Be kind.', 'Be [-very -]kind.'],
    ['Be kind and calm.', 'Be cold and calm.', 'Be [-kind-]{+cold+} and calm.'],
    ['', 'Be kind.', '{+Be kind.+}'],
    ['Be kind.', '', '[-Be kind.-]'],
    ['One.\nTwo.\nThree.\n', 'One.\nThree.\n', 'One.\n[-Two.\n-]Three.\n'],
    ['One.\nThree.\n', 'One.\nTwo.\nThree.\n', 'One.\n{+Two.\n+}Three.\n'],
    ['Answer in two lines.\nEnd.', 'Answer in one line.\nEnd.', 'Answer in [-two lines-]{+one line+}.\nEnd.'],
    [
      'The customer waits for an answer.',
      'A parcel comes with the mail.',
      '[-The customer waits for an answer-]{+A parcel comes with the mail+}.',
    ],
    ['a\nb', 'a\n\nb', 'a\n{+\n+}b'],
    ['b\nx be', 'd\na', '[-b-]{+d+}\n[-x be-]{+a+}'],
    ['to\nbe', 'x\nb c', '[-to\nbe-]{+x\nb c+}'],
    [
      'One is red.\nTwo is red.\nAll else stays.\nThe end.',
      'One is new.\nTwo is new.\nAll else stays.\nThe start.',
      'One is [-red-]{+new+}.\nTwo is [-red-]{+new+}.\nAll else stays.\nThe [-end-]{+start+}.',
    ],
    ['Patience 0.5.', 'Patience 0.9.', 'Patience [-0.5-]{+0.9+}.'],
    [
      '1. You are a very kind agent.\n2. You answer.\n',
      '1. You are a calm agent.\n1b. You are an expert.\n2. You answer.\n',
      '1. You are a [-very kind-]{+calm+} agent.\n{+1b. You are an expert.\n+}2. You answer.\n',
    ],
    [
      '2. You are a very patient agent. Say what you do not know.\n4. You are an agent. Say what they like.\n5. End.\n',
      '2. You are a agent. Say what you do not know.\n3. You are a agent. Say what you do not know.\n4. You are an agent. Say what you know.\n5. End.\n',
      '2. You are a [-very patient -]agent. Say what you do not know.\n{+3. You are a agent. Say what you do not know.\n+}4. You are an agent. Say what [-they like-]{+you know+}.\n5. End.\n',
    ],
    [
      'Be brief. Say what you know.\nEnd.',
      'Be brief.\nSay what you know.\nEnd.',
      'Be brief.[- -]{+\n+}Say what you know.\nEnd.',
    ],
  ] as const)
    it(`reads ${JSON.stringify(shown)}`, () => {
      assert.equal(marked(before, after), shown);
    });

  it('takes a word that stays for a part of the change where it is shorter than what changed around it', () => {
    assert.equal(marked('alpha is beta', 'gamma is delta'), '[-alpha is beta-]{+gamma is delta+}');
    assert.equal(marked('a is b', 'c is d'), '[-a-]{+c+} is [-b-]{+d+}');
    assert.equal(
      marked('alpha remains beta', 'gamma remains delta'),
      '[-alpha-]{+gamma+} remains [-beta-]{+delta+}',
    );
    assert.equal(marked('abc c efg', 'xyz c uvw'), '[-abc c efg-]{+xyz c uvw+}');
    assert.equal(marked('ab     cd', 'xy     zz'), '[-ab     cd-]{+xy     zz+}');
    assert.equal(marked('/', 'a/b'), '{+a+}/{+b+}');
    assert.equal(marked('a/b', '/'), '[-a-]/[-b-]');
  });

  it('makes the one text of the other, in order, and is nothing where nothing differs', () => {
    const text = fc.oneof(
      anyString(40),
      fc
        .array(fc.constantFrom('a', 'b', 'kind', ' ', ' ', '\n', '\n\n', '.', '🚲', 'é'), { maxLength: 40 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(undone(before, after), before);
        const { changes } = textChanges(before, after);
        assert.equal(changes.length === 0, before === after);
        let [a, b] = [-1, -1];
        for (const change of changes) {
          assert.ok(change.before.start > a && change.after.start > b);
          assert.ok(change.before.end > change.before.start || change.after.end > change.after.start);
          [a, b] = [change.before.end, change.after.end];
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a word that changed in each of thousands of lines', () => {
    const [before, after] = ['parcel', 'letter'].map((thing) =>
      numbered(5000, (i) => `Line ${i} says where the ${thing} is.`),
    );
    const { changes, isRough } = textChanges(before!, after!);
    assert.equal(changes.length, 5000);
    assert.equal(isRough, false);
  });

  it('of 300 KB takes no longer than one waits for, whatever differs, and says what it left out', function () {
    this.timeout(60_000);
    const words = (i: number, by: number): string =>
      Array.from({ length: 9 }, (_, n) => `w${(i * by + n * 7) % 9973}`).join(' ');
    const cases: Readonly<Record<string, readonly [string, string]>> = {
      'every word': [numbered(6000, (i) => words(i, 13)), numbered(6000, (i) => words(i, 29))],
      'every word, more lines': [numbered(6000, (i) => words(i, 13)), numbered(5999, (i) => words(i, 29))],
      'every second line': [
        numbered(6000, (i) => words(i, 13)),
        numbered(6000, (i) => words(i, i % 2 === 0 ? 13 : 29)),
      ],
      'the order of lines': [numbered(6000, (i) => words(i, 13)), numbered(6000, (i) => words(5999 - i, 13))],
      'one line': [words(1, 13).repeat(9000), words(2, 29).repeat(9000)],
      'line breaks': ['\n'.repeat(300_000), '\n'.repeat(200_000)],
    };
    for (const [what, [before, after]] of Object.entries(cases)) {
      const start = performance.now();
      const { changes } = textChanges(before, after);
      const taken = performance.now() - start;
      assert.ok(changes.length > 0);
      assert.equal(undone(before, after), before, what);
      // Each takes a fifth of a second; what grows with the square of the length would take minutes.
      assert.ok(taken < 10_000, `${what}: ${Math.round(taken)} ms`);
    }
    assert.equal(textChanges(...cases['one line']!).isRough, true);
  });
});

describe('the words that changed', () => {
  it('are told one by one up to 800 that come or go, in a line', () => {
    const text = (word: string, count: number): string =>
      Array.from({ length: 401 }, (_, i) => `same${i} ${i < count ? word : 'as'}${i}`).join(' ');
    assert.equal(textChanges(text('as', 0), text('other', 400)).isRough, false);
    assert.equal(textChanges(text('as', 0), text('other', 401)).isRough, true);
    const twoLines = (more: string, end: string): string => `${more}\nAll of this ends ${end}.`;
    const [before, after] = [twoLines(text('as', 0), 'well'), twoLines(text('other', 401), 'badly')];
    assert.equal(textChanges(before, after).isRough, true);
  });

  it('are told, however many, where all are new or gone', () => {
    const many = 'word '.repeat(900);
    assert.equal(textChanges('', many).isRough, false);
    assert.equal(textChanges(many, '').isRough, false);
  });

  it('move with an edit before them, stay before one, and are left out where it touches them', () => {
    const at = (start: number, end: number): { before: TextRange; after: TextRange } => ({
      before: { start: 0, end: 1 },
      after: { start, end },
    });
    const changes = [at(0, 3), at(2, 4), at(5, 6), at(8, 9), at(9, 12)];
    assert.deepEqual(movedChanges(changes, 4, 8, 5), [at(0, 3), at(14, 17)]);
  });
});
