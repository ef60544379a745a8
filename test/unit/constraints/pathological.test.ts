import assert from 'node:assert/strict';
import { checkText } from '../../../src/core/constraints/index.js';

const CONSTRAINTS = {
  FORBIDDEN_TOKENS: [
    ...[
      'very very very good',
      'x',
      '`',
      'a.b',
      '中文',
      '_',
      '__',
      '\u0301',
      'ก',
      'ก\u0e49',
      '\u200c\u0301',
      'a_',
    ],
  ],
  MAX_SENTENCE_LENGTH: 5,
  MAX_PARAGRAPHS: 1,
  NO_EMOJI: true,
  ASSERTIVENESS_LEVEL: 0.5,
};

/** What is repeated to a text of a quarter of a megabyte; anything quadratic would take minutes. */
const REPEATED = [
  ...[
    '*',
    '`',
    '>',
    '{',
    '{{',
    '{{task}}',
    '|',
    '#',
    '~',
    '_',
    '\\',
    '<',
    '[',
    "'",
    '-',
    '.',
    '。',
    'a',
    '1',
    '\n',
    ' ',
    '\t',
    '\u00a0',
    '\r',
  ],
  ...[
    '- ',
    '- * ',
    '1. ',
    '- [ ] ',
    '> ```\n',
    '```\n\n',
    '~~~\n',
    'a\n=\n',
    '|\n|-|\n',
    '|-',
    '` `` ``` ',
    '``\\`',
    '\\`',
    '. )',
    ')).',
    '_a_.',
    'e.g. ',
    'No. ',
  ],
  ...[
    '<a b="`',
    '<!-- `',
    '<?`',
    '<a:`',
    'very ',
    'a.',
    '1,',
    'a-',
    '中',
    '中。',
    'ก',
    '\u0301',
    'ก\u0e49',
    '\u0e49',
    '_\u0301',
    '\u200c\u0301',
    '⚠\ufe0f',
    'ℹ\ufe0f',
    '🙂',
    '🇫',
    '👩\u200d',
    '1\ufe0f\u20e3',
    '\ud83d',
    '\udc4d',
    '𝐀',
  ],
  ...[
    '<a ',
    '<a b="',
    "<a b='",
    '<a b="\n',
    '<a\n>',
    '<a>\n',
    '</a',
    '<!--',
    '<!-- -->\n',
    '<?',
    '<![CDATA[',
    '<!a\n',
    '> <a\n',
    '- <a\n',
    '{"a":\n',
    '[\n',
    '[/*\n',
    '{"a":1}\n',
    '[{}\n,',
    '["\\',
    '[{{task}},\n',
    'A: b\n',
    'A b\n',
    '角：\n',
    ':<a>',
    'a+',
    'a@',
    'a@b.',
    'a+a@b.c+',
    'www.a',
    'http://',
    'http://`',
    '(1) ',
    '一、',
    '• ',
    '。“',
    '`a\n',
    'A 𝐀\n',
    'etc. <a>',
    '{{task}}:\n',
  ],
];

describe('texts made to be slow', () => {
  for (const piece of REPEATED) {
    it(`${JSON.stringify(piece)}, over and over`, () => {
      checkText(piece.repeat((1 << 18) / piece.length), CONSTRAINTS);
    }).timeout(20_000);
  }

  it('a tag with a million attributes', () => {
    checkText(`<a${' b'.repeat(1_000_000)} \`c\``, CONSTRAINTS);
    checkText(`<a${' b = "c" '.repeat(200_000)}> \`c\``, CONSTRAINTS);
    checkText(`<a ${'b'.repeat(1_000_000)} \`c\``, CONSTRAINTS);
    checkText(`<a b=${'b'.repeat(1_000_000)} \`c\``, CONSTRAINTS);
  }).timeout(20_000);

  it('one tag, one text and one list that are all there is', () => {
    checkText(`<a b="${'x'.repeat(1_000_000)}">`, CONSTRAINTS);
    checkText(`["${'x'.repeat(1_000_000)}"]`, CONSTRAINTS);
    checkText(`${'[\n'.repeat(250_000)}${']\n'.repeat(250_000)}`, CONSTRAINTS);
  }).timeout(20_000);

  it('comments in no JSON, closed far away', () => {
    checkText(`${'[/*\n'.repeat(50_000)}*/${'1,'.repeat(100_000)}`, CONSTRAINTS);
  }).timeout(20_000);

  it('back-ticks far from the lines above', () => {
    checkText(`\`\n${'a\n'.repeat(100_000)}`, CONSTRAINTS);
    checkText('{{task}} `a` b.\n\n'.repeat(20_000), CONSTRAINTS);
  }).timeout(20_000);

  it('back-ticks in runs of every length', () => {
    const text = Array.from({ length: 1000 }, (_, i) => '`'.repeat(i)).join(' ');
    checkText(text, CONSTRAINTS);
  }).timeout(20_000);

  it('long tokens that all but occur everywhere', () => {
    const token = `${'a '.repeat(5000)}b`;
    assert.deepEqual(
      checkText('a '.repeat(100_000), { FORBIDDEN_TOKENS: [token, `${'!'.repeat(5000)}?`] }),
      [],
    );
    assert.deepEqual(
      checkText('!'.repeat(200_000), { FORBIDDEN_TOKENS: [token, `${'!'.repeat(5000)}?`] }),
      [],
    );
  }).timeout(20_000);

  it('many tokens, each the beginning of the next', () => {
    const tokens = Array.from({ length: 400 }, (_, i) => 'a '.repeat(i + 1) + '中');
    checkText('a '.repeat(50_000) + '中b', { FORBIDDEN_TOKENS: tokens });
  }).timeout(20_000);
});
