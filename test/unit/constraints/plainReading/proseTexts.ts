import fc from 'fast-check';

/*
 * Texts as people write prompts, made of all that the spec's section 4 names: prose in several scripts and line lengths,
 * labels, lists of every kind, tags, comments, JSON, code, quotes, headings, tables, rules and addresses.
 */

const oneOf = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

const word = fc.oneof(
  {
    weight: 12,
    arbitrary: oneOf('you', 'answer', 'Never', 'a', 'calm', 'Keep', 'short', 'I', 'plain', 'Extraordinarily'),
  },
  { weight: 3, arbitrary: oneOf('e.g.', 'Dr.', 'No.', 'etc.', 'Inc.', 'J.', 'p.', 'U.S.', 'vs.', 'É.') },
  {
    weight: 3,
    arbitrary: oneOf(
      "don't",
      'over-think',
      '1,000',
      '3.5',
      'v1.0.0',
      '5',
      'x²',
      '_it_',
      '__so__',
      'max_length',
      'and/or',
    ),
  },
  {
    weight: 2,
    arbitrary: oneOf(
      '{{task}}',
      '{{stress}}',
      '`a. b`',
      '``x ` y``',
      '`',
      '\\`',
      '\\<b>',
      '*so*',
      '**Tone:**',
      '~~no~~',
    ),
  },
  {
    weight: 2,
    arbitrary: oneOf(
      '你好',
      '请回答问题',
      '角色：助手',
      'ก้า',
      '日本語です',
      '한국어',
      'مرحبا',
      'हिन्दी',
      '\u{10400}\u{10428}',
      '🙂',
      '⚠️Never',
    ),
  },
  {
    weight: 2,
    arbitrary: oneOf(
      ' https://example.org/a?b=c.',
      ' (http://a.b/(x)',
      ' www.example.org',
      ' first.last@example.org',
      ' a+b@x.org,',
      '<https://x.org/y>',
      ' git+ssh://h/p',
      ' https://x.org/{{task}}/y',
      '请看https://x.org/a。',
      '你好a@b.org',
      ' _https://x.org_',
      ' https://x.org/`a b`',
      ' https://x.org/<b>x',
    ),
  },
  {
    weight: 3,
    arbitrary: oneOf(
      '<b>',
      '</b>',
      '<user_query>',
      '<br/>',
      '<a href="x y">',
      '<!-- no. -->',
      '<a\nb="c">',
      '<',
      '>',
      '< b',
      '<x y=`>',
      '<?p q?>',
      '<e.g>',
    ),
  },
  {
    weight: 2,
    arbitrary: oneOf(
      'Tone:',
      'Name:',
      'Note of mine:',
      '10:30',
      'so:',
      '—',
      '-',
      '(',
      '“',
      '”',
      '"',
      '[x]',
      '|',
      '@',
      '+',
      '\u2014',
    ),
  },
);
const mark = oneOf(
  '',
  '',
  '',
  '',
  '.',
  '.',
  '!',
  '?',
  '…',
  '?!',
  ',',
  ';',
  ':',
  '：',
  '。',
  '！”',
  '？“',
  '。」',
  '｡',
  '।',
  '؟',
  '۔',
  '.)',
  '."',
  '.**',
  '._',
  '.’',
);
const phrase = fc.tuple(word, mark).map(([text, sign]) => text + sign);
const space = fc.oneof(
  { weight: 9, arbitrary: fc.constant(' ') },
  { weight: 2, arbitrary: oneOf('', '  ', '\u00a0', '\u3000') },
);
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(phrase, space), { minLength: 1, maxLength })
    .map((pairs) => pairs.map(([text, gap]) => text + gap).join(''));
const line = fc.oneof({ weight: 3, arbitrary: words(5) }, { weight: 1, arbitrary: words(16) });
const lines = fc.array(line, { minLength: 1, maxLength: 5 }).map((texts) => texts.join('\n'));
const label = fc
  .tuple(
    oneOf(
      'Tone: ',
      '**Tone:** ',
      '角色：',
      'tone: ',
      'Tone of the voice: ',
      'One two three four five: ',
      '*x*: ',
      'Ends here. Tone: ',
    ),
    line,
  )
  .map((pair) => pair.join(''));
const marker = oneOf(
  '- ',
  '* ',
  '+ ',
  '1. ',
  '• ',
  '◦ ',
  '▪ ',
  '● ',
  '○ ',
  '‣ ',
  '– ',
  '— ',
  '(1) ',
  '(12) ',
  '(a) ',
  'a) ',
  'B) ',
  '① ',
  '⑴ ',
  '一、',
  '十二、',
  '3、 ',
  '- [ ] ',
  '• [x] ',
);
const item = fc.tuple(marker, line).map((pair) => pair.join(''));
const list = fc.array(item, { minLength: 1, maxLength: 4 }).map((texts) => texts.join('\n'));
const json = oneOf(
  '{"a": "one two three. Four", "b": [1, -2.5e3, true]}',
  '{\n  "a": {{task}}, // five six\n\n  "b": "x {{stress}}",\n}',
  '[\n  {"a": 1},\n  {"b": 2}\n]',
  '[]',
  '[{{task}}]',
  '{"a": 1} and so on',
  '{"a": one, two three}',
  '[one two three four]',
  '[\n{"a": 1}\n...\n]',
  '{"a":\n[1, 2]',
  '  {"a": /* five\n six */ null}',
);
const tags = oneOf(
  '<rules>',
  '</rules>',
  '<a b="c">\n<d>',
  '<!-- one two\n\nthree -->',
  '<!-- one',
  '<rule\n  id="x">Stay warm.',
  '<!-- a\nb --> Then this.',
  '<p> </p>',
  '<![CDATA[\none\n]]>',
);
const quoted = lines.map((text) =>
  text
    .split('\n')
    .map((each) => `> ${each}`)
    .join('\n'),
);
const block = fc.oneof(
  { weight: 5, arbitrary: lines },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(label, line), { minLength: 1, maxLength: 4 })
      .map((texts) => texts.join('\n')),
  },
  { weight: 3, arbitrary: list },
  { weight: 2, arbitrary: json },
  { weight: 2, arbitrary: tags },
  { weight: 1, arbitrary: quoted },
  { weight: 1, arbitrary: fc.tuple(oneOf('# ', '## ', '###### '), line).map((pair) => pair.join('')) },
  {
    weight: 1,
    arbitrary: oneOf('---', '***', '_ _ _', '===', '> ---', '>', ' \t', '- ---', '- - -', '- <b>'),
  },
  {
    weight: 1,
    arbitrary: oneOf(
      '```\none two. three\n\nfour\n```',
      '~~~ x\none\n~~~',
      '| a b | c |\n|---|:-:|\n| d. e | f |\n| <i>g</i> | |',
    ),
  },
);

/** Whole texts, of blocks that follow each other at once or after blank lines. */
export const proseText: fc.Arbitrary<string> = fc
  .array(fc.tuple(block, oneOf('\n', '\n\n', '\n\n', '\n \n\n')), { minLength: 1, maxLength: 6 })
  .map((pairs) => pairs.map(([text, gap]) => text + gap).join(''));
