import assert from 'node:assert/strict';
import { applyEdits, fixAll } from '../../../../src/language/index.js';
import { fixesIn, openFile } from './support.js';

const BUNDLE = {
  'b.prompt-bundle.yaml':
    'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: { content: SS, constraints: { FORBIDDEN_TOKENS: [x] } }\n' +
    '  personality: { content: P }\n  activity: { content: A }\n  task: { content: "{{task}}" }\n',
};
const CODE = 'expectation-failed';

describe('fix: raise a limit that a prompt is over', () => {
  const ways: Readonly<Record<string, [file: string, text: (most: number) => string]>> = {
    plain: [
      'i.prompt-input.yaml',
      (most) =>
        `task: x\nexpect:\n  b@1.0.0: # kept\n    max_characters:   ${most} # here\n    contains: [SS]\n`,
    ],
    'flow style': [
      'i.prompt-input.yaml',
      (most) => `{ expect: { 'b@1.0.0': { max_characters: ${most} } }, task: x }\n`,
    ],
    JSON: [
      'i.prompt-input.json',
      (most) => `{\n\t"task": "x",\n\t"expect": {"b@1.0.0" :{"max_characters":${most}}}\n}`,
    ],
  };
  for (const [way, [file, text]] of Object.entries(ways))
    it(`in ${way}, and nothing else of the file`, async () => {
      assert.deepEqual(await fixesIn({ [file]: text(3), ...BUNDLE }, CODE), [
        { title: 'Set max_characters to 11', text: text(11) },
      ]);
    });

  it('of findings', async () => {
    const text = (most: number): string => `task: x\nexpect:\n  b@1.0.0: { max_findings: ${most} }\n`;
    assert.deepEqual(await fixesIn({ 'i.prompt-input.yaml': text(0), ...BUNDLE }, CODE), [
      { title: 'Set max_findings to 1', text: text(1) },
    ]);
  });

  it('not of texts, nor of tokens that nothing counts', async () => {
    for (const expected of ['{ max_tokens: { other: 1 } }', '{ contains: [no] }', '{ excludes: [SS] }'])
      assert.deepEqual(
        await fixesIn(
          { 'i.prompt-input.yaml': `task: x\nexpect:\n  b@1.0.0: ${expected}\n`, ...BUNDLE },
          CODE,
        ),
        [],
        expected,
      );
  });

  it('all of a file at once, with hashes', async () => {
    const file = 'i.prompt-input.yaml';
    const text = `task: x\nexpect:\n  b@1.0.0: { max_characters: 2, max_findings: 0, prompt_hash: '${'0'.repeat(64)}' }\n`;
    const { subject, findings } = await openFile({ [file]: text, ...BUNDLE }, file);
    assert.equal(findings.filter(({ code }) => code === CODE).length, 3);
    const fixed = applyEdits(subject.text, fixAll(subject, findings));
    assert.match(fixed, /\{ max_characters: 11, max_findings: 1, prompt_hash: '(?!0{64})[0-9a-f]{64}' \}/);
  });

  it('of tokens, by their encoding', async () => {
    const text = (most: number): string =>
      `task: x\nexpect:\n  b@1.0.0: { max_tokens: { o200k_base: 99, cl100k_base: ${most} } }\n`;
    assert.deepEqual(await fixesIn({ 'i.prompt-input.yaml': text(1), ...BUNDLE }, CODE), [
      { title: 'Set max_tokens of cl100k_base to 7', text: text(7) },
    ]);
  });
});
