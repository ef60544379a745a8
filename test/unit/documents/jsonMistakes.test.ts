// Broken JSON: each mistake once, in words, at its place, however many there are in a file.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonMistakes } from '../../../src/core/documents/mistakes/index.js';
import { applyEdits } from '../../../src/language/edits/textEdit.js';
import { itTells, parseInput } from './parsing.js';

describe('a mistake in the syntax of a JSON template', () => {
  itTells('a.prompt-template.json', [
    [
      '{\n  "template_id": "b",\n  "semver": "1.0.0",\n  "role": "system",\n  "content": "You are kind.",\n}\n',
      '5:29-5:30 syntax: JSON does not allow trailing commas. Remove it. => ',
    ],
  ]);
});

describe('mistakes in the syntax of JSON', () => {
  itTells('a.prompt-input.json', [
    ['{"a": 1, b": 2}', '1:10-1:12 syntax: A double quote `"` is missing before this. => "b"'],
    ['{"a": hello", "b": 1}', '1:7-1:13 syntax: A double quote `"` is missing before this. => "hello"'],
    [
      "{'template_id': 'c', 'semver': '1.0.0', 'role': 'system', 'content': 'You are kind.'}",
      '1:2-1:15 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. The same in 7 more places. => "template_id"',
    ],
    [
      '{\n  "a": "b",\n  "c": "d",\n}\n',
      '3:11-3:12 syntax: JSON does not allow trailing commas. Remove it. => ',
    ],
    [
      '{\n  "content": "You are kind.\nYou are brief."\n}\n',
      '2:27-3:1 syntax: A line break in a JSON string is written `\\n`. => .\\n',
    ],
    [
      `{"task": "${'['.repeat(600)}",}`,
      '1:612-1:613 syntax: JSON does not allow trailing commas. Remove it. => ',
    ],
    ['{"task": "\nabc"}', '1:10-2:1 syntax: A line break in a JSON string is written `\\n`. => "\\n'],
    [
      '{"task": "a\\\n b", "stress": 1}',
      '1:12-1:13 syntax: Double the backslash in JSON: `\\\\`. => \\\\',
      '1:12-2:1 syntax: A line break in a JSON string is written `\\n`. => \\\\n',
    ],
    ['{"task": "\uffffa\tb"}', '1:12-1:14 syntax: A tab in a JSON string is written `\\t`. => a\\t'],
    ['{"\uffff" 1}', '1:4-1:5 syntax: A colon is missing after this key. Add one. => ":'],
    ['{"task": "a",}', '1:13-1:14 syntax: JSON does not allow trailing commas. Remove it. => '],
    ['{"task": "a"} x', '1:15-1:16 syntax: A JSON file is one value, which ends above. Remove what follows.'],
    ['// c\n{}', '1:1-1:5 syntax: JSON has no comments. Remove it. => '],
    [
      "{'task': 1}",
      '1:2-1:8 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "task"',
    ],
    ['{"task": "a\tb"}', '1:11-1:13 syntax: A tab in a JSON string is written `\\t`. => a\\t'],
    ['{"task": "a', '1:10-1:12 syntax: The file ends in this string. `"}` are missing. => "a"}'],
    ['{"task": 01}', '1:10-1:12 syntax: A JSON number cannot begin with a zero. Remove it. => 1'],
    ['{"task": +1}', '1:10-1:12 syntax: A JSON number cannot have a plus sign. Remove it. => 1'],
    ['{"task": NaN}', '1:10-1:13 syntax: JSON does not have this number. Use another one, or `null`.'],
    ['{"task" "a"}', '1:7-1:8 syntax: A colon is missing after this key. Add one. => ":'],
    [
      '{"task": "a\\\n}',
      '1:10-1:13 syntax: This string is not closed. A double quote `"` is missing at its end.',
      '1:12-1:13 syntax: Double the backslash in JSON: `\\\\`. => \\\\',
    ],
    [
      '{"task": "a\\\\\n}',
      '1:10-1:14 syntax: This string is not closed. A double quote `"` is missing at its end. => "a\\\\"',
    ],
    [
      '{"task": "\\x"}',
      '1:11-1:13 syntax: JSON does not have the escape `\\x`. Double the backslash: `\\\\x`. => \\\\x',
    ],
    ['{"task": "\\x41b"}', '1:11-1:15 syntax: JSON writes this as `\\u0041`. Change it. => \\u0041'],
    [
      '{"task": "\\\u2069"}',
      '1:11-1:13 syntax: JSON does not have the escape `\\\\u2069`. Double the backslash: `\\\\\\u2069`. => \\\\\u2069',
    ],
    ['{"task": "\\u12"}', '1:11-1:15 syntax: A `\\u` escape must have four hex digits.'],
    [
      '\u00a0\u00a0{"a": 1}',
      '1:1-1:3 syntax: JSON does not allow this white space. Replace it with a space. =>  ',
    ],
    ['{"a": [1,]}', '1:9-1:10 syntax: JSON does not allow trailing commas. Remove it. => '],
    ['{"a": 1 "b": 2}', '1:7-1:8 syntax: A comma is missing after this. Add one. => 1,'],
    ['{task: 1}', '1:2-1:6 syntax: JSON keys must be in double quotes. Add them. => "task"'],
    [
      '{"a": .5}',
      '1:7-1:9 syntax: A JSON number must have digits on both sides of its point. Add them. => 0.5',
    ],
    [
      '{"a": 5.}',
      '1:7-1:9 syntax: A JSON number must have digits on both sides of its point. Add them. => 5.0',
    ],
    ['{"a": tru}', '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "tru"'],
    ['{"a": 1e}', '1:7-1:9 syntax: This number is not complete. Add the missing digits.'],
    ['{"a": -}', '1:7-1:8 syntax: This number is not complete. Add the missing digits.'],
    ['{"a": 1}', '1:6-1:7 syntax: JSON does not allow this white space. Replace it with a space. =>  '],
    ['{"a":\u000b1}', '1:6-1:7 syntax: JSON does not allow this white space. Replace it with a space. =>  '],
    [
      '{"a": "He said "hi" to me.", "b": 1}',
      '1:16-1:20 syntax: Write a quote within a string as `\\"`. => \\"hi\\"',
    ],
    ['{"a": "5" tall"}', '1:9-1:10 syntax: Write a quote within a string as `\\"`. => \\"'],
    ['{"a": ["x" "y"]}', '1:10-1:11 syntax: A comma is missing after this. Add one. => ",'],
    ['{"a": [1, 2}, "b": 3}', '1:12-1:13 syntax: Write `]` here: it closes `[`. => ]'],
    ['{"a": [1, 2}', '1:11-1:12 syntax: `]` is missing after this. => 2]'],
    ['{"a": [1, {"b": 2]}', '1:17-1:18 syntax: `}` is missing after this. => 2}'],
    ['{"a": [1, {"b": {"c": 2]}', '1:23-1:24 syntax: `}}` are missing after this. => 2}}'],
    [
      `[${'{"a":'.repeat(21)}2]`,
      `1:107-1:108 syntax: 21 closing brackets are missing after this. => 2${'}'.repeat(21)}`,
    ],
    ['{"a": 1}}', '1:9-1:10 syntax: This bracket closes nothing. Remove it. => '],
    [
      '{"a": 1}\n{"b": 2}',
      '2:1-2:9 syntax: A JSON file is one value, which ends above. Remove what follows.',
    ],
    ['template_id: a\nsemver: 1\n', '1:1-1:15 syntax: This is not JSON. Begin the file with `{`.'],
    ['"a": 1, "b": 2}', '1:1-1:4 syntax: An opening brace `{` is missing before this. Add one. => {"a"'],
    [
      '{"a": “x”, “b”: 1}',
      '1:7-1:10 syntax: JSON strings must be in double quotes, not in typographic quotes. Replace them. The same in one more place. => "x"',
    ],
    [
      '{"a": “x", "b": 1}',
      '1:7-1:10 syntax: JSON strings must be in double quotes, not in typographic quotes. Replace them. => "x"',
    ],
    [
      '{"a": "x”, "b": 1}',
      '1:7-1:10 syntax: JSON strings must be in double quotes, not in typographic quotes. Replace them. => "x"',
    ],
    [
      '{\n  "role": "system,\n  "content": "x"\n}',
      '2:11-2:18 syntax: This string is not closed. A double quote `"` is missing at its end. => "system"',
    ],
    [
      '{\n  "role": "system\n}',
      '2:11-2:18 syntax: This string is not closed. A double quote `"` is missing at its end. => "system"',
    ],
    [
      '{\n "a": 1\n "b": 2\n "c": 3\n}',
      '2:7-2:8 syntax: A comma is missing after this. Add one. => 1,',
      '3:7-3:8 syntax: A comma is missing after this. Add one. => 2,',
    ],
    [
      '{"a": True, "b": None, "c": 0x1F, "d": 1_000, "e": undefined}',
      '1:7-1:11 syntax: JSON writes this as `true`. Change it. => true',
      '1:18-1:22 syntax: JSON writes this as `null`. Change it. => null',
      '1:29-1:33 syntax: JSON numbers must be decimal. Convert it. => 31',
      '1:40-1:45 syntax: A JSON number cannot have underscores. Remove them. => 1000',
      '1:52-1:61 syntax: JSON writes this as `null`. Change it. => null',
    ],
    [
      `{"a": 0x${'1'.repeat(38)}}`,
      `1:7-1:47 syntax: JSON numbers must be decimal. Convert it. => ${BigInt(`0x${'1'.repeat(38)}`)}`,
    ],
    [`{"a": 0x${'1'.repeat(39)}}`, '1:7-1:48 syntax: JSON numbers must be decimal. Convert it.'],
    [`{"a": 0x${'1'.repeat(40)}}`, '1:7-1:49 syntax: JSON numbers must be decimal. Convert it.'],
    [
      '{"a": You are kind., "b": 1}',
      '1:7-1:20 syntax: JSON text must be in double quotes. Add them. => "You are kind."',
    ],
    [
      '{"a" = 1; "b" => 2}',
      '1:6-1:7 syntax: Replace this with a colon. => :',
      '1:9-1:10 syntax: Replace this with a comma. => ,',
      '1:15-1:17 syntax: Replace this with a colon. => :',
    ],
    ['{"a": 1,, "b": 2}', '1:9-1:10 syntax: There is nothing before this comma. Remove it. => '],
    ['{"a": [1, }', '1:9-1:10 syntax: `]` is missing after this. => ,]'],
    [
      '{a,}',
      '1:2-1:3 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
      '1:3-1:4 syntax: JSON does not allow trailing commas. Remove it. => ',
    ],
    ['{,"a": 1}', '1:2-1:3 syntax: There is nothing before this comma. Remove it. => '],
    ['{"a"}', '1:2-1:5 syntax: This key has no value. Add a colon and a value.'],
    ['{"a": }', '1:5-1:6 syntax: A value is missing after this. Add one.'],
    ['{"a":', '1:5-1:6 syntax: The file ends too early. `}` is missing.'],
    ['{"a": 1,', '1:8-1:9 syntax: The file ends too early. `}` is missing. => }'],
    ['{', '1:1-1:2 syntax: The file ends too early. `}` is missing. => {}'],
    ['[', '1:1-1:2 syntax: The file ends too early. `]` is missing. => []'],
    ['', '1:1-1:1 syntax: The file is empty. Write a JSON object, which begins with `{`.'],
    [' \n', '1:1-2:1 syntax: The file is empty. Write a JSON object, which begins with `{`.'],
    ['{"a": [1, 2\n', '1:11-1:12 syntax: The file ends too early. `]}` are missing. => 2]}'],
    ['{"a": "x" + "y"}', '1:11-1:12 syntax: JSON cannot join strings. Write one string.'],
    ['{"a": ["b": 1]}', '1:11-1:12 syntax: A list cannot have keys. Put the key and its value in braces.'],
    ['{"a": {"b": 1}', '1:14-1:15 syntax: The file ends too early. `}` is missing. => }}'],
    [
      '{1: 2, true: 3}',
      '1:2-1:3 syntax: JSON keys must be in double quotes. Add them. The same in one more place. => "1"',
    ],
    [
      '{"a": `multi\nline "q"`}',
      '1:7-2:10 syntax: JSON strings must be in double quotes, not in back-ticks. Replace them. => "multi\\nline \\"q\\""',
    ],
    [
      '{"a": "C:\\dir\\new\\qux"}',
      '1:10-1:12 syntax: JSON does not have the escape `\\d`. Double the backslash: `\\\\d`. => \\\\d',
      '1:18-1:20 syntax: JSON does not have the escape `\\q`. Double the backslash: `\\\\q`. => \\\\q',
    ],
    [
      '{/* a */ "a": 1 /* b */, # c\n "b": 2 // d\n // e\n}',
      '1:2-1:9 syntax: JSON has no comments. Remove it. => ',
      '1:17-1:24 syntax: JSON has no comments. Remove it. => ',
      '1:26-1:29 syntax: JSON has no comments. Remove it. => ',
      '2:9-2:13 syntax: JSON has no comments. Remove it. => ',
    ],
    [
      '{"a": \'it\'s fine\', "b": \'say "x"\'}',
      '1:7-1:18 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. The same in one more place. => "it\'s fine"',
    ],
    [
      '{"a" 1 "b": 2, c: 3,}',
      '1:4-1:5 syntax: A colon is missing after this key. Add one. => ":',
      '1:6-1:7 syntax: A comma is missing after this. Add one. => 1,',
      '1:16-1:17 syntax: JSON keys must be in double quotes. Add them. => "c"',
      '1:20-1:21 syntax: JSON does not allow trailing commas. Remove it. => ',
    ],
    [
      '{"a": 1 2}',
      '1:9-1:10 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    ['{"a": "x" "y"}', '1:9-1:12 syntax: Write a quote within a string as `\\"`. => \\" \\"'],
    ['{"a": 2024-01-01}', '1:7-1:17 syntax: JSON text must be in double quotes. Add them. => "2024-01-01"'],
    [
      '{"a": http://x.y/z}',
      '1:7-1:19 syntax: JSON text must be in double quotes. Add them. => "http://x.y/z"',
    ],
    ['{"a":: 1}', '1:6-1:7 syntax: This is not expected here. Remove it. => '],
    [
      '{"a": 1: 2}',
      '1:8-1:9 syntax: This colon does not belong to a key. Add a comma before the key, or remove the colon.',
    ],
    [
      '[1 2 3]',
      '1:2-1:3 syntax: A comma is missing after this. Add one. => 1,',
      '1:4-1:5 syntax: A comma is missing after this. Add one. => 2,',
    ],
    ['nul', '1:1-1:4 syntax: This is not JSON. Begin the file with `{`.'],
    ['{"a": "b"\n, "c": "d" "e": "f"}', '2:10-2:11 syntax: A comma is missing after this. Add one. => ",'],
    ['{"a": {}{}}', '1:8-1:9 syntax: A comma is missing after this. Add one. => },'],
    ['{"a": 1/2}', '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "1/2"'],
    ['{"a":1}//x', '1:8-1:11 syntax: JSON has no comments. Remove it. => '],
    [
      '{"a": 1}\u00a0\n',
      '1:9-1:10 syntax: JSON does not allow this white space. Replace it with a space. =>  ',
    ],
    [
      '{"a": 1\u200b',
      '1:7-1:8 syntax: The file ends too early. `}` is missing. => 1}',
      '1:8-1:9 syntax: JSON does not allow this white space. Replace it with a space. =>  ',
    ],
    [
      '{"a": "x”\n}',
      '1:7-1:10 syntax: This string is not closed. A double quote `"` is missing at its end. => "x"',
    ],
    [
      "{'it\\'s': 1}",
      '1:2-1:9 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "it\'s"',
    ],
    ['{"a": 1 {\n"b": 2}', '1:9-1:10 syntax: This bracket is not expected here. Remove it. => '],
    [
      '{"a": {"b": [1}, "c": [1 {"d": 2}]}',
      '1:14-1:15 syntax: `]` is missing after this. => 1]',
      '1:24-1:25 syntax: A comma is missing after this. Add one. => 1,',
    ],
    ['{{"a": 1}', '1:2-1:3 syntax: This bracket is not expected here. Remove it. => '],
    [
      '{"a": 1, {"b": 2}}',
      '1:10-1:11 syntax: A key in double quotes is expected here. Add one, or remove the bracket.',
    ],
    ['{"a": "😀\n😀"}', '1:8-2:1 syntax: A line break in a JSON string is written `\\n`. => 😀\\n'],
    [
      '{"a": "x\n\n\ty",\n"b": \'z\'}',
      '1:8-3:2 syntax: A line break in a JSON string is written `\\n`. => x\\n\\n\\t',
      '4:6-4:9 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "z"',
    ],
    [
      '['.repeat(20),
      `1:20-1:21 syntax: The file ends too early. \`${']'.repeat(20)}\` are missing. => [${']'.repeat(20)}`,
    ],
    ['['.repeat(21), '1:21-1:22 syntax: The file ends too early. 21 closing brackets are missing.'],
    [
      `{"a": ${'['.repeat(20)}1}`,
      `1:27-1:28 syntax: \`${']'.repeat(20)}\` are missing after this. => 1${']'.repeat(20)}`,
    ],
    [
      `{"a": ${'['.repeat(21)}1}`,
      `1:28-1:29 syntax: 21 closing brackets are missing after this. => 1${']'.repeat(21)}`,
    ],
    ['[[[[', '1:4-1:5 syntax: The file ends too early. `]]]]` are missing. => []]]]'],
    [
      '{"a": "b}',
      '1:7-1:9 syntax: This string is not closed. A double quote `"` is missing at its end. => "b"',
    ],
    ['{"a": "b\\', '1:7-1:10 syntax: The file ends in this string. `"}` are missing. => "b"}'],
    ['x', '1:1-1:2 syntax: This is not JSON. Begin the file with `{`.'],
    [
      '{"a" b: 1}',
      '1:4-1:5 syntax: A colon is missing after this key. Add one. => ":',
      '1:6-1:10 syntax: JSON text must be in double quotes. Add them. => "b: 1"',
    ],
    ['"a" x', '1:5-1:6 syntax: A JSON file is one value, which ends above. Remove what follows.'],
    ['true x', '1:6-1:7 syntax: A JSON file is one value, which ends above. Remove what follows.'],
    ['true: 1', '1:1-1:8 syntax: This is not JSON. Begin the file with `{`.'],
    ['{: 1}', '1:2-1:3 syntax: A key is missing before this. Add one in double quotes.'],
    ['{= 1}', '1:2-1:3 syntax: A key is missing before this. Add one in double quotes.'],
    [
      '{a = 1}',
      '1:2-1:3 syntax: JSON keys must be in double quotes. Add them. => "a"',
      '1:4-1:5 syntax: Replace this with a colon. => :',
    ],
    [
      '{"a"; "b": 1}',
      '1:2-1:5 syntax: This key has no value. Add a colon and a value.',
      '1:5-1:6 syntax: Replace this with a comma. => ,',
    ],
    ['{"a", "b": 1}', '1:2-1:5 syntax: This key has no value. Add a colon and a value.'],
    ['{"a"]', '1:2-1:5 syntax: This key has no value. Add a colon and a value.'],
    ['{"a": , "b": 1}', '1:5-1:6 syntax: A value is missing after this. Add one.'],
    ['["a", , 1]', '1:7-1:8 syntax: There is nothing before this comma. Remove it. => '],
    ['[, 1]', '1:2-1:3 syntax: There is nothing before this comma. Remove it. => '],
    ['[1, ]', '1:3-1:4 syntax: JSON does not allow trailing commas. Remove it. => '],
    ['{]', '1:2-1:3 syntax: Write `}` here: it closes `{`. => }'],
    ['{"a": ]}', '1:5-1:6 syntax: A value is missing after this. Add one.'],
    [
      '{"a": 1 = 2}',
      '1:9-1:10 syntax: This colon does not belong to a key. Add a comma before the key, or remove the colon.',
    ],
    ['[1: 2, 3: 4]', '1:3-1:4 syntax: A list cannot have keys. Put the key and its value in braces.'],
    ['[1 = 2]', '1:4-1:5 syntax: A list cannot have keys. Put the key and its value in braces.'],
    ['{"a": 1 + 2}', '1:9-1:10 syntax: JSON cannot join strings. Write one string.'],
    ['["x" + "y"]', '1:6-1:7 syntax: JSON cannot join strings. Write one string.'],
    ['[1 {]', '1:4-1:5 syntax: This bracket is not expected here. Remove it. => '],
    [
      '{"a": 1 "b" 2}',
      '1:7-1:8 syntax: A comma is missing after this. Add one. => 1,',
      '1:11-1:12 syntax: A colon is missing after this key. Add one. => ":',
    ],
    [
      '{"a": x "b": 1}',
      '1:7-1:8 syntax: JSON text must be in double quotes. Add them. => "x"',
      '1:7-1:8 syntax: A comma is missing after this. Add one. => x,',
    ],
    ['{"a": b c\n}', '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "b c"'],
    ['{"a": b" }', '1:7-1:9 syntax: A double quote `"` is missing before this. => "b"'],
    ['{b": 1}', '1:2-1:4 syntax: A double quote `"` is missing before this. => "b"'],
    ['{"a": "x" y"}', '1:9-1:10 syntax: Write a quote within a string as `\\"`. => \\"'],
    ['{"a": {"b": [1, 2}}', '1:17-1:18 syntax: `]` is missing after this. => 2]'],
    [
      '{x y}',
      '1:2-1:5 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    [
      '{x y, "a": 1}',
      '1:2-1:5 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    [
      '{x y "a": 1}',
      '1:2-1:5 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    [
      '{"a": 1,} }',
      '1:8-1:9 syntax: JSON does not allow trailing commas. Remove it. => ',
      '1:11-1:12 syntax: This bracket closes nothing. Remove it. => ',
    ],
    ['{"a": 1} ]', '1:10-1:11 syntax: This bracket closes nothing. Remove it. => '],
    ['{"a": "x', '1:7-1:9 syntax: The file ends in this string. `"}` are missing. => "x"}'],
    ['{"a": ["x', '1:8-1:10 syntax: The file ends in this string. `"]}` are missing. => "x"]}'],
    ['["x\\', '1:2-1:5 syntax: The file ends in this string. `"]` are missing. => "x"]'],
    [
      '{"a": tru',
      '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "tru"',
      '1:9-1:10 syntax: The file ends too early. `}` is missing. => u}',
    ],
    ['{"a"', '1:4-1:5 syntax: The file ends too early. `}` is missing.'],
    ['{"a": 1, "b"', '1:12-1:13 syntax: The file ends too early. `}` is missing.'],
    ['{"a": 1, "b":', '1:13-1:14 syntax: The file ends too early. `}` is missing.'],
    ['{"a": [1', '1:8-1:9 syntax: The file ends too early. `]}` are missing. => 1]}'],
    ['{"a": [1,', '1:9-1:10 syntax: The file ends too early. `]}` are missing. => ]}'],
    ['[[1], [2', '1:8-1:9 syntax: The file ends too early. `]]` are missing. => 2]]'],
    [
      '{x',
      '1:2-1:3 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    [
      '{"a" x',
      '1:4-1:5 syntax: A colon is missing after this key. Add one. => ":',
      '1:6-1:7 syntax: JSON text must be in double quotes. Add them. => "x"',
      '1:6-1:7 syntax: The file ends too early. `}` is missing. => x}',
    ],
    ['{"a": {"b": 1]}', '1:14-1:15 syntax: Write `}` here: it closes `{`. => }'],
    ['{"a": [{"b": 1]}', '1:14-1:15 syntax: `}` is missing after this. => 1}'],
    ['[{"a": 1}, {"b": 2]', '1:18-1:19 syntax: `}` is missing after this. => 2}'],
    [
      '{"a": [1 2 3}',
      '1:8-1:9 syntax: A comma is missing after this. Add one. => 1,',
      '1:10-1:11 syntax: A comma is missing after this. Add one. => 2,',
      '1:12-1:13 syntax: `]` is missing after this. => 3]',
    ],
    ['{"a": "b"; "c": "d"}', '1:10-1:11 syntax: Replace this with a comma. => ,'],
    ['{"a": "x" "y": 1}', '1:9-1:10 syntax: A comma is missing after this. Add one. => ",'],
    ['{"a": "x" {"b": 1}}', '1:9-1:10 syntax: A comma is missing after this. Add one. => ",'],
    ['{"a": 1 [2]}', '1:7-1:8 syntax: A comma is missing after this. Add one. => 1,'],
    ['[1 [2]]', '1:2-1:3 syntax: A comma is missing after this. Add one. => 1,'],
    ['[{"a": 1} {"b": 2}]', '1:9-1:10 syntax: A comma is missing after this. Add one. => },'],
    [
      '{"a": "x"\n"y"}',
      '1:9-1:10 syntax: A comma is missing after this. Add one. => ",',
      '2:1-2:4 syntax: This key has no value. Add a colon and a value.',
    ],
    ['{"a": "say "x", "b": 1}', '1:12-1:13 syntax: Write a quote within a string as `\\"`. => \\"'],
    [
      '{"a": 1, x}',
      '1:10-1:11 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    [
      '{"a": b c\n"d": 1}',
      '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "b c"',
      '1:9-1:10 syntax: A comma is missing after this. Add one. => c,',
    ],
    [
      '{"a": b c',
      '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "b c"',
      '1:9-1:10 syntax: The file ends too early. `}` is missing. => c}',
    ],
    [
      '{"a": x y, "b": z}',
      '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "x y"',
      '1:17-1:18 syntax: JSON text must be in double quotes. Add them. => "z"',
    ],
    [
      '["a" b c]',
      '1:4-1:5 syntax: A comma is missing after this. Add one. => ",',
      '1:6-1:9 syntax: JSON text must be in double quotes. Add them. => "b c"',
    ],
    ['[b c, 1]', '1:2-1:5 syntax: JSON text must be in double quotes. Add them. => "b c"'],
    [
      '{"a": 1 x y}',
      '1:9-1:12 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    [
      '{"a": 1, "b" 2, c d: 3}',
      '1:12-1:13 syntax: A colon is missing after this key. Add one. => ":',
      '1:17-1:20 syntax: JSON keys must be in double quotes. Add them. => "c d"',
    ],
    [
      '{"a" = x = y}',
      '1:6-1:7 syntax: Replace this with a colon. => :',
      '1:8-1:13 syntax: JSON text must be in double quotes. Add them. => "x = y"',
    ],
    ['{"x": "a"b"c"}', '1:9-1:12 syntax: Write a quote within a string as `\\"`. => \\"b\\"'],
    ['{"x": "a"b", "y": "c"}', '1:9-1:10 syntax: Write a quote within a string as `\\"`. => \\"'],
    ['["a"b"c"]', '1:4-1:7 syntax: Write a quote within a string as `\\"`. => \\"b\\"'],
    ['{"x": "a\\"b"c"}', '1:12-1:13 syntax: Write a quote within a string as `\\"`. => \\"'],
    [
      '{"a": "b”, "c": "d"}',
      '1:7-1:10 syntax: JSON strings must be in double quotes, not in typographic quotes. Replace them. => "b"',
    ],
    [
      "{\"a\": 'x\\'y'}",
      '1:7-1:13 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "x\'y"',
    ],
    [
      '{"a": `x`y`}',
      '1:7-1:12 syntax: JSON strings must be in double quotes, not in back-ticks. Replace them. => "x`y"',
    ],
    ['{"a": "\\ "}', '1:8-1:9 syntax: Double the backslash in JSON: `\\\\`. => \\\\'],
    ['{"a": "\\', '1:7-1:9 syntax: The file ends in this string. `"}` are missing. => ""}'],
    [
      '{"a": "\\u',
      '1:7-1:10 syntax: The file ends in this string. `"}` are missing. => "\\u"}',
      '1:8-1:10 syntax: A `\\u` escape must have four hex digits.',
    ],
    [
      '{"a": "\\u12',
      '1:7-1:12 syntax: The file ends in this string. `"}` are missing. => "\\u12"}',
      '1:8-1:12 syntax: A `\\u` escape must have four hex digits.',
    ],
    ['{"a": "\\u123"}', '1:8-1:13 syntax: A `\\u` escape must have four hex digits.'],
    [
      '{"a": "\\xg"}',
      '1:8-1:10 syntax: JSON does not have the escape `\\x`. Double the backslash: `\\\\x`. => \\\\x',
    ],
    [
      '{"a": "\u0001"}',
      '1:7-1:9 syntax: A control character in a JSON string is written `\\u0001`. => "\\u0001',
    ],
    [
      '{"a": "x\u0001y\u0002z"}',
      '1:8-1:12 syntax: A control character in a JSON string is written `\\u0001`. => x\\u0001y\\u0002',
    ],
    ['{"a": "b\n', '1:7-1:9 syntax: The file ends in this string. `"}` are missing. => "b"}'],
    [
      '{"a": "b",\n"c": "d\n}\n',
      '2:6-2:8 syntax: This string is not closed. A double quote `"` is missing at its end. => "d"',
    ],
    [
      '{"a": "b,\n"c": "d"}',
      '1:7-1:9 syntax: This string is not closed. A double quote `"` is missing at its end. => "b"',
    ],
    [
      '{"a": 0o17, "b": 0b12, "c": -0x1F, "d": 0xG}',
      '1:7-1:11 syntax: JSON numbers must be decimal. Convert it. => 15',
      '1:18-1:22 syntax: JSON numbers must be decimal. Convert it.',
      '1:29-1:34 syntax: JSON numbers must be decimal. Convert it. => -31',
      '1:41-1:44 syntax: JSON text must be in double quotes. Add them. => "0xG"',
    ],
    [
      '{"a": 1., "b": -.5, "c": +.5e3, "d": 1__0, "e": 00}',
      '1:7-1:9 syntax: A JSON number must have digits on both sides of its point. Add them. => 1.0',
      '1:16-1:19 syntax: A JSON number must have digits on both sides of its point. Add them. => -0.5',
      '1:26-1:31 syntax: A JSON number cannot have a plus sign. Remove it. => 0.5e3',
      '1:38-1:42 syntax: A JSON number cannot have underscores. Remove them. => 10',
      '1:49-1:51 syntax: A JSON number cannot begin with a zero. Remove it. => 0',
    ],
    [
      '{"a": .nan, "b": -Infinity, "c": nil, "d": NULL, "e": FALSE}',
      '1:7-1:11 syntax: JSON does not have this number. Use another one, or `null`.',
      '1:18-1:27 syntax: JSON does not have this number. Use another one, or `null`.',
      '1:34-1:37 syntax: JSON writes this as `null`. Change it. => null',
      '1:44-1:48 syntax: JSON writes this as `null`. Change it. => null',
      '1:55-1:60 syntax: JSON writes this as `false`. Change it. => false',
    ],
    [
      '{"a": 1 // c\n, "b": 2 /* d',
      '1:9-1:13 syntax: JSON has no comments. Remove it. => ',
      '2:8-2:9 syntax: The file ends too early. `}` is missing. => 2}',
      '2:10-2:14 syntax: JSON has no comments. Remove it. => ',
    ],
    ['{"a": 1 /* b */ /* c */}', '1:9-1:16 syntax: JSON has no comments. Remove it. => '],
    ['{"a": 1}\n# c', '2:1-2:4 syntax: JSON has no comments. Remove it. => '],
    ['{"a": 1\ufeff}', '1:8-1:9 syntax: JSON does not allow this white space. Replace it with a space. =>  '],
    [
      '{"a":\u3000\u20031}',
      '1:6-1:8 syntax: JSON does not allow this white space. Replace it with a space. =>  ',
    ],
    [
      '{"a": 1 /}',
      '1:9-1:10 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    [
      '{"a": - 1}',
      '1:7-1:8 syntax: This number is not complete. Add the missing digits.',
      '1:9-1:10 syntax: This is neither a key nor a value. Remove it, or write a key in double quotes before it.',
    ],
    ['{"a": 1-2}', '1:7-1:10 syntax: JSON text must be in double quotes. Add them. => "1-2"'],
    [
      '{"a": 1:2}',
      '1:8-1:9 syntax: This colon does not belong to a key. Add a comma before the key, or remove the colon.',
    ],
    [
      '{\n{"a": 1,\n{"b": 2}}',
      '2:1-2:2 syntax: This bracket is not expected here. Remove it. => ',
      '3:1-3:2 syntax: A key in double quotes is expected here. Add one, or remove the bracket.',
    ],
    [
      '{"a": 1 b: 2}',
      '1:7-1:8 syntax: A comma is missing after this. Add one. => 1,',
      '1:9-1:10 syntax: JSON keys must be in double quotes. Add them. => "b"',
    ],
    [
      '{"x": "a"b"\n"y": 1}',
      '1:9-1:10 syntax: Write a quote within a string as `\\"`. => \\"',
      '1:11-1:12 syntax: A comma is missing after this. Add one. => ",',
    ],
    [
      '{"x": "a"b"',
      '1:9-1:10 syntax: Write a quote within a string as `\\"`. => \\"',
      '1:11-1:12 syntax: The file ends too early. `}` is missing. => "}',
    ],
    [
      '{"a": [1, 2},\n"b" 3}',
      '1:12-1:13 syntax: Write `]` here: it closes `[`. => ]',
      '2:3-2:4 syntax: A colon is missing after this key. Add one. => ":',
    ],
    [
      '{"a": \'x',
      '1:7-1:9 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "x"',
      '1:8-1:9 syntax: The file ends too early. `}` is missing. => x}',
    ],
    [
      '{"a": \'\'}',
      '1:7-1:9 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => ""',
    ],
    [
      '{"a": \'x\n}',
      '1:7-1:9 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "x"',
    ],
    [
      '{"a": `x',
      '1:7-1:9 syntax: JSON strings must be in double quotes, not in back-ticks. Replace them. => "x"',
      '1:8-1:9 syntax: The file ends too early. `}` is missing. => x}',
    ],
    [
      '{"a": “',
      '1:7-1:8 syntax: JSON strings must be in double quotes, not in typographic quotes. Replace them. => ""',
      '1:7-1:8 syntax: The file ends too early. `}` is missing. => “}',
    ],
    [
      '{"a": "x\n  y\n","b": 1}',
      '1:8-3:1 syntax: A line break in a JSON string is written `\\n`. => x\\n  y\\n',
    ],
    ['{"a": "x\\', '1:7-1:10 syntax: The file ends in this string. `"}` are missing. => "x"}'],
    [
      '{"a": \'x\\ny\\`z\'}',
      '1:7-1:16 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "x\\ny`z"',
    ],
    ['{"a": "x\\\ty"}', '1:9-1:10 syntax: Double the backslash in JSON: `\\\\`. => \\\\'],
    ['{"a": "x\\n", b: 1}', '1:14-1:15 syntax: JSON keys must be in double quotes. Add them. => "b"'],
    ['{"a": "\\u0041", b: 1}', '1:17-1:18 syntax: JSON keys must be in double quotes. Add them. => "b"'],
    ['{"a": "it\\\'s"}', "1:10-1:12 syntax: JSON has no escape `\\'`. Write `'`. => '"],
    [
      '{"a": \', b\'}',
      '1:7-1:12 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => ", b"',
    ],
    [
      '{"a": \'x\'',
      '1:7-1:10 syntax: JSON strings must be in double quotes, not in single quotes. Replace them. => "x"',
      "1:9-1:10 syntax: The file ends too early. `}` is missing. => '}",
    ],
    ['{"a": "x\\ y"}', '1:9-1:10 syntax: Double the backslash in JSON: `\\\\`. => \\\\'],
    [
      '{"a": "\\q", b: 1}',
      '1:8-1:10 syntax: JSON does not have the escape `\\q`. Double the backslash: `\\\\q`. => \\\\q',
      '1:13-1:14 syntax: JSON keys must be in double quotes. Add them. => "b"',
    ],
    ['{a b: 1}', '1:2-1:5 syntax: JSON keys must be in double quotes. Add them. => "a b"'],
    ['{"a": "b" c": 1}', '1:11-1:13 syntax: A double quote `"` is missing before this. => "c"'],
  ]);
});

/** The text with all that has one clear answer set right, until nothing changes. */
function corrected(text: string): string {
  let current = text;
  for (let round = 0; round < 10; round++) {
    const edits = jsonMistakes(current, 100).flatMap(({ range, replacement }) =>
      replacement === undefined ? [] : [{ ...range, text: replacement }],
    );
    const apart = edits.filter((edit, index) => index === 0 || edit.start >= (edits[index - 1]?.end ?? 0));
    if (apart.length === 0) return current;
    current = applyEdits(current, apart);
  }
  return current;
}

const WHOLE = `{
  "task": "Say \\"hi\\" twice.",
  "stress": 0.25,
  "semantic_traits": {
    "list": [1, 2.5, "x", null],
    "deep": { "a": true, "b": "y z" }
  },
  "model_type": "m"
}
`;

describe('the fixes of mistakes in JSON', () => {
  const meant = JSON.stringify(JSON.parse(WHOLE));
  for (const [what, broken] of [
    ['single quotes', WHOLE.replaceAll('\\"', '!').replaceAll('"', "'").replaceAll('!', '"')],
    [
      'typographic quotes',
      WHOLE.replaceAll('\\"', '!')
        .replace(/"([^"]*)"/g, '“$1”')
        .replaceAll('!', '\\"'),
    ],
    ['keys without quotes', WHOLE.replace(/"(\w+)":/g, '$1:')],
    ['trailing commas', WHOLE.replaceAll(/([\]}"l])(\s*[}\]])/g, '$1,$2')],
    ['no commas', WHOLE.replaceAll(',\n', '\n')],
    ['no colons', WHOLE.replaceAll('":', '"')],
    ['comments', WHOLE.replaceAll(',\n', ', // so\n').replace('{', '/* first */ {')],
    ['hard blanks', WHOLE.replaceAll('  ', '\u00a0\u00a0')],
    ['equals signs', WHOLE.replaceAll(':', ' =')],
    ['semicolons', WHOLE.replaceAll(',\n', ';\n')],
    ['quotes that are not escaped', WHOLE.replaceAll('\\"', '"')],
    ['Python', WHOLE.replace('true', 'True').replace('null', 'None')],
    ['no end', WHOLE.slice(0, WHOLE.lastIndexOf('"m"') + 3)],
    ['a string without its end', WHOLE.replace('"m"', '"m')],
    ['no beginning', WHOLE.slice(2)],
    ['the wrong bracket', WHOLE.replace('null]', 'null}')],
    ['a bracket too many', `${WHOLE}}`],
    ['a plus sign and a bare point', WHOLE.replace('0.25', '+.25')],
    [
      'several at once',
      WHOLE.replace('0.25', '.25').replace('"m"', "'m',").replace('"list"', 'list').replace('},\n', '}\n'),
    ],
  ] as const) {
    it(`${what}: give what was meant`, () => {
      assert.notEqual(broken, WHOLE);
      assert.equal(parseInput(broken, 'json').root, undefined);
      assert.equal(JSON.stringify(JSON.parse(corrected(broken))), meant, corrected(broken));
    });
  }
});

describe('a JSON text with one change', () => {
  it('has at least one finding where it is broken, and few', () => {
    const piece = fc.constantFrom(...Array.from('{}[],:"\'`#/+=;x1 \n\t'), '“', 'null', '\\', '//', '/*', '');
    fc.assert(
      fc.property(fc.nat(WHOLE.length), fc.nat(2), piece, (start, width, insert) => {
        const text = WHOLE.slice(0, start) + insert + WHOLE.slice(start + width);
        const { root, findings } = parseInput(text, 'json');
        const syntax = findings.filter(({ code }) => code === 'syntax');
        assert.equal(root === undefined, syntax.length > 0);
        assert.ok(syntax.length <= 5, `${text}\n${JSON.stringify(syntax)}`);
      }),
      { numRuns: 500 },
    );
  }).timeout(20_000);

  it('is told of a habit once, wherever it is kept to', () => {
    const text = JSON.stringify(Array.from({ length: 3000 }, (_, index) => `${index}`)).replaceAll('"', "'");
    const { findings } = parseInput(`{"semantic_traits": {"a": ${text}}}`, 'json');
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? '', /The same in 2,999 more places\.$/);
  });

  it('is told of a hundred mistakes at most', () => {
    assert.equal(parseInput(`{"semantic_traits": [${'1 '.repeat(1000)}]}`, 'json').findings.length, 100);
  });

  it('is looked through once, whatever is broken in it', () => {
    for (const unit of [
      '"a\n',
      "'a\n",
      '{"a',
      '[}',
      '/*',
      '"\\',
      'a b ',
      '“',
      '"a" b" ',
      '"a”, ',
      '\u00a0',
      '#\n',
    ])
      assert.ok(jsonMistakes(unit.repeat(30_000), 100).length > 0, unit);
  });
});
