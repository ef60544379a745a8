import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { applyEdits, expectedHashAt, fixAll, fixesFor } from '../../../../src/language/index.js';
import { fixesIn, openFile } from './support.js';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const OLD = sha('another prompt');
const bundle = (semver: string, system: string): string =>
  `bundle_id: b\nsemver: ${semver}\ntemplates:\n  system: { content: ${system} }\n` +
  '  personality: { content: P }\n  activity: { content: A }\n  task: { content: "{{task}}" }\n';
const BUNDLES = {
  'b1.prompt-bundle.yaml': bundle('1.0.0', 'S'),
  'b2.prompt-bundle.yaml': bundle('2.0.0', 'T'),
};
const NEW = sha('S\n\nP\n\nA\n\nx');
const NEW_2 = sha('T\n\nP\n\nA\n\nx');

describe('fix: update the expected hash', () => {
  const ways: Readonly<Record<string, [file: string, text: (hash: string) => string]>> = {
    plain: [
      'i.prompt-input.yaml',
      (hash) => `# saved\ntask: x # here\nexpect:\n  b@1.0.0:   ${hash} # test\n`,
    ],
    'single quotes': ['i.prompt-input.yaml', (hash) => `expect:\n  'b@1.0.0': '${hash}'\ntask: x\n`],
    'double quotes': ['i.prompt-input.yml', (hash) => `task: x\nexpect:\n  "b@1.0.0": "${hash}"\n\n\n`],
    'flow style': ['i.prompt-input.yaml', (hash) => `{ task: x, expect: { b@1.0.0: ${hash} } }\n`],
    'a block of lines': ['i.prompt-input.yaml', (hash) => `task: x\nexpect:\n  b@1.0.0: |-\n    ${hash}\n`],
    'a folded block': ['i.prompt-input.yaml', (hash) => `task: x\nexpect:\n  b@1.0.0: >-\n    ${hash}\n`],
    'a mapping': [
      'i.prompt-input.yaml',
      (hash) => `task: x\nexpect:\n  b@1.0.0:\n    contains: [S]\n    prompt_hash: ${hash}\n`,
    ],
    JSON: ['i.prompt-input.json', (hash) => `{\n\t"expect" : {"b@1.0.0" :"${hash}"},\n\t"task": "x"\n}`],
    'JSON with an escape': [
      'i.prompt-input.json',
      (hash) =>
        hash === OLD
          ? `{"expect": {"b@1.0.0": "\\u00${OLD.charCodeAt(0).toString(16)}${OLD.slice(1)}"}, "task": "x"}`
          : `{"expect": {"b@1.0.0": "${hash}"}, "task": "x"}`,
    ],
  };
  for (const [way, [file, text]] of Object.entries(ways)) {
    it(`in ${way}, and nothing else of the file`, async () => {
      assert.deepEqual(await fixesIn({ [file]: text(OLD), ...BUNDLES }, 'expectation-failed'), [
        { title: 'Update the expected hash', text: text(NEW) },
      ]);
    });
  }

  it('with quotes where YAML would read the digits as a number', async () => {
    const digits = '1'.repeat(64);
    const file = 'i.prompt-input.yaml';
    const { subject, findings } = await openFile(
      { [file]: `task: x\nexpect:\n  b@1.0.0: ${OLD}\n`, ...BUNDLES },
      file,
    );
    const [finding] = findings;
    assert.ok(finding);
    const [fix] = fixesFor(subject, { ...finding, replacement: digits });
    assert.ok(fix);
    assert.equal(applyEdits(subject.text, fix.edits), `task: x\nexpect:\n  b@1.0.0: "${digits}"\n`);
  });

  it('is for a version and its hash, which the finding leads to', async () => {
    const file = 'i.prompt-input.yaml';
    for (const [expected, version] of [
      [`{ b@2.0.0: { contains: [T] }, b@1.0.0: ${OLD} }`, 'b@1.0.0'],
      [`{ b@1.0.0: ${NEW}, b@2.0.0: { prompt_hash: ${OLD} } }`, 'b@2.0.0'],
    ] as const) {
      const text = `task: x\nexpect: ${expected}\n`;
      const { subject, findings } = await openFile({ [file]: text, ...BUNDLES }, file);
      const [finding] = findings;
      assert.ok(finding);
      assert.deepEqual(expectedHashAt(subject, finding), { version, hash: OLD });
      assert.equal(expectedHashAt(subject, { ...finding, code: 'schema' }), undefined);
      const elsewhere = { ...finding, range: { start: finding.range.start, end: finding.range.end + 1 } };
      assert.equal(expectedHashAt(subject, elsewhere), undefined);
    }
  });

  it('is not there for what has no other hash to offer', async () => {
    for (const expect of ['{ b@9.0.0: HASH }', '{ b@1.0.0: { contains: [no] } }'])
      assert.deepEqual(
        await fixesIn(
          { 'i.prompt-input.yaml': `task: x\nexpect: ${expect.replace('HASH', OLD)}\n`, ...BUNDLES },
          'expectation-failed',
        ),
        [],
      );
  });

  for (const [way, file, text] of [
    [
      'YAML',
      'i.prompt-input.yaml',
      (one: string, two: string): string =>
        `task: x\nexpect:\n  b@1.0.0: ${one}\n  b@9.9.9: ${OLD} # gone\n  b@2.0.0: { prompt_hash: '${two}', contains: [T] }\n`,
    ],
    [
      'JSON',
      'i.prompt-input.json',
      (one: string, two: string): string =>
        `{"task":"x","expect":{"b@1.0.0":"${one}","b@9.9.9": "${OLD}" ,"b@2.0.0":{"prompt_hash":"${two}"}}}`,
    ],
    [
      'flow style',
      'i.prompt-input.yaml',
      (one: string, two: string): string => `{ task: x, expect: { b@1.0.0: ${one}, b@2.0.0: "${two}" } }`,
    ],
  ] as const) {
    it(`in all of a file at once, in ${way}`, async () => {
      const { subject, findings } = await openFile({ [file]: text(OLD, OLD), ...BUNDLES }, file);
      const fixed = applyEdits(subject.text, fixAll(subject, findings));
      assert.equal(fixed, text(NEW, NEW_2));
    });
  }
});
