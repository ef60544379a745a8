const FRONT = 'template_id: a\nsemver: 1.0.0\nrole: user\n';

/**
 * Texts that have brought down readers before, each about `size` characters long: what nests, what repeats, what
 * expands, what makes a pattern try everything, and what has very many mistakes.
 */
export function hostileTexts(size: number): ReadonlyMap<string, string> {
  const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length));
  const count = (width: number): number[] => Array.from({ length: Math.ceil(size / width) }, (_, i) => i);
  const nested = Math.floor(Math.sqrt(2 * size));
  return new Map([
    ...NESTING.map((piece): [string, string] => [`nesting ${piece}`, fill(piece)]),
    ...REPEATED.map((piece): [string, string] => [`many ${JSON.stringify(piece)}`, fill(piece)]),
    ['nested YAML mappings', Array.from({ length: nested }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['nested YAML lists', `a:\n${Array.from({ length: nested }, (_, i) => `${' '.repeat(i)}-`).join('\n')}`],
    ['digits in YAML', `a: ${fill('9')}`],
    ['digits in JSON', `{"a":${fill('9')}}`],
    ['decimals', `a: 1.${fill('9')}`],
    ['hex digits', `a: 0x${fill('f')}`],
    [
      'keys in YAML',
      count(10)
        .map((i) => `k${i}: 1\n`)
        .join(''),
    ],
    [
      'keys in JSON',
      `{${count(10)
        .map((i) => `"k${i}":1`)
        .join(',')}}`,
    ],
    ['one key again and again in YAML', fill('a: 1\n')],
    ['one key again and again in JSON', `{${fill('"a":1,')}"a":1}`],
    [
      'traits',
      `semantic_traits:\n${count(10)
        .map((i) => `  k${i}: 1\n`)
        .join('')}`,
    ],
    [
      'constraints',
      `${FRONT}content: a\nconstraints:\n${count(10)
        .map((i) => `  k${i}: 1\n`)
        .join('')}`,
    ],
    [
      'expectations',
      `expect:\n${count(10)
        .map((i) => `  k${i}: 1\n`)
        .join('')}`,
    ],
    [
      'aliases of one anchor',
      `semantic_traits:\n  a: &a 1\n${count(12)
        .map((i) => `  k${i}: *a\n`)
        .join('')}`,
    ],
    [
      'anchors',
      count(14)
        .map((i) => `k${i}: &a${i} 1\n`)
        .join(''),
    ],
    [
      'aliases of the anchor above',
      `semantic_traits:\n${count(24)
        .map((i) => `  a${i}: &a${i} [${i > 0 ? `*a${i - 1}` : 1}]\n`)
        .join('')}`,
    ],
    [
      'aliases that double',
      `semantic_traits:\n  a0: &a0 [1, 1]\n${count(30)
        .map((i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)
        .join('')}`,
    ],
    [
      'aliases that double, with another error',
      `semantic_traits:\n  a0: &a0 [1, 1]\n${count(30)
        .map((i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)
        .join('')}task: a\ntask: b\n`,
    ],
    [
      'aliases of a large list',
      `semantic_traits:\n  a: &a [${fill('1,')}]\n${Array.from({ length: 99 }, (_, i) => `  k${i}: *a\n`).join('')}`,
    ],
    ['spaces in double quotes', `task: "a${fill(' ')}b"`],
    ['spaces in single quotes', `task: 'a${fill(' ')}b'`],
    ['spaces in a plain scalar', `task: a${fill(' ')}b`],
    ['blank lines in double quotes', `task: "a${fill('\n ')}b"`],
    ['blank lines in a block', `task: |\n  a\n${fill('\n')}  b`],
    ['spaces and a placeholder', `${FRONT}content: "{{x}}${fill(' ')}{{y}}"`],
    ['placeholders in a block', `${FRONT}content: |\n  ${fill('{{x}}')}`],
    ['placeholders on lines', `${FRONT}content: >\n${fill('  {{x}}\n')}`],
    ['placeholders in double quotes', `${FRONT}content: "${fill('{{x}}')}"`],
    ['placeholders in JSON', `{"content":"${fill('{{x}}')}"}`],
    ['placeholders in a task', `task: "${fill('{{stress}}')}"`],
    ['half placeholders', `${FRONT}content: "${fill('{{task')}"`],
    ['invisible characters', `${FRONT}content: "${fill('a\u200b')}"`],
    ['escapes', `{"task":"${fill('\\u0041')}"}`],
    ['escapes that do not exist', `{"task":"${fill('\\q')}"}`],
    ['escaped line breaks', `task: "${fill('\\\n ')}"`],
    ['two single quotes', `task: '${fill("''")}'`],
    ['tags', `tags: [${fill('a,')}]`],
    ['empty tags', `{"tags":[${fill('"",')}""]}`],
    ['a list of numbers', `[${fill('1,')}1]`],
    ['empty suppressions', `{"suppress":[${fill('{},')}{}]}`],
    ['suppressions with unknown keys', `{"suppress":[${fill('{"x":1},')}{}]}`],
    ['lone surrogates', `a: "${fill('\ud800')}"`],
    ['a pre-release of digits', `semver: 1.0.0-${fill('1')}`],
    ['a pre-release of many parts', `semver: 1.0.0-${fill('a.')}`],
    ['a reference of many @', `{"templates":{"task":"${fill('@')}"}}`],
    ['front matter that is long', `---\n${fill('a: b\n')}---\nx`],
    ['front matter that is not closed', fill('--- x\n')],
    ['many closing lines', `---\ntemplate_id: a\n---\n${fill('---\n')}`],
    ['a long key', `${fill('a')}: 1`],
    ['a long quoted key', `"${fill('a')}": 1`],
  ]);
}

const NESTING = ['[', '{', '- ', '? ', ': ', '[1,', '{"a":', '{a: ', 'a b: ', '[[],{}', '"a":['];
const REPEATED = [
  '"',
  "'",
  '{{',
  '}}',
  '[]',
  '{}',
  '&a ',
  '*a ',
  '!a ',
  '%YAML 1.2\n',
  '%TAG ! a\n',
  '# \n',
  '\n',
  ' ',
  '\t',
  '\r',
  '\r\n',
  '---\n',
  '...\n',
  'a: b\r\n',
  ', ',
  '"a" ',
  '"a",',
  '1 ',
  '/*',
  '//\n',
  '|\n',
  '- |\n',
  '> \n  a\n',
  '\\',
  '\ufeff',
  '\0',
  '\u2028',
  '\u{1f600}',
  'a: |\n  b\n \n',
  'a: &a 1\n',
  '<<: 1\n',
  '~: 1\n',
];
