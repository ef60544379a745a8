import assert from 'node:assert/strict';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { stringOf } from '../../../../src/core/documents/valueNode.js';
import type { FindingCode } from '../../../../src/core/model/findings.js';
import { fixesIn, TEMPLATES } from './support.js';

interface Case {
  readonly code: FindingCode;
  readonly constraints: string;
  readonly text: string;
  readonly title: string;
  readonly expected: string;
}

const CASES: readonly Case[] = [
  {
    code: 'forbidden-token',
    constraints: '{ "FORBIDDEN_TOKENS": ["extremely"] }',
    text: 'Say "it\'s extremely \\good", please.\nNow.',
    title: 'Remove “extremely”',
    expected: 'Say "it\'s \\good", please.\nNow.',
  },
  {
    code: 'forbidden-token',
    constraints: '{ "FORBIDDEN_TOKENS": ["unfortunately"] }',
    text: 'First.\nUnfortunately, we close.',
    title: 'Remove “Unfortunately”',
    expected: 'First.\nWe close.',
  },
  {
    code: 'forbidden-token',
    constraints: '{ "FORBIDDEN_TOKENS": ["!"] }',
    text: 'Write now! Then go.',
    title: 'Change “!” to “.”',
    expected: 'Write now. Then go.',
  },
  {
    code: 'emoji',
    constraints: '{ "NO_EMOJI": true }',
    text: 'Welcome 👩‍🔧 back.\nGood.',
    title: 'Remove “👩‍🔧”',
    expected: 'Welcome back.\nGood.',
  },
  {
    code: 'sentence-too-long',
    constraints: '{ "MAX_SENTENCE_LENGTH": 6 }',
    text: 'It\'s the shop\'s "own" price, and we never round it.\nGood.',
    title: 'Split the sentence at “, and”',
    expected: 'It\'s the shop\'s "own" price. We never round it.\nGood.',
  },
  {
    code: 'unknown-placeholder',
    constraints: '{}',
    text: 'It\'s "{{ task }}" and {{ stress }}.',
    title: 'Change to `{{task}}`',
    expected: 'It\'s "{{task}}" and {{ stress }}.',
  },
  {
    code: 'invisible-character',
    constraints: '{}',
    text: 'It\u200bs "good".',
    title: 'Remove the invisible character',
    expected: 'Its "good".',
  },
  {
    code: 'invisible-character',
    constraints: '{}',
    text: 'It\u{e0041}\u{e0042}\u200b\u00ads "good".',
    title: 'Remove the 4 invisible characters',
    expected: 'Its "good".',
  },
  {
    code: 'invisible-character',
    constraints: '{ "FORBIDDEN_TOKENS": ["delve"] }',
    text: 'Never de\u00adlve.',
    title: 'Remove the invisible character',
    expected: 'Never delve.',
  },
  {
    code: 'unknown-placeholder',
    constraints: '{}',
    text: 'Say {{\ntask\n}} and {{\n"a": {"b": 1}}}.',
    title: 'Change to `{{task}}`',
    expected: 'Say {{task}} and {{\n"a": {"b": 1}}}.',
  },
];

for (const { code, constraints, text, title, expected } of CASES) {
  describe(`fix of ${code}: ${title}`, () => {
    for (const [style, write] of Object.entries(TEMPLATES)) {
      it(style, async () => {
        const files = write(constraints, text);
        const [name = ''] = Object.keys(files);
        const [fixed] = await fixesIn(files, code);
        assert.ok(fixed, files[name]);
        assert.equal(fixed.title, title);
        const type = fileTypeOf(name);
        assert.ok(type);
        assert.equal(stringOf(parsePromptFile(type, { text: fixed.text }).root, 'content')?.value, expected);
      });
    }
  });
}

describe('fixes in other ways to write a text', () => {
  const yaml = (content: string): Readonly<Record<string, string>> => ({
    'a.prompt-template.yaml': `template_id: a\nsemver: 1.0.0\nrole: system\nconstraints: { FORBIDDEN_TOKENS: [extremely] }\n${content}`,
  });
  const fixed = async (content: string): Promise<string | undefined> => {
    const [fix] = await fixesIn(yaml(content), 'forbidden-token');
    return fix?.text.slice(fix.text.indexOf('content'));
  };

  it('plain over several lines', async () => {
    assert.equal(
      await fixed('content: Be\n  extremely careful\n  now.\n'),
      'content: Be\n  careful\n  now.\n',
    );
  });

  it('at the end of a folded line', async () => {
    assert.equal(await fixed('content: >-\n  Be extremely\n  careful.\n'), 'content: >-\n  Be careful.\n');
  });

  it('with indentation that is said', async () => {
    assert.equal(
      await fixed('content: |2-\n    Be extremely\n  careful.\n'),
      'content: |2-\n    Be\n  careful.\n',
    );
  });

  it('with an escape for every character', async () => {
    assert.equal(await fixed('content: "Be \\x65xtremel\\u0079 careful."\n'), 'content: "Be careful."\n');
  });

  it('in double quotes over several lines', async () => {
    assert.equal(
      await fixed('content: "Be extremely\n\n  care\\\n  ful."\n'),
      'content: "Be\n\n  care\\\n  ful."\n',
    );
  });

  it('a line of its own in a block', async () => {
    assert.equal(
      await fixed('content: |-\n  - one\n  - extremely\n  - two\n'),
      'content: |-\n  - one\n  - two\n',
    );
  });

  it('the first line of a block', async () => {
    assert.equal(await fixed('content: |-\n  extremely\n  two\n'), 'content: |-\n  two\n');
  });

  it('none where nothing would be left', async () => {
    assert.equal(await fixed('content: extremely\n'), undefined);
  });

  it('none for a text that an alias repeats', async () => {
    assert.equal(await fixed('content: &it Be extremely good.\nadapter_version: *it\n'), undefined);
  });
});
