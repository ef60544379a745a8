// Broken YAML: each mistake once, in words, at its place; the next ones in other entries of the file too.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/language/edits/textEdit.js';
import { BUNDLE, itTells, parseInput, parseNamed, parseTemplate, TEMPLATE } from './parsing.js';

describe('mistakes in the syntax of an input in YAML', () => {
  itTells('a.prompt-input.yaml', [
    ['task: "a\n', '1:7-1:9 syntax: This quote is not closed. Add a `"` where the text ends. => "a"'],
    ['\ttask: a\n', '1:1-1:2 syntax: YAML is indented by spaces, not by tabs. =>   '],
    ['semantic_traits:\n\ta: 1\n', '2:1-2:2 syntax: YAML is indented by spaces, not by tabs. =>   '],
    [
      'task: a: b\n',
      '1:7-1:11 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "a: b"',
    ],
    ['task: @a\n', '1:7-1:9 syntax: Text without quotes cannot begin with `@`. Put it in quotes. => "@a"'],
    ['task: {', '1:7-1:8 syntax: This bracket is not closed. Write `}` where it ends. => {}'],
    ['[a', '1:1-1:3 syntax: This bracket is not closed. Write `]` where it ends. => [a]'],
    ['{', '1:1-1:2 syntax: This bracket is not closed. Write `}` where it ends. => {}'],
    ['a: [1,\n2,\n', '1:4-1:7 syntax: This bracket is not closed. Write `]` where it ends. => [1]'],
    [': @b\n', '1:3-1:5 syntax: Text without quotes cannot begin with `@`. Put it in quotes. => "@b"'],
    [
      '"a" b\n',
      '1:1-1:6 syntax: There is text after the closing quote. Put all of it in quotes. => "\\"a\\" b"',
    ],
    ['task: {a\n', '1:7-1:9 syntax: This bracket is not closed. Write `}` where it ends. => {a}'],
    [
      'task: [a, b\nstress: 1\n',
      '1:7-1:12 syntax: This bracket is not closed. Write `]` where it ends. => [a, b]',
    ],
    [
      'task: a\n  stress: 1\n',
      '2:1-2:3 syntax: This line is indented deeper than the key above it. Align it with that key. => ',
    ],
    [
      'task\n',
      '1:1-1:5 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
    [
      'task: "\\q"\n',
      '1:8-1:10 syntax: `\\q` is not an escape in double quotes. Double the backslash: `\\\\q`. => \\\\q',
    ],
    [
      ' task: a\nstress: 1\n',
      '1:1-1:2 syntax: This line is indented, and those below are not. Start all keys of a mapping in the same column. => ',
    ],
    [
      'task:\n"',
      '2:1-2:2 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
    ],
    ['semantic_traits: {a: 1 b: 2}\n', '1:22-1:23 syntax: A comma is missing after this. Add one. => 1,'],
    [
      'semantic_traits:\n  a: "x" y\n',
      '2:6-2:11 syntax: There is text after the closing quote. Put all of it in quotes. => "\\"x\\" y"',
    ],
    [
      "semantic_traits:\n  a: 'x' y\n",
      '2:6-2:11 syntax: There is text after the closing quote. Put all of it in quotes. => "\'x\' y"',
    ],
    [
      '"task" x: a\n',
      '1:1-1:12 syntax: There is text after the closing quote of this key. Remove it, or move the quote.',
    ],
    [
      'task: "a" b: c\n',
      '1:7-1:15 syntax: A colon followed by a space makes this text a key. Put the text in quotes.',
    ],
    [
      'task: *a b\n',
      '1:7-1:11 syntax: Text without quotes cannot begin with `*`. Put it in quotes. => "*a b"',
    ],
    [
      'task: [a] b\n',
      '1:7-1:12 syntax: A value that begins with a bracket is not text. Put all of it in quotes. => "[a] b"',
    ],
    [
      'task: {a: 1} b\n',
      '1:7-1:15 syntax: A value that begins with a bracket is not text. Put all of it in quotes. => "{a: 1} b"',
    ],
    [
      'task: - a\n',
      '1:7-1:10 syntax: A list begins on the line below its key. If this is text, put it in quotes. => "- a"',
    ],
    [
      '- a\ntask: b\n',
      '2:1-2:8 syntax: The value of the file ends above this line. Indent the line, or remove it.',
    ],
    [
      'task: a\n- b\n',
      '2:1-2:4 syntax: A list item cannot be among keys. Indent it below its key, or remove the dash.',
    ],
    [
      'task: |\nx\n',
      '2:1-2:2 syntax: The text of a block must be indented deeper than its key. Indent this line.',
    ],
    [
      'task: |x\n  y\n',
      '1:7-1:9 syntax: The text of a block begins on the next line. If this is text, put it in quotes.',
    ],
    [
      'task: |x\n',
      '1:7-1:9 syntax: The text of a block begins on the next line. If this is text, put it in quotes. => "|x"',
    ],
    ['task: % a\n', '1:7-1:10 syntax: Text without quotes cannot begin with `%`. Put it in quotes. => "% a"'],
    [
      'task: `a`\n',
      '1:7-1:10 syntax: Text without quotes cannot begin with a backtick. Put it in quotes. => "`a`"',
    ],
    ['task: &\n', '1:7-1:8 syntax: Text without quotes cannot begin with `&`. Put it in quotes. => "&"'],
    ['semantic_traits: {a: 1}}\n', '1:24-1:25 syntax: This bracket closes nothing. Remove it. => '],
    ['semantic_traits: {, a: 1}\n', '1:19-1:20 syntax: There is nothing before this comma. Remove it. => '],
    ['semantic_traits: [1,, 2]\n', '1:21-1:22 syntax: There is nothing before this comma. Remove it. => '],
    [
      'semantic_traits: {a: [1, 2}\n',
      '1:22-1:28 syntax: This bracket is not closed. Write `]` where it ends. => [1, 2}]',
    ],
    [
      'semantic_traits: [1,\n  2\nstress: 1\n',
      '1:18-1:21 syntax: This bracket is not closed. Write `]` where it ends.',
    ],
    ['task: "\\x4"\n', '1:8-1:11 syntax: This escape must have 2 hex digits.'],
    ['task: "\\u12"\n', '1:8-1:12 syntax: This escape must have 4 hex digits.'],
    ['task: "\\U0001"\n', '1:8-1:14 syntax: This escape must have 8 hex digits.'],
    [
      'task: "a\\qb\\w"\n',
      '1:9-1:11 syntax: `\\q` is not an escape in double quotes. Double the backslash: `\\\\q`. => \\\\q',
      '1:12-1:14 syntax: `\\w` is not an escape in double quotes. Double the backslash: `\\\\w`. => \\\\w',
    ],
    ["task: '\n", "1:7-1:8 syntax: This quote is not closed. Add a `'` where the text ends. => ''"],
    [
      'task: "a\n  b\nstress: 1\n',
      '1:7-1:9 syntax: This quote is not closed. Add a `"` where the text ends.',
    ],
    ['task: a\n\tb: 1\n', '2:1-2:2 syntax: YAML is indented by spaces, not by tabs. =>   '],
    ['  \ttask: a\n', '1:1-1:4 syntax: YAML is indented by spaces, not by tabs. =>     '],
    [
      'task: a\n stress: 1\n',
      '2:1-2:2 syntax: This line is indented deeper than the key above it. Align it with that key. => ',
    ],
    [
      '# c\n  task: a\nstress: 1\n',
      '2:1-2:3 syntax: This line is indented, and those below are not. Start all keys of a mapping in the same column. => ',
    ],
    [
      '\n  task: a\n  stress: 1\nmodel_type: m\n',
      '2:1-2:3 syntax: This line is indented, and those below are not. Start all keys of a mapping in the same column. => ',
    ],
    ['task: a #c\nstress 1\n', '2:1-2:7 syntax: A colon is missing after this key. Add one. => stress:'],
    ['stress: 1\ntask:a #c\n', '2:1-2:6 syntax: A space is missing after this colon. Add one. => task: '],
    ['%YAML 1.2\ntask: a\n', '2:1-2:8 syntax: Put a line `---` between the lines with `%` and this one.'],
    [
      '[a]\nb\n',
      '2:1-2:2 syntax: The value of the file ends above this line. Indent the line, or remove it.',
    ],
    [
      '{task: a}\nstress: 1\n',
      '2:1-2:10 syntax: The value of the file ends above this line. Indent the line, or remove it.',
    ],
    [
      'task: |\n    \n  a\n',
      '3:3-3:4 syntax: A blank line above this text is indented deeper than the text. Remove its spaces.',
    ],
    [
      'task: a # c\n  b: 1\n',
      '2:1-2:3 syntax: The indentation does not match the lines above. Align this line with one of them.',
    ],
    [
      'a: 1\nb\n"c: 2\nd e\n',
      '2:1-2:2 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
      '3:1-3:6 syntax: This quote is not closed. Add a `"` where the text ends. => "c: 2"',
    ],
    [
      'semantic_traits:\n  a: 1\n b: 2\n',
      '3:1-3:2 syntax: The indentation does not match the lines above. Align this line with one of them.',
    ],
    [
      'semantic_traits:\n  - a\n b\n',
      '3:1-3:2 syntax: The indentation does not match the lines above. Align this line with one of them.',
    ],
    ['task: "a"#c\n', '1:10-1:11 syntax: A comment needs a space before it. Add one. =>  #'],
    ['task: !!int 1\n', '1:7-1:12 syntax: Tags other than `!!str` are not used here. Remove the tag. => '],
    ['task: !x a\n', '1:7-1:9 syntax: Tags other than `!!str` are not used here. Remove the tag. => '],
    [
      'task: &a b\nmodel_type: *b\n',
      '2:13-2:15 syntax: There is no anchor `&b` above this alias. Add it, or write the value here.',
    ],
    [
      'task: a: b # c\n',
      '1:7-1:11 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "a: b"',
    ],
    [
      'task:\n  a: b: c\n',
      '2:6-2:10 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "b: c"',
    ],
    [
      'task: x\ny\nstress: 0.5\nz\n',
      '2:1-2:2 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
      '4:1-4:2 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
    ],
    [
      `"${'a'.repeat(1100)}": b\n`,
      '1:1-1:1103 syntax: A key can have at most 1,024 characters, on one line. If this is text, put it in quotes.',
    ],
    ['task: *\n', '1:7-1:8 syntax: Text without quotes cannot begin with `*`. Put it in quotes. => "*"'],
    [
      'task: a\nx\n',
      '2:1-2:2 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
    ],
  ]);
});

describe('mistakes in the syntax of YAML', () => {
  itTells('a.prompt-input.yaml', [
    [
      '[b]\n"c"\n',
      '2:1-2:4 syntax: The value of the file ends above this line. Indent the line, or remove it.',
    ],
    [
      'a: 1\nb:\n\tc: 2\n\td: 3\nsemver: 1.0.0\n',
      '3:1-3:2 syntax: YAML is indented by spaces, not by tabs. The same in one more place. =>   ',
    ],
    [
      'suppress:\n\t- code: x\n\t  reason: y\nb: 1\n',
      '2:1-2:2 syntax: YAML is indented by spaces, not by tabs. The same in one more place. =>   ',
    ],
    [
      'a: "x\nb: 1\nc: 2\n',
      '1:4-1:6 syntax: This quote is not closed. Add a `"` where the text ends. => "x"',
    ],
    [
      'a: "x\nb: "y"\nc: 2\n',
      '1:4-1:6 syntax: This quote is not closed. Add a `"` where the text ends. => "x"',
    ],
    ["a: 'x\nb: 1\n", "1:4-1:6 syntax: This quote is not closed. Add a `'` where the text ends. => 'x'"],
    [
      "a: 'it's fine'\nb: 1\n",
      "1:4-1:15 syntax: Write a single quote within single quotes twice: `''`. => 'it''s fine'",
    ],
    [
      'a: "he said "hi" to"\nb: 1\n',
      '1:4-1:21 syntax: Write a double quote within double quotes as `\\"`. => "he said \\"hi\\" to"',
    ],
    [
      'template_id a\nsemver: 1.0.0\n',
      '1:1-1:12 syntax: A colon is missing after this key. Add one. => template_id:',
    ],
    [
      'template_id: a\nsemver 1.0.0\nrole: user\n',
      '2:1-2:7 syntax: A colon is missing after this key. Add one. => semver:',
    ],
    [
      'template_id: a\nsemver: 1.0.0\nrole user\n',
      '3:1-3:5 syntax: A colon is missing after this key. Add one. => role:',
    ],
    [
      'template_id:a\nsemver: 1.0.0\n',
      '1:1-1:13 syntax: A space is missing after this colon. Add one. => template_id: ',
    ],
    [
      'semver: 1.0.0\ntemplate_id:a\nrole: x\n',
      '2:1-2:13 syntax: A space is missing after this colon. Add one. => template_id: ',
    ],
    [
      'a:\n    b: 1\n  c: 2\nd: 3\n',
      '3:1-3:3 syntax: The indentation does not match the lines above. Align this line with one of them.',
    ],
    [
      'a: 1\n  b: 2\nc: 3\n',
      '2:1-2:3 syntax: This line is indented deeper than the key above it. Align it with that key. => ',
    ],
    [
      ' a: 1\nb: 2\nc: 3\n',
      '1:1-1:2 syntax: This line is indented, and those below are not. Start all keys of a mapping in the same column. => ',
    ],
    [
      'a:\n  - b: 1\n   c: 2\nd: 3\n',
      '3:1-3:4 syntax: The indentation does not match the lines above. Align this line with one of them.',
    ],
    [
      'tags: [a, b\nsemver: 1.0.0\nrole: user\n',
      '1:7-1:12 syntax: This bracket is not closed. Write `]` where it ends. => [a, b]',
    ],
    [
      'constraints: {NO_EMOJI: true\nsemver: 1.0.0\nrole: user\n',
      '1:14-1:29 syntax: This bracket is not closed. Write `}` where it ends. => {NO_EMOJI: true}',
    ],
    [
      'semver: 1.0.0\nconstraints: {NO_EMOJI: true\n',
      '2:14-2:29 syntax: This bracket is not closed. Write `}` where it ends. => {NO_EMOJI: true}',
    ],
    ['tags: [a, b]]\nsemver: 1.0.0\n', '1:13-1:14 syntax: This bracket closes nothing. Remove it. => '],
    [
      'content: Note: be kind\nsemver: 1.0.0\n',
      '1:10-1:23 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "Note: be kind"',
    ],
    [
      'semver: 1.0.0\ndescription: Voice: calm: x\nrole: a\n',
      '2:14-2:28 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "Voice: calm: x"',
    ],
    [
      'content: @name hi\nsemver: 1.0.0\n',
      '1:10-1:18 syntax: Text without quotes cannot begin with `@`. Put it in quotes. => "@name hi"',
    ],
    [
      'content: `name` hi\nsemver: 1.0.0\n',
      '1:10-1:19 syntax: Text without quotes cannot begin with a backtick. Put it in quotes. => "`name` hi"',
    ],
    [
      'content: %name hi\nsemver: 1.0.0\n',
      '1:10-1:18 syntax: Text without quotes cannot begin with `%`. Put it in quotes. => "%name hi"',
    ],
    [
      'content: **bold** hi\nsemver: 1.0.0\n',
      '1:10-1:21 syntax: Text without quotes cannot begin with `*`. Put it in quotes. => "**bold** hi"',
    ],
    [
      'content: & hi\nsemver: 1.0.0\n',
      '1:10-1:14 syntax: Text without quotes cannot begin with `&`. Put it in quotes. => "& hi"',
    ],
    [
      'content: > hi\n  there\nsemver: 1.0.0\n',
      '1:10-1:14 syntax: The text of a block begins on the next line. If this is text, put it in quotes.',
    ],
    [
      'content: | hi\nsemver: 1.0.0\n',
      '1:10-1:14 syntax: The text of a block begins on the next line. If this is text, put it in quotes. => "| hi"',
    ],
    [
      'content: |\nYou are kind.\nsemver: 1.0.0\n',
      '2:1-2:14 syntax: The text of a block must be indented deeper than its key. Indent this line.',
    ],
    [
      'content: |\nYou are kind.\nAnd brief.\n\nAnd so on.\nsemver: 1.0.0\n',
      '2:1-2:14 syntax: The text of a block must be indented deeper than its key. Indent this line.',
    ],
    [
      'content: {{task}} more\nsemver: 1.0.0\n',
      '1:10-1:23 syntax: A value that begins with a bracket is not text. Put all of it in quotes. => "{{task}} more"',
    ],
    [
      'content: [x] more text\nsemver: 1.0.0\n',
      '1:10-1:23 syntax: A value that begins with a bracket is not text. Put all of it in quotes. => "[x] more text"',
    ],
    [
      'content: "x" more text\nsemver: 1.0.0\n',
      '1:10-1:23 syntax: There is text after the closing quote. Put all of it in quotes. => "\\"x\\" more text"',
    ],
    [
      'content: "a\\qb \\d"\nsemver: 1.0.0\n',
      '1:12-1:14 syntax: `\\q` is not an escape in double quotes. Double the backslash: `\\\\q`. => \\\\q',
      '1:16-1:18 syntax: `\\d` is not an escape in double quotes. Double the backslash: `\\\\d`. => \\\\d',
    ],
    [
      'content: "a\\x1"\nsemver: "\\u12"\n',
      '1:12-1:15 syntax: This escape must have 2 hex digits.',
      '2:10-2:14 syntax: This escape must have 4 hex digits.',
    ],
    ['a: 1\n---\nb: 2\n', '2:1-2:4 syntax: A file holds one document. Remove this line and what follows it.'],
    [
      'content: - x\nb: 2\n',
      '1:10-1:13 syntax: A list begins on the line below its key. If this is text, put it in quotes. => "- x"',
    ],
    [
      'a: 1\n- b\nc: 2\n',
      '2:1-2:4 syntax: A list item cannot be among keys. Indent it below its key, or remove the dash.',
    ],
    ['a: {b: 1 c: 2}\nd: 1\n', '1:8-1:9 syntax: A comma is missing after this. Add one. => 1,'],
    ['a: [b c, "d" "e"]\nd: 1\n', '1:12-1:13 syntax: A comma is missing after this. Add one. => ",'],
    [
      'content: hello\nthis is text\nsemver: 1.0.0\n',
      '2:1-2:13 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
    ],
    [
      'a: 1\nsome words here\nb: 2\nc: 3\n',
      '2:1-2:16 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
    ],
    ['a: &x &y 1\nb: 1\n', '1:7-1:9 syntax: A value can have only one anchor. Remove one of them.'],
    [
      'a: !x !y 1\nb: 1\n',
      '1:1-1:2 unknown-key: Unknown key `a`. Remove it, or check its spelling.',
      '1:4-1:6 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
      '1:7-1:9 syntax: Tags other than `!!str` are not used here. Remove the tag. => ',
      '2:1-2:2 unknown-key: Unknown key `b`. Remove it, or check its spelling.',
    ],
    ['x: &x 1\na: &y *x\nb: 1\n', '2:7-2:9 syntax: An alias cannot have an anchor or a tag. Remove it.'],
    [
      'a: [1,\n2,\n3]\nb: 1\n',
      '2:1-2:3 syntax: What is in brackets must be indented deeper than their key. Indent this line.',
    ],
    [
      'a: b: c: d\n',
      '1:4-1:11 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "b: c: d"',
    ],
    ['a:\n  -\tb: 1\n', '2:4-2:5 syntax: YAML is indented by spaces, not by tabs. =>   '],
    ['a:\n  b: 1\n\tc: 2\nd: 1\n', '3:1-3:2 syntax: YAML is indented by spaces, not by tabs. =>   '],
    ['{"a": 1 "b": 2}\n', '1:7-1:8 syntax: A comma is missing after this. Add one. => 1,'],
    ['a: "x"#c\nb: 1\n', '1:7-1:8 syntax: A comment needs a space before it. Add one. =>  #'],
    ['%YAML 1.2\na: 1\n', '2:1-2:5 syntax: Put a line `---` between the lines with `%` and this one.'],
    ['a: 1\n... x\n', '2:5-2:6 syntax: This is not expected here. If it is text, put it in quotes.'],
    [
      'a: |x\n b\nc: 1\n',
      '1:4-1:6 syntax: The text of a block begins on the next line. If this is text, put it in quotes.',
    ],
    [
      'a: |\n    \n  b\nc: 1\n',
      '3:3-3:4 syntax: A blank line above this text is indented deeper than the text. Remove its spaces.',
    ],
    [
      'a: “x: y”\nb: 1\n',
      '1:4-1:10 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "“x: y”"',
    ],
    [
      '"a" b: 1\nc: 2\n',
      '1:1-1:9 syntax: There is text after the closing quote of this key. Remove it, or move the quote.',
    ],
    ['"a: 1\nb: 2\n', '1:1-1:6 syntax: This quote is not closed. Add a `"` where the text ends. => "a: 1"'],
    ['a: [,b]\nc: 1\n', '1:5-1:6 syntax: There is nothing before this comma. Remove it. => '],
    [
      '%TAG a\n---\ntask: a\n',
      '1:1-1:7 syntax: This is not YAML: %TAG directive should contain exactly two parts.',
    ],
    ['&a ? b\n: c\n', '1:4-1:5 syntax: This is not YAML: Anchors and tags must be after the ? indicator.'],
    ['a: {b: 1,,c: 2}\n', '1:10-1:11 syntax: There is nothing before this comma. Remove it. => '],
    [
      'template_id a\nsemver: "1.0.0\nrole: @user\ntags: [a\ncontent: Note: x\ndescription: fine\n',
      '1:1-1:12 syntax: A colon is missing after this key. Add one. => template_id:',
      '2:9-2:15 syntax: This quote is not closed. Add a `"` where the text ends. => "1.0.0"',
      '3:7-3:12 syntax: Text without quotes cannot begin with `@`. Put it in quotes. => "@user"',
      '4:7-4:9 syntax: This bracket is not closed. Write `]` where it ends. => [a]',
      '5:10-5:17 syntax: A colon followed by a space makes this text a key. Put the text in quotes. => "Note: x"',
    ],
    [
      "a: \"x\nb:\n\tc: 1\nd: [1\ne: 'it's'\n",
      '1:4-1:6 syntax: This quote is not closed. Add a `"` where the text ends. => "x"',
      '3:1-3:2 syntax: YAML is indented by spaces, not by tabs. =>   ',
      '4:4-4:6 syntax: This bracket is not closed. Write `]` where it ends. => [1]',
      "5:4-5:10 syntax: Write a single quote within single quotes twice: `''`. => 'it''s'",
    ],
    [
      'constraints:\n  FORBIDDEN_TOKENS: [a, b\n  NO_EMOJI: true\nrole: user\n',
      '2:21-2:26 syntax: This bracket is not closed. Write `]` where it ends. => [a, b]',
    ],
    ['a: "x\n  y\nb: 1\n', '1:4-1:6 syntax: This quote is not closed. Add a `"` where the text ends.'],
  ]);
});

describe('the fixes of mistakes in YAML', () => {
  const more = 'tags: [a, b]\ndescription: "d"\n';
  const whole = `${BUNDLE}${more}`;
  for (const [what, broken] of [
    ['a quote', whole.replace('"d"', '"d')],
    ['a bracket', whole.replace('b]', 'b')],
    ['a comma', whole.replace('s@1.0.0,', 's@1.0.0')],
    ['a colon', whole.replace('semver:', 'semver')],
    ['a blank', whole.replace('semver: ', 'semver:')],
    ['an indentation', whole.replace('semver', '  semver')],
    ['a colon in a text', whole.replace('"d"', 'Note: d')],
    ['a sign', whole.replace('"d"', '@d')],
    ['an escape', whole.replace('"d"', '"\\d"')],
    ['a quote in quotes', whole.replace('"d"', '"a "d" b"')],
    ['an apostrophe', whole.replace('"d"', "'it's'")],
    ['a bracket too many', whole.replace('b]', 'b]]')],
    ['several', whole.replace('semver:', 'semver').replace('b]', 'b').replace('"d"', '`d`')],
  ] as const) {
    it(`${what}: make it whole again`, () => {
      const { findings, root } = parseNamed('a.prompt-bundle.yaml', broken);
      assert.equal(root, undefined);
      const edits = findings.map(({ range, replacement = '?' }) => ({ ...range, text: replacement }));
      const fixed = parseNamed('a.prompt-bundle.yaml', applyEdits(broken, edits));
      assert.deepEqual(fixed.findings, [], applyEdits(broken, edits));
    });
  }
});

describe('a YAML text with one change', () => {
  const whole = `${TEMPLATE}constraints:\n  NO_EMOJI: true\n  FORBIDDEN_TOKENS: [a, "b c"]\nsuppress:\n  - code: emoji\n    reason: 'so'\n`;

  it('has few findings, and some where it cannot be read', () => {
    const piece = fc.constantFrom(...Array.from('{}[],:"\'#&*!|>%@`- \n\t\\'), ': ', '- ', '\n\n', '');
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(2), piece, (start, width, insert) => {
        const text = whole.slice(0, start) + insert + whole.slice(start + width);
        const { root, findings } = parseTemplate(text);
        const syntax = findings.filter(({ code }) => code === 'syntax');
        assert.ok(root !== undefined || syntax.length > 0);
        if (root === undefined) assert.equal(findings.length, syntax.length);
        assert.ok(syntax.length <= 3, `${text}\n${JSON.stringify(syntax)}`);
      }),
      { numRuns: 200 },
    );
  }).timeout(20_000);

  it('is told of tabs once, however many lines they indent', () => {
    const text = `semantic_traits:\n${'\ta: 1\n'.repeat(300)}task: @a\n`;
    const found = parseInput(text).findings.map(({ message }) => message);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /^YAML is indented by spaces, not by tabs\. The same in \d+ more places\.$/);
  });

  it('is looked through a few times, whatever is broken in it', () => {
    for (const unit of [
      'a: "\n',
      'a: [\n',
      '- a: b: c\n',
      'a: @b\n',
      'x\n',
      'a: "\\q"\n',
      ' - ',
      '"a" b\n',
      '!x !y\n',
    ])
      assert.ok(parseInput(unit.repeat(3_000)).findings.length > 0, unit);
  }).timeout(60_000);
});
