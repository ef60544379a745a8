import assert from 'node:assert/strict';
import { check, checkText, compileConstraints } from '../../../src/core/constraints/index.js';
import { longerThan, wordsIn } from './proseFindings.js';

describe('tags', () => {
  const tags = [
    ...['<b>', '</b>', '</b >', '<br/>', '<br />', '<user_query>', '<a.b:c-d>', '</a.b:c>', '<h1>', '<e.g.>'],
    ...[
      '<a b>',
      '<a b c=d>',
      "<a b='c > d'>",
      '<a b = "c\nd" />',
      '<a\n\tb >',
      '<a _b:c.d-e=f/>',
      '<a b="`">',
    ],
    ...[
      '<!-- a b -->',
      '<!-->',
      '<!--->',
      '<!-- a\nb > c -- -->',
      '<?a b?>',
      '<![CDATA[a ]] b]]>',
      '<!A b>',
      '<!A\nb>',
    ],
    ...['<a b="{{task}}">', '<a b={{task}}/>', '<!-- {{task}} -->'],
  ];
  for (const tag of tags) {
    it(`${tag} is no word, and no part of a range`, () => {
      assert.equal(wordsIn(`a ${tag} b`), 2);
      assert.deepEqual(longerThan(1, `${tag}a${tag}b ${tag} c${tag} ${tag}\n`), [`a${tag}b ${tag} c`]);
    });

    it(`${tag} lets a sentence end before it`, () => {
      assert.deepEqual(longerThan(1, `a b.${tag}c d`), ['a b.', 'c d']);
      assert.deepEqual(longerThan(2, `a ${tag} b ${tag}.${tag} c d`), []);
    });
  }

  const others = [
    ...[
      '< b>',
      '<1a>',
      '<a b=>',
      '<a "b">',
      '<a b="c>',
      '<a/b>',
      '<a b=c"d>',
      '<a b="c"d>',
      '</a b>',
      '</1>',
    ],
    ...[
      '<a\n\nb>',
      '<a b=\n\nc>',
      '<a b="\n\n">',
      '<!a\n\nb>',
      '<!1a>',
      '<!-- a',
      '<?a',
      '<![CDATA[a',
      '<a {{task}}>',
      '<{{task}}>',
      '\\<b>',
      '<a b=`>',
      '<é>',
    ],
  ];
  for (const text of others) {
    it(`${text} is none`, () => {
      // In a tag there would be no sentence end.
      const [first] = longerThan(1, `x y ${text}`);
      assert.equal(first?.includes(text.slice(0, text.indexOf('\n') + 1 || undefined).trim()), true);
    });
  }

  it('are not looked for in code, and code is not looked for in them', () => {
    assert.equal(wordsIn('`<a` b="c`"> d'), 4);
    assert.equal(wordsIn('<a b="`"> `c d`'), 1);
    assert.deepEqual(longerThan(1, '```\n<a\n```\nb c>'), ['b c>']);
  });

  it('go on over the markers of a quote', () => {
    assert.deepEqual(longerThan(1, '> a <b\n> c="d"> e\n>\n> <f\n>> g\n> h="i"> j k'), [
      'a <b\n> c="d"> e',
      'g\n> h="i"> j k',
    ]);
  });

  it('part sentences where they are all of a line', () => {
    assert.deepEqual(longerThan(2, 'a b\n<c>\nd e\n</c> <!-- f\n\ng --> <h>\ni j'), []);
    assert.deepEqual(longerThan(1, '<!-- a b\n\n- c d --> e f\n- <g\n  h="i"> j k'), ['e f', 'j k']);
  });

  it('hold tokens, but not those of a placeholder', () => {
    const found = checkText('<never b="never {{task}}">\n<x {{task}}/>\n<!-- never -->', {
      FORBIDDEN_TOKENS: ['never', 'task'],
    });
    assert.deepEqual(
      found.map(({ start }) => start),
      [1, 10, 46],
    );
  });

  it('end at no blank line where they are declarations, however many begin before it', () => {
    assert.deepEqual(longerThan(1, '<!a b\n\nc d>'), ['<!a b', 'c d>']);
    assert.deepEqual(longerThan(1, '<!a b.\n<!c d.\n\ne f>'), ['<!a b.', '<!c d.', 'e f>']);
    assert.deepEqual(longerThan(1, '<!a\nb> c d'), ['c d']);
    assert.deepEqual(longerThan(1, '> a <!b\n>'), ['a <!b']);
  });

  it('hold opaque ranges in values and comments, whatever they are', () => {
    const compiled = compileConstraints({ forbiddenTokens: ['x'], noEmoji: false, maxSentenceLength: 1 });
    const text = '<a b="x">x" c>d e <!-- x--> --> f';
    const opaque = [
      { start: 6, end: 10 },
      { start: 23, end: 27 },
    ];
    assert.deepEqual(
      check(text, compiled, { opaque }).map(({ start, end }) => text.slice(start, end)),
      ['d e <!-- x--> --> f'],
    );
  });

  it('and code are not ended by what stands in opaque ranges', () => {
    /** The sentences of more than one word, `a` and what follows it being opaque. */
    const sentences = (text: string): string[] => {
      const compiled = compileConstraints({ forbiddenTokens: [], noEmoji: false, maxSentenceLength: 1 });
      const start = text.indexOf('a');
      return check(text, compiled, { opaque: [{ start, end: start + 2 }] }).map((one) =>
        text.slice(one.start, one.end),
      );
    };
    assert.deepEqual(sentences('x y. `a` b. c` d e.'), ['x y.', '`a` b. c` d e.']);
    assert.deepEqual(sentences('x y. `a b. c` d e.'), ['x y.', '`a b. c` d e.']);
  });
});
