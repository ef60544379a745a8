import assert from 'node:assert/strict';
import { foreignPlaceholders } from '../../../src/core/documents/foreignPlaceholders.js';
import { withoutCode } from '../../../src/core/documents/outsideCode.js';
import { findingLines, FRONT, parseBundle, parseTemplate, withSystem } from './parsing.js';

const found = (text: string): string[] =>
  (foreignPlaceholders(text)?.places ?? []).map(({ start, end }) => text.slice(start, end));

describe('placeholders of another system', () => {
  for (const [text, kind, ...expected] of [
    ['Act like {character} from {series}.', 'fields', '{character}', '{series}'],
    ['{character} says. You are {character}.', 'fields', '{character}', '{character}'],
    ['{user.name}, {user-id}, {HISTORY}', 'fields', '{user.name}', '{user-id}', '{HISTORY}'],
    ['Play ${Role:Interviewer} for ${Company}.', 'template literals', '${Role:Interviewer}', '${Company}'],
    ['Dear $name, of $city_name: $ARGUMENTS', 'string.Template', '$name', '$city_name', '$ARGUMENTS'],
    ['Hi <%name%>, <%= user.city %>', 'ERB', '<%name%>', '<%= user.city %>'],
    [
      '{% if vip %}Dear{% endif %} {%- for x in y -%}',
      'Jinja',
      '{% if vip %}',
      '{% endif %}',
      '{%- for x in y -%}',
    ],
    ['Be [[character]] of [[series]]', 'double brackets', '[[character]]', '[[series]]'],
    ['You are [NAME], a [JOB TITLE] at [COMPANY_1].', 'in brackets', '[NAME]', '[JOB TITLE]', '[COMPANY_1]'],
    ['[NAME] lives in [CITY].', 'in brackets', '[NAME]', '[CITY]'],
    ['A [VERB] is [NOUN].', 'in brackets', '[VERB]', '[NOUN]'],
    ['{Имя} и {город}', 'fields', '{Имя}', '{город}'],
    ['Я [ИМЯ] и [ГОРОД ДВА]', 'in brackets', '[ИМЯ]', '[ГОРОД ДВА]'],
    ['{one} {two} {three} $name $city', 'fields', '{one}', '{two}', '{three}'],
    ['$name $city {one} {two}', 'fields', '{one}', '{two}'],
    ['{one} {two} `{three}`\n```\n{four}\n```\n{five}', 'fields', '{one}', '{two}', '{five}'],
  ] as const)
    it(`are found in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(found(text), expected);
      assert.ok(foreignPlaceholders(text)?.kind().includes(kind));
    });

  for (const text of [
    // One alone, or two of different systems.
    'Act like {character}.',
    'Act like {character} for $name.',
    // A template that is the service's own.
    'Act like {character} from {series}. {{task}}',
    '{name} {name} {{{stress}}}',
    // Text in braces, in brackets and after a dollar sign that is none.
    'Put your notes in braces {like this} or {like that}.',
    'It costs $5 or $10, US$20, A$name, $AAPL and $TSLA.',
    'Set $HOME and $PATH.',
    'Let $x$ be $n$ of $\\alpha$, \\frac{ab}{cd} and x_{max}, y^{min}.',
    'Match a{nn} [a-z]{mm} (b){kk}.',
    '{"name": {"first": "Bo"}} {} { } {1}',
    'body {color: red} .a {margin: 0}',
    '[text](https://a.org) [Other text](b) ![IMG](c) [REF][ONE] [x] [ ] [1] [12] [a]',
    '[LINK](a) and [IMAGE](b)',
    '- [x] done\n- [X] DONE\n- [ ] open',
    '[ROLE] You are kind.\n[TASK] Answer.\n\n[INPUT]\nText',
    'Answer\n[ROLE] A\n[TASK] B',
    '[CONTEXT]: a [OUTPUT]: b\nIn [FORMAT]: c, say [STYLE]: d',
    'Say <s>[INST] hi [/INST] and [INST] ho [/INST]',
    'arr[INDEX] and list[KEY]',
    '<NAME>a</NAME> <b>c</b>',
    '[[1, 2], [3, 4]] [["a"]] [[see](x)] a[[i]]',
    'In `{first}` and `{second}` put names.',
    '```sh\necho $user $host\n${name} ${other}\n```',
    '~~~\n{one} {two}\n```\n{three} {four}\n~~~',
    '> ```\n> $user $host\n> ```',
    '{{user}} and {{char}}',
    '100% {sure}% of {it',
  ])
    it(`are not in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(found(text), []);
    });

  it('are one finding of a template, in a file of its own or in a bundle', () => {
    const message =
      'Nothing fills them in. The service fills in only `{{task}}`, `{{activity_level}}`, `{{stress}}`, `{{semantic_traits}}`. Replace those that are meant.';
    const fields = "placeholders look like the fields of Python's `str.format` and f-strings";
    assert.deepEqual(
      findingLines(parseTemplate(`${FRONT}---\nAct like {who} from {series}, {who}.\n`, 'md')),
      [`6:10-6:15 information foreign-placeholder: 3 ${fields}: \`{who}\`, \`{series}\`. ${message}`],
    );
    assert.deepEqual(findingLines(parseBundle(withSystem('{content: "{aa} {bb} {cc} {dd} {ee}"}'))), [
      `3:32-3:36 information foreign-placeholder: 5 ${fields}: \`{aa}\`, \`{bb}\`, \`{cc}\` and 2 more. ${message}`,
    ]);
  });

  it('take time in proportion, whatever the text', () => {
    for (const piece of [
      '{a',
      '{aa}',
      '[A',
      'x [AA] ',
      '$a',
      '${a',
      '<% a',
      '{% a',
      '[[',
      '`{aa}``',
      '```\n',
      '`',
    ]) {
      foreignPlaceholders(piece.repeat(200_000 / piece.length));
    }
  }).timeout(20_000);
});

describe('text without code', () => {
  for (const [text, expected] of [
    ['a `b` c', 'a     c'],
    ['a ``b ` c`` d', 'a           d'],
    ['a ` b `` c ` d', 'a            d'],
    ['a ``b `c` d`` e', 'a             e'],
    ['a ` b\n`c', 'a ` b\n`c'],
    ['```js\nab\n```\nc', '     \n  \n   \nc'],
    ['~~~\n```\n~~~\nc', '   \n   \n   \nc'],
    ['  ```\na\n> ```\nc', '     \n \n     \nc'],
    ['````\n```\n`````\nc', '    \n   \n     \nc'],
    ['```\nnever closed', '   \n            '],
  ] as const)
    it(JSON.stringify(text), () => {
      assert.equal(withoutCode(text), expected);
    });
});
