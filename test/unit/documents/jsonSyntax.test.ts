// What JSON files may not hold (spec, section 1): each mistake, told where it is.
import { itTells } from './parsing.js';

describe('a key that stands twice in JSON', () => {
  itTells('a.prompt-input.json', [
    ['{"task": "a", "task": "b"}', '1:15-1:21 syntax: The key `task` is here twice. Remove one of them.'],
    [
      '{"semantic_traits": {"a": 1, "\\u0061": 2}}',
      '1:30-1:38 syntax: The key `a` is here twice. Remove one of them.',
    ],
  ]);
});

describe('numbers in JSON', () => {
  itTells('a.prompt-input.json', [
    [
      '{"semantic_traits": {"a": 1e400, "b": -1e999}}',
      '1:27-1:32 syntax: This number is too large for a float. Use a smaller one, or a string.',
      '1:39-1:45 syntax: This number is too large for a float. Use a smaller one, or a string.',
    ],
    ['{"semantic_traits": {"a": -0, "b": -0.0}}'],
    [
      '{"semantic_traits": {"a": 18446744073709551616, "b": -9223372036854775809, "c": 18446744073709551615}}',
      '1:27-1:47 syntax: This integer is out of range. Use one from -2^63 to 2^64-1, or a string.',
      '1:54-1:74 syntax: This integer is out of range. Use one from -2^63 to 2^64-1, or a string.',
    ],
  ]);
});

describe('lone surrogates in JSON', () => {
  itTells('a.prompt-input.json', [
    ['{"task": "\\ud83d\\ude00 \\ude00"}', '1:10-1:31 syntax: This text holds a lone surrogate. Remove it.'],
    ['{"task": "a\ud800b"}', '1:12-1:13 syntax: The file holds a lone surrogate here. Remove it.'],
    ['{"semantic_traits": {"\\ud800": 1}}', '1:22-1:30 syntax: This text holds a lone surrogate. Remove it.'],
  ]);
});

describe('line ends and byte order marks in JSON', () => {
  itTells('a.prompt-input.json', [
    ['\ufeff{"task": "a"}'],
    ['{"task":\r\n 5}\r\n', '2:2-2:3 schema: `task` must be text. Put it in quotes. => "5"'],
  ]);
});
