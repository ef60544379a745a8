import assert from 'node:assert/strict';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const template = (id: string): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: We basically fix it.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n`;
const bundle = (id: string, system: string): string =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: ${system}@1.0.0\n` +
  ['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join('');
const CONFIGURATION = '.prompt-bundles/config.json';
const FILES = {
  'a.prompt-template.yaml': template('a'),
  'drafts/b.prompt-template.yaml': template('b'),
};

interface Told {
  readonly findings: readonly Readonly<Record<'code' | 'severity' | 'file', string>>[];
}

describe('the configuration of a folder, on the command line', () => {
  const folder = temporaryFolder();
  const lint = async (root: string, ...args: string[]): Promise<string[]> => {
    const { out, error } = await run(root, 'lint', '--format', 'json', ...args);
    assert.equal(error, '');
    return (JSON.parse(out) as Told).findings.map(
      ({ file, severity, code }) => `${file}: ${severity} ${code}`,
    );
  };
  const configured = (value: unknown, files: Readonly<Record<string, string>> = FILES): string =>
    folder({ ...files, [CONFIGURATION]: JSON.stringify(value) });

  it('gives severities, for some files others, and the exit code goes by them', async () => {
    const root = configured({
      rules: { 'forbidden-token': 'error' },
      overrides: [{ files: ['drafts/**'], rules: { 'forbidden-token': 'off' } }],
    });
    assert.deepEqual(await lint(root), ['a.prompt-template.yaml: error forbidden-token']);
    assert.equal((await run(root, 'lint')).code, 1);
    assert.equal((await run(folder(FILES), 'lint')).code, 0);
  });

  it('leaves files out and says how long one may be; an option of the call counts before it', async () => {
    const root = configured(
      { exclude: ['drafts'], useGitignore: true, maxFileSize: 0.00001 },
      { ...FILES, '.gitignore': 'out\n', 'out/c.prompt-template.yaml': template('c') },
    );
    assert.deepEqual(await lint(root), ['a.prompt-template.yaml: error unreadable-file']);
    assert.deepEqual(await lint(root, '--max-file-size', '1', '--exclude', 'a.*', '--no-gitignore'), [
      'out/c.prompt-template.yaml: warning forbidden-token',
    ]);
  });

  it('has its own mistakes told at their places, and what is right in it holds', async () => {
    const root = folder({
      ...FILES,
      [CONFIGURATION]: '{\n  "rules": {"forbidden-token": "off", "emojy": "off"}\n}\n',
    });
    const { code, out } = await run(root, 'lint');
    assert.equal(code, 1);
    assert.match(
      out,
      /^\.prompt-bundles\/config\.json:2:39: error: .*Did you mean `emoji`\? \[unknown-key\]\n1 finding/,
    );
    assert.match((await run(root, 'lint', CONFIGURATION)).out, /1 finding/);
    writeFiles(root, { [CONFIGURATION]: '{' });
    assert.ok((await lint(root)).includes(`${CONFIGURATION}: error syntax`));
  });

  it('makes its folder a root of its own, and what holds there is what the nearest one says', async () => {
    const root = configured(
      { rules: { 'forbidden-token': 'error' } },
      {
        ...FILES,
        'inner/c.prompt-template.yaml': template('a'),
        'inner/deep/d.prompt-template.yaml': template('d'),
        [`inner/${CONFIGURATION}`]: '{"rules": {"forbidden-token": "information"}}',
      },
    );
    assert.deepEqual(await lint(root), [
      'a.prompt-template.yaml: error forbidden-token',
      'drafts/b.prompt-template.yaml: error forbidden-token',
      'inner/c.prompt-template.yaml: information forbidden-token',
      'inner/deep/d.prompt-template.yaml: information forbidden-token',
    ]);
  });

  it('is the one of the nearest root above, within the repository', async () => {
    const root = configured(
      { rules: { 'forbidden-token': 'error' } },
      { ...FILES, '.git/HEAD': '', 'e.prompt-bundle.yaml': bundle('e', 'a') },
    );
    const below = path.join(root, 'drafts');
    assert.deepEqual(await lint(below), ['drafts/b.prompt-template.yaml: error forbidden-token']);
    assert.equal((await run(below, 'compare', 'e', '--no-audit')).code, 0);
    assert.deepEqual(await lint(below, '--root', '.'), ['b.prompt-template.yaml: warning forbidden-token']);
    const elsewhere = configured({ rules: { 'forbidden-token': 'error' } });
    assert.deepEqual(await lint(path.join(elsewhere, 'drafts')), [
      'b.prompt-template.yaml: warning forbidden-token',
    ]);
  });

  it('is part of what a cache is told by: another one, and nothing of before counts', async () => {
    const kept = folder();
    const root = configured({ rules: { 'forbidden-token': 'error' } });
    const severities = async (): Promise<string[]> => {
      const cached = await lint(root, '--cache-location', kept);
      assert.deepEqual(cached, await lint(root, '--no-cache'));
      return cached.map((line) => line.replace(/^.*: /, ''));
    };
    assert.deepEqual(await severities(), ['error forbidden-token', 'error forbidden-token']);
    assert.deepEqual(await severities(), ['error forbidden-token', 'error forbidden-token']);
    writeFiles(root, { [CONFIGURATION]: '{"exclude": ["drafts"]}' });
    assert.deepEqual(await severities(), ['warning forbidden-token']);
    writeFiles(root, { [CONFIGURATION]: '{"maxFileSize": 0.00001}' });
    assert.deepEqual(await severities(), ['error unreadable-file', 'error unreadable-file']);
    writeFiles(root, { [CONFIGURATION]: '{"rules": {"forbidden-token": "nothing"}}' });
    assert.deepEqual(await severities(), [
      'warning forbidden-token',
      'warning forbidden-token',
      'error schema',
    ]);
    writeFiles(root, { 'a.prompt-template.yaml': template('a').replace('We', 'You') });
    assert.deepEqual(await severities(), [
      'warning forbidden-token',
      'warning forbidden-token',
      'error schema',
    ]);
  });
});

describe('the reports of `lint`', () => {
  const folder = temporaryFolder();

  it('are printed in each format, with paths from the current folder', async () => {
    const root = folder({ 'sub/a.prompt-template.yaml': template('a') });
    const print = async (format: string): Promise<string> => {
      const { code, out, error } = await run(root, 'lint', '--root', 'sub', '--format', format);
      assert.deepEqual([code, error], [0, '']);
      return out;
    };
    assert.match(
      await print('github'),
      /^::warning file=sub\/a\.prompt-template\.yaml,line=4,endLine=4,col=13,endColumn=22,title=forbidden-token::[^\n]*\n$/,
    );
    assert.match(
      await print('junit'),
      /<testsuite name="sub\/a\.prompt-template\.yaml" tests="1" failures="0"/,
    );
    const [first] = JSON.parse(await print('gitlab')) as Record<string, unknown>[];
    assert.equal(first?.['check_name'], 'forbidden-token');
    const { runs } = JSON.parse(await print('sarif')) as {
      runs: [{ results: { ruleId: string; fixes: { description: { text: string } }[] }[] }];
    };
    assert.equal(runs[0].results[0]?.ruleId, 'forbidden-token');
    assert.ok(runs[0].results.every(({ fixes }) => fixes.length > 0));
  });

  it('let no message command a build server', async () => {
    const root = folder({
      'a.prompt-template.yaml': template('a').replaceAll('basically', '"##vso[task.x]y"'),
    });
    for (const format of ['github', 'junit', 'sarif', 'gitlab'])
      assert.ok(!(await run(root, 'lint', '--format', format)).out.includes('##vso['), format);
  });

  it('are not of any other format', async () => {
    const { code, error } = await run(folder({}), 'lint', '--format', 'markdown');
    assert.equal(code, 2);
    assert.match(
      error,
      /There is no format markdown\. Use text or json or sarif or junit or github or gitlab\./,
    );
  });
});
