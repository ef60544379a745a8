// What YAML files may not hold (spec, section 1): each mistake, told where it is.
import assert from 'node:assert/strict';
import { itTells, parseInput } from './parsing.js';

describe('a key that stands twice in YAML', () => {
  itTells('a.prompt-input.yaml', [
    ['task: a\ntask: b\n', '2:1-2:5 syntax: The key `task` is here twice. Remove one of them.'],
    [
      'semantic_traits:\n  a: 1\n  "a": 2\n',
      '3:3-3:6 syntax: The key `a` is here twice. Remove one of them.',
    ],
    [
      'semantic_traits: {a: {b: 1, c: 2, b: 3}}\n',
      '1:35-1:36 syntax: The key `b` is here twice. Remove one of them.',
    ],
  ]);
});

describe('a key in YAML that is no text', () => {
  itTells('a.prompt-input.yaml', [
    ['semantic_traits:\n  1: a\n', '2:3-2:4 syntax: A key must be text. Put `1` in quotes. => "1"'],
    ['semantic_traits:\n  true: a\n', '2:3-2:7 syntax: A key must be text. Put `true` in quotes. => "true"'],
    ['semantic_traits:\n  ~: a\n', '2:3-2:4 syntax: A key must be text. Put `~` in quotes. => "~"'],
    ['semantic_traits:\n  null: a\n', '2:3-2:7 syntax: A key must be text. Put `null` in quotes. => "null"'],
    ['semantic_traits:\n  <<: {a: 1}\n', '2:3-2:5 syntax: A key must be text. Put `<<` in quotes. => "<<"'],
    ['semantic_traits:\n  : a\n', '2:3-2:4 syntax: A key is missing before this colon. Add one.'],
    ['semantic_traits:\n  ? [a]\n  : b\n', '2:5-2:8 syntax: A key must be text. Put it in quotes.'],
    ['semantic_traits:\n  1.5: a\n', '2:3-2:6 syntax: A key must be text. Put `1.5` in quotes. => "1.5"'],
    ['semantic_traits:\n  .nan: a\n', '2:3-2:7 syntax: A key must be text. Put `.nan` in quotes. => ".nan"'],
    ['semantic_traits: {"1": a, "true": b, "<<": c, "~": d}\n'],
    ['1: a\n', '1:1-1:2 syntax: A key must be text. Put `1` in quotes. => "1"'],
    [
      'semantic_traits:\n  <<: &a {a: 1}\n  x: *a\n',
      '2:3-2:5 syntax: A key must be text. Put `<<` in quotes. => "<<"',
    ],
    ['semantic_traits:\n  ? \n  : b\n', '2:4-2:5 syntax: A key is missing before this colon. Add one.'],
  ]);
});

describe('tags in YAML', () => {
  itTells('a.prompt-input.yaml', [
    ['task: !!int 1\n', '1:7-1:12 syntax: Tags other than `!!str` are not used here. Remove the tag. => '],
    ['task: !!str 1\n'],
    [
      'semantic_traits:\n  !!str 1: a\n  !!int 2: a\n',
      '3:3-3:8 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
    ],
    [
      'semantic_traits: !mine {a: 1}\n',
      '1:18-1:23 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
    ],
    [
      'semantic_traits: !!map {a: 1}\n',
      '1:18-1:23 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
    ],
    [
      'task: !!binary aGk=\n',
      '1:7-1:15 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
    ],
    ['! task: a\n', '1:1-1:2 syntax: Tags other than `!!str` are not used here. Remove the tag. => '],
    [
      'semantic_traits: {a: !!null ~, b: !!bool true, c: !!float 1, d: !!seq []}\n',
      '1:22-1:28 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
      '1:35-1:41 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
      '1:51-1:58 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
      '1:65-1:70 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
    ],
    ['!!str task: a\n'],
    [
      '--- |\n!x\n',
      '1:5-3:1 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
    ['!!map\ntask: a\n', '1:1-1:6 syntax: Tags other than `!!str` are not used here. Remove the tag. => '],
  ]);
});

describe('directives in YAML', () => {
  itTells('a.prompt-input.yaml', [
    ['%YAML 1.1\n---\ntask: a\n', '1:1-1:10 syntax: Files are YAML 1.2. Remove this line.'],
    ['%YAML 1.2\n---\ntask: a\n'],
    ['# c\n%YAML 1.3 # d\n---\ntask: a\n', '2:1-2:10 syntax: Files are YAML 1.2. Remove this line.'],
    ['%YAML 1.2\ntask: a\n', '2:1-2:8 syntax: Put a line `---` between the lines with `%` and this one.'],
    ['task: "\n  %YAML 1.1"\n'],
    ['%TAG ! tag:yaml.org,2002:\n---\ntask: !str a\n'],
  ]);
});

describe('a second YAML document', () => {
  itTells('a.prompt-input.yaml', [
    [
      'task: a\n...\n%YAML 1.1\n---\ntask: b\n',
      '4:1-4:4 syntax: A file holds one document. Remove this line and what follows it.',
    ],
    [
      'task: a\n---\ntask: b\n',
      '2:1-2:4 syntax: A file holds one document. Remove this line and what follows it.',
    ],
    [
      'task: a\n...\n---\n',
      '3:1-3:4 syntax: A file holds one document. Remove this line and what follows it.',
    ],
    ['---\ntask: a\n...\n'],
    [`${'# c\n'.repeat(150)}task: &a b\n`],
    [
      'task: !x a\n...\n!y task: b\n',
      '1:7-1:9 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
      '3:1-3:11 syntax: A file holds one document. Remove this line and what follows it.',
    ],
    [
      'task: a: b\n---\ntask: b\n',
      '1:7-1:11 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "a: b"',
      '2:1-2:4 syntax: A file holds one document. Remove this line and what follows it.',
    ],
  ]);
});

describe('aliases in YAML', () => {
  itTells('a.prompt-input.yaml', [
    [
      'semantic_traits: &a\n  b: *a\n',
      '2:6-2:8 syntax: The alias `*a` is inside its own anchor. Remove it, or write the value here.',
    ],
    [
      'semantic_traits: {a: *b}\n',
      '1:22-1:24 syntax: There is no anchor `&b` above this alias. Add it, or write the value here.',
    ],
    ['semantic_traits: {a: &a 1, b: *a, c: [*a]}\n'],
    [
      'semantic_traits: {a: &a 1e400, b: *a}\n',
      '1:25-1:30 syntax: This number is too large for a float. Use a smaller one, or a string.',
    ],
    ['semantic_traits: {&k key: 1, b: *k, c: {*k : 2}}\n'],
    ['semantic_traits: {a: &a [1], *a : 2}\n', '1:30-1:32 syntax: A key must be text. Put it in quotes.'],
    [
      'semantic_traits:\n  a: &a [x, x]\n  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n  c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n  d: [*c, *c, *c]\n',
      '5:7-5:9 syntax: The aliases here expand to too much. Write some of the values out.',
    ],
  ]);
});

describe('an alias in YAML', () => {
  it('stands for the value at its anchor, however often', () => {
    const { model } = parseInput('semantic_traits: {a: &a [x], b: *a, c: {d: *a}}\n');
    assert.deepEqual(
      model?.semantic_traits,
      new Map<string, unknown>([
        ['a', ['x']],
        ['b', ['x']],
        ['c', new Map([['d', ['x']]])],
      ]),
    );
  });
});

describe('numbers in YAML', () => {
  itTells('a.prompt-input.yaml', [
    [
      'semantic_traits: {a: 1e400}\n',
      '1:22-1:27 syntax: This number is too large for a float. Use a smaller one, or a string.',
    ],
    ['semantic_traits: {a: .inf, b: -.Inf, c: .NaN, d: 1e308}\n'],
    ['semantic_traits: {a: -0, b: -0.0, c: 0o17, d: 0x1F, e: +5, f: 1., g: .5, h: 1e3, i: 007}\n'],
    ['semantic_traits: {a: 18446744073709551615, b: -9223372036854775808}\n'],
    [
      'semantic_traits: {a: 18446744073709551616, b: -9223372036854775809}\n',
      '1:22-1:42 syntax: This integer is out of range. Use one from -2^63 to 2^64-1, or a string.',
      '1:47-1:67 syntax: This integer is out of range. Use one from -2^63 to 2^64-1, or a string.',
    ],
  ]);
});

describe('lone surrogates in YAML', () => {
  itTells('a.prompt-input.yaml', [
    ['task: "\\ud800"\n', '1:7-1:15 syntax: This text holds a lone surrogate. Remove it.'],
    ['task: "\\ud83d\\ude00"\n'],
    ['task: a\udc00b\n', '1:8-1:9 syntax: The file holds a lone surrogate here. Remove it.'],
    ['# \ud800\ntask: a\n', '1:3-1:4 syntax: The file holds a lone surrogate here. Remove it.'],
    ['semantic_traits: {"\\udfff": 1}\n', '1:19-1:27 syntax: This text holds a lone surrogate. Remove it.'],
  ]);
});

describe('line ends and byte order marks in YAML', () => {
  itTells('a.prompt-input.yaml', [
    ['\ufefftask: a\n'],
    ['\ufeff\ufefftask: a\n'],
    [
      'a: 1\r\nb: 2\r\n',
      '1:1-1:2 unknown-key: Unknown key `a`. Remove it, or check its spelling.',
      '2:1-2:2 unknown-key: Unknown key `b`. Remove it, or check its spelling.',
    ],
    ['task: |\r\n  a\r\n  b\r\n'],
  ]);
});
