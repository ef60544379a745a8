// What inputs expect, on the command line: `lint`, and `render --check`.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { run } from '../commandLineRun.js';
import { temporaryFolder } from '../temporaryFolder.js';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const BUNDLE = `bundle_id: b
semver: 1.0.0
templates:
  system: {content: "You are kind."}
  personality: {content: "Traits: {{semantic_traits}}"}
  activity: {content: "Stress {{stress}}."}
  task: {content: "{{task}}"}
`;
const prompt = (task: string): string => `You are kind.\n\nTraits: {}\n\nStress 0.0.\n\n${task}`;
const EXPECTED = 'ebe301770931bb28b27de9139815657ffb106b62791cf72d2a5f0489cac60ba1';
const CHANGED = 'changed since the test was saved';
const WRONG = `task: ${CHANGED}\nexpect:\n  b@1.0.0: ${EXPECTED}\n`;
const NO_SUCH_VERSION = `task: x\nexpect:\n  b@9.9.9: ${EXPECTED}\n`;
const HOLDS = `task: x\nexpect:\n  b@1.0.0: ${sha(prompt('x'))}\n`;

const OTHER_HASH = `\`b@1.0.0\` gives another prompt, with the \`prompt_hash\` ${sha(prompt(CHANGED))}. Update the expected hash if that is meant. [expectation-failed]\n`;

describe('prompt-bundles lint, where inputs expect something', () => {
  const folder = temporaryFolder();

  it('fails at the hash, and at the key of a version that is nowhere', async () => {
    const root = folder({
      'b.prompt-bundle.yaml': BUNDLE,
      'no-such-version.prompt-input.yaml': NO_SUCH_VERSION,
      'wrong.prompt-input.yaml': WRONG,
    });
    assert.deepEqual(await run(root, 'lint'), {
      code: 1,
      out: `no-such-version.prompt-input.yaml:3:3: error: \`b@9.9.9\` is in no file and not published. Use a version that exists, or remove the expectation. [expectation-failed]
wrong.prompt-input.yaml:3:12: error: ${OTHER_HASH}2 findings in 3 files.
`,
      error: '',
    });
  });

  for (const [what, text, options, where] of [
    ['is over the limit', `${BUNDLE}# ${'x'.repeat(3000)}\n`, ['--max-file-size', '0.002'], ''],
    ['has broken YAML', `${BUNDLE}tags: [m\n`, [], ' \\(line \\d+\\)'],
    ['has a tab for indentation', BUNDLE.replace('  system', '\tsystem'), [], ' \\(line \\d+\\)'],
    ['has JSON that is none', '{ "bundle_id": "b", "semver": "1.0.0", ', [], ' \\(line \\d+\\)'],
  ] as const)
    it(`says where a version is whose file ${what}, and that it cannot be read`, async () => {
      const file = what.includes('JSON') ? 'b.prompt-bundle.json' : 'b.prompt-bundle.yaml';
      const root = folder({ [file]: text, 'wrong.prompt-input.yaml': WRONG });
      const { code, out } = await run(root, 'lint', '--format', 'json', ...options);
      assert.equal(code, 1);
      const { findings } = JSON.parse(out) as {
        findings: { code: string; message: string; start: object; related: { file: string }[] }[];
      };
      const [finding, ...others] = findings.filter((one) => one.code === 'expectation-failed');
      assert.deepEqual(others, []);
      assert.match(
        finding?.message ?? '',
        new RegExp(
          `^\`b@1\\.0\\.0\` cannot be rendered: Bundle b@1\\.0\\.0 (is|may be) in \`${file.replaceAll('.', '\\.')}\`, which cannot be read${where}\\. Fix that file first\\.$`,
        ),
      );
      assert.deepEqual(finding?.start, { line: 3, column: 3, offset: WRONG.indexOf('b@1') });
      assert.deepEqual(
        finding.related.map((place) => place.file),
        [file],
      );
    });

  it('does not say of a version that it is not published where nobody can tell', async () => {
    const root = folder({
      'b.prompt-bundle.yaml': BUNDLE,
      'no-such-version.prompt-input.yaml': NO_SUCH_VERSION,
      '.prompt-bundles/published': 'no folder',
    });
    const { code, out } = await run(root, 'lint');
    assert.match(
      out,
      /^no-such-version\.prompt-input\.yaml:3:3: error: `b@9\.9\.9` is in no file, and the published versions cannot be read\. Fix that first\. \[expectation-failed\]$/m,
    );
    assert.match(out, /^\.prompt-bundles\/published:1:1: error: .*\[unreadable-file\]$/m);
    assert.equal(code, 1);
  });

  it('passes where all holds', async () => {
    const root = folder({ 'b.prompt-bundle.yaml': BUNDLE, 'holds.prompt-input.yaml': HOLDS });
    const { code, out } = await run(root, 'lint');
    assert.deepEqual([code, out], [0, '0 findings in 2 files.\n']);
  });

  it('looks at the inputs it is asked about', async () => {
    const root = folder({
      'b.prompt-bundle.yaml': BUNDLE,
      'inputs/holds.prompt-input.yaml': HOLDS,
      'tests/wrong.prompt-input.yaml': WRONG,
    });
    assert.equal((await run(root, 'lint', 'inputs')).code, 0);
    assert.equal((await run(root, 'lint', 'tests')).code, 1);
    assert.equal((await run(root, 'lint', 'b.prompt-bundle.yaml')).code, 0);
  });

  it('takes an input of another name', async () => {
    const root = folder({ 'b.prompt-bundle.yaml': BUNDLE, 'mine.yaml': WRONG });
    assert.equal((await run(root, 'lint')).code, 0);
    const { code, out } = await run(root, 'lint', '--input', 'mine.yaml');
    assert.equal(code, 1);
    assert.ok(out.startsWith(`mine.yaml:3:12: error: ${OTHER_HASH}`));
  });

  it('compares a version that is only published with its snapshot', async () => {
    const root = folder({
      'b.prompt-bundle.yaml': BUNDLE,
      'wrong.prompt-input.yaml': WRONG,
      'holds.prompt-input.yaml': HOLDS,
    });
    assert.equal((await run(root, 'publish', 'b@1.0.0', '--no-audit')).code, 0);
    const next = folder({
      'wrong.prompt-input.yaml': WRONG,
      'holds.prompt-input.yaml': HOLDS,
      'b.prompt-bundle.yaml': BUNDLE.replace('1.0.0', '1.1.0'),
    });
    cpSync(`${root}/.prompt-bundles`, `${next}/.prompt-bundles`, { recursive: true });
    const { code, out } = await run(next, 'lint');
    assert.equal(code, 1);
    assert.equal(out, `wrong.prompt-input.yaml:3:12: error: ${OTHER_HASH}1 finding in 3 files.\n`);
  });

  it('publishes a bundle of which an expectation fails: it is the test that does', async () => {
    const root = folder({ 'b.prompt-bundle.yaml': BUNDLE, 'wrong.prompt-input.yaml': WRONG });
    assert.equal((await run(root, 'publish', 'b@1.0.0', '--no-audit')).code, 0);
  });
});

describe('prompt-bundles render, where its input expects something', () => {
  const folder = temporaryFolder();
  const files = {
    'b.prompt-bundle.yaml': BUNDLE,
    'wrong.prompt-input.yaml': WRONG,
    'holds.prompt-input.yaml': HOLDS,
    'other.prompt-input.yaml': NO_SUCH_VERSION,
    'more.prompt-input.yaml': `task: x\nexpect:\n  b@1.0.0:\n    contains: [Hello]\n    max_characters: 3\n`,
  };
  const render = (...args: string[]): ReturnType<typeof run> =>
    run(folder(files), 'render', 'b@1.0.0', '--no-audit', ...args);

  it('says on the error output what does not hold, and prints the prompt', async () => {
    assert.deepEqual(await render('--input', 'wrong.prompt-input.yaml'), {
      code: 0,
      out: prompt(CHANGED),
      error: `wrong.prompt-input.yaml:3:12: error: ${OTHER_HASH}`,
    });
  });

  it('exits with 1 by --check, and prints the prompt all the same', async () => {
    assert.deepEqual(await render('--input', 'wrong.prompt-input.yaml', '--check'), {
      code: 1,
      out: prompt(CHANGED),
      error: `wrong.prompt-input.yaml:3:12: error: ${OTHER_HASH}`,
    });
    const { code, error } = await render('--input', 'more.prompt-input.yaml', '--check');
    assert.equal(code, 1);
    assert.deepEqual(
      error.split('\n').map((line) => line.split(' error: ')[1]),
      [
        'The prompt of `b@1.0.0` does not contain this text. Change the template, or the expectation. [expectation-failed]',
        'The prompt of `b@1.0.0` has 41 characters, more than 3. Shorten it, or raise the limit. [expectation-failed]',
        undefined,
      ],
    );
  });

  it('exits with 0 where all holds', async () => {
    const said = { code: 0, out: prompt('x'), error: '' };
    assert.deepEqual(await render('--input', 'holds.prompt-input.yaml'), said);
    assert.deepEqual(await render('--input', 'holds.prompt-input.yaml', '--check'), said);
  });

  it('says by --check when nothing is expected of the version', async () => {
    const said = 'The input expects nothing of b@1.0.0: nothing was compared.\n';
    assert.deepEqual(await render('--input', 'other.prompt-input.yaml'), {
      code: 0,
      out: prompt('x'),
      error: '',
    });
    assert.deepEqual(await render('--input', 'other.prompt-input.yaml', '--check'), {
      code: 0,
      out: prompt('x'),
      error: said,
    });
  });

  it('is called wrongly by --check without an input', async () => {
    const { code, error } = await render('--check');
    assert.equal(code, 2);
    assert.match(
      error,
      /^--check compares with what an input expects: name one by --input, or a folder by --output\./,
    );
  });

  it('says it in JSON', async () => {
    const expectation = async (input: string): Promise<unknown> => {
      const { out } = await render('--input', input, '--format', 'json');
      return (JSON.parse(out) as { expectation: unknown }).expectation;
    };
    assert.equal(await expectation('other.prompt-input.yaml'), undefined);
    assert.deepEqual(await expectation('holds.prompt-input.yaml'), { holds: true, findings: [] });
    const wrong = (await expectation('wrong.prompt-input.yaml')) as { holds: boolean; findings: object[] };
    assert.equal(wrong.holds, false);
    assert.deepEqual(wrong.findings, [
      {
        code: 'expectation-failed',
        severity: 'error',
        message: OTHER_HASH.replace(' [expectation-failed]\n', ''),
        file: 'wrong.prompt-input.yaml',
        start: { line: 3, column: 12, offset: 58 },
        end: { line: 3, column: 76, offset: 122 },
        related: [],
      },
    ]);
  });
});
