// `lint --quiet` and `--max-warnings`: what is printed, what counts, and that neither depends on what is kept.
import assert from 'node:assert/strict';
import path from 'node:path';
import { run, type Run } from '../../commandLineRun.js';
import { temporaryFolder } from '../../temporaryFolder.js';

const template = (id: string, more = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: "{{x}} and {{y}}"\n${more}`;
const FILES = {
  'a.prompt-template.yaml': template('a'),
  'b c/ü.prompt-template.yaml': template('b', 'rolle: x\n'),
};

describe('lint --quiet and --max-warnings', () => {
  const folder = temporaryFolder();
  let root = '';

  beforeEach(() => {
    root = folder(FILES);
  });
  const lint = (...args: string[]): Promise<Run> => run(root, 'lint', ...args);

  it('prints errors alone, in every format, from what is kept as well', async () => {
    const expected = 'b c/ü.prompt-template.yaml:5:1: error';
    for (const kept of [['--no-cache'], ['--cache-location', path.join(root, '.kept')]])
      for (let i = 0; i < 2; i++) {
        const { out, code } = await lint('--quiet', ...kept);
        assert.ok(out.startsWith(expected), out);
        assert.match(out, /\n1 error in 2 files\.\n$/);
        assert.equal(code, 1);
        const { findings } = JSON.parse((await lint('--quiet', '--format', 'json', ...kept)).out) as {
          findings: unknown[];
        };
        assert.equal(findings.length, 1);
      }
    assert.equal((await lint('--quiet', '--format', 'github')).out.trim().split('\n').length, 1);
  });

  it('exits with 1 for more warnings than are allowed, and says so in one line', async () => {
    const only = 'a.prompt-template.yaml';
    const allowed = await lint('--max-warnings', '2', only);
    assert.deepEqual([allowed.code, allowed.error], [0, '']);
    for (const more of [[], ['--format', 'json'], ['--format', 'sarif'], ['--quiet']]) {
      const { code, error } = await lint('--max-warnings', '1', only, ...more);
      assert.deepEqual([code, error], [1, '2 warnings found, and --max-warnings allows 1.\n']);
    }
  });

  it('refuses what is no number', async () => {
    for (const given of ['', 'x', '1.5', '1e3']) {
      const { code, error } = await lint('--max-warnings', given);
      assert.equal(code, 2, given);
      assert.match(
        error,
        /^--max-warnings takes a whole number, such as 0\. See prompt-bundles lint --help\.\n$/,
      );
    }
  });
});
