import assert from 'node:assert/strict';
import { check, checkText, compileConstraints } from '../../../src/core/constraints/index.js';

const CONSTRAINTS = { MAX_SENTENCE_LENGTH: 1, FORBIDDEN_TOKENS: ['token'] };

function isRead(text: string): boolean {
  return checkText(`${text}\n`, CONSTRAINTS).length > 0;
}

describe('JSON without a fence', () => {
  const json = [
    '{"a": "one two token"}',
    '["token token", -0, 1.5e+3, 10E-2, true, false, null]',
    '{\n  "a token": [\n    {"b": {}},\n    []\n  ],\n\n  "c": "\\u00e9\\"\\n token token"\n}',
    '  { "a": 1, }  ',
    '\u00a0{"a": "token token"}',
    '[1, 2,\n]',
    '{ // one token\n/* two\n\n token */ "a": /**/ 1}',
    '[{{task}}, {{semantic_traits}}]',
    '{"a": {{task}}, "b": "token {{stress}} token"}',
    '[["token"], ["token two"]\n]',
    '{"a":1,"b":"token token"\r}',
  ];
  for (const text of json) {
    it(`${text} is code`, () => {
      assert.equal(isRead(text), false);
      assert.equal(isRead(`${text}\ntoken`), true);
    });
  }

  const prose = [
    ...[
      '[one token]',
      '{ token }',
      '{token: 1}',
      "{'token': 1}",
      '{"token": 1} x',
      'x {"token": 1}',
      '- ["token token"]',
      '> {"token": 1}',
    ],
    ...[
      '{"a": token}',
      '{"token" 1}',
      '{"token": 1,, }',
      '[token token',
      '["token", 01]',
      '["token", 1.]',
      '["token", +1]',
      '["token" "token"]',
    ],
    ...[
      '["token\ntoken"]',
      '["token\ttoken"]',
      '["token \\x token"]',
      '{"token"}',
      '{"token": 1]',
      '[,"token"]',
      '{{{task}}: "token"}',
      '["token"] // token',
    ],
    ...[
      '{"token": 1},',
      '["token" /* token]',
      '["token", nul]',
      '["token", 1{{task}}]',
      '[/ "token"]',
      '{"a": "token"',
    ],
  ];
  for (const text of prose) {
    it(`${text} is prose`, () => {
      assert.equal(isRead(text), true);
    });
  }

  it('is found within what is none, and after it', () => {
    const text = '[\n{"token": 1}\n...\n["token"],\n]\n{"token": 1}\n{"a":\n{"token": "b c"}\n';
    assert.deepEqual(
      checkText(text, { FORBIDDEN_TOKENS: ['token'] }).map(({ start }) => start),
      [text.indexOf('["token"]') + 2],
    );
  });

  it('is one paragraph of its own, and parts sentences', () => {
    const text = 'a b\n{"c": 1,\n\n"d": 2}\ne f\n\n[1]\n[2]';
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((limit) =>
        checkText(text, { MAX_PARAGRAPHS: limit }).map(({ start, end }) => text.slice(start, end)),
      ),
      [['{"c": 1,\n\n"d": 2}\ne f\n\n[1]\n[2]'], ['e f\n\n[1]\n[2]'], ['[1]\n[2]'], ['[2]'], []],
    );
    assert.deepEqual(checkText(text, { MAX_SENTENCE_LENGTH: 2 }), []);
  });

  it('may hold any opaque range as a value or in a string', () => {
    const compiled = compileConstraints({ forbiddenTokens: ['token'], noEmoji: false });
    const text = '{"a": token "]\n\n, "b": "token"}';
    assert.deepEqual(check(text, compiled, { opaque: [{ start: 6, end: 16 }] }), []);
    assert.equal(check(text, compiled, { opaque: [] }).length, 2);
  });

  it('is prose where a render filled it in, but not around what it filled in', () => {
    const compiled = compileConstraints({ forbiddenTokens: ['token'], noEmoji: false, maxParagraphs: 1 });
    const text = 'Traits:\n{"a":"token"}\n{"b":\n{"c":"token"}\n}';
    const filled = ['{"a":"token"}', '{"c":"token"}'].map((value) => ({
      start: text.indexOf(value),
      end: text.indexOf(value) + value.length,
    }));
    const found = check(text, compiled, { opaque: [], filled });
    assert.deepEqual(
      found.map(({ code, start }) => [code, start]),
      [
        ['forbidden-token', 14],
        ['too-many-paragraphs', 22],
      ],
    );
    assert.equal(check(text, compiled, { opaque: [] }).length, 1);
  });
});
