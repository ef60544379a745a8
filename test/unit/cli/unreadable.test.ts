// What cannot be read ends nothing but itself: a finding, exit code 1, and the rest is checked.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { projectFolder } from '../projectFolder.js';

const template = (id: string, content: string): string =>
  `---\ntemplate_id: ${id}\nsemver: 1.0.0\nrole: system\nconstraints: { FORBIDDEN_TOKENS: [never] }\n---\n${content}\n`;
const BUNDLE =
  'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: good@1.0.0\n  personality: good@1.0.0\n  activity: good@1.0.0\n  task: good@1.0.0\n';
const inline = (id: string, text: string): string =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n${['system', 'personality', 'activity', 'task']
    .map((slot) => `  ${slot}: { content: ${text} }\n`)
    .join('')}`;
const VAST_BUNDLE = inline('vast', 'x'.repeat(3000));
/** Under 2 KB itself; its snapshot has more keys. */
const MANY_PARTS = inline('many', 'x'.repeat(450));
const FILES = { 'good.prompt-template.md': template('good', 'Never.'), 'b.prompt-bundle.yaml': BUNDLE };

describe('prompt-bundles: what cannot be read', () => {
  const made = temporaryFolder();
  const isWindows = process.platform === 'win32';

  /** That of the folder one file is told to be unreadable, by a reason, and the other is checked. */
  async function assertTold(root: string, file: string, reason: RegExp): Promise<void> {
    const { out, error, code } = await run(root, 'lint', '--format', 'json');
    const { findings } = JSON.parse(out) as { findings: { code: string; file: string; message: string }[] };
    const told = findings.filter((finding) => finding.code === 'unreadable-file');
    assert.deepEqual(
      told.map((finding) => finding.file),
      [file],
    );
    assert.match(told[0]?.message ?? '', reason);
    assert.ok(
      findings.some((finding) => finding.code === 'forbidden-token'),
      'the rest is checked',
    );
    assert.deepEqual({ error, code }, { error: '', code: 1 });
    const rendered = await run(root, 'render', 'b@1.0.0', '--no-audit');
    assert.equal(rendered.code, 0, rendered.error);
  }

  it('a file over 5 MB', async () => {
    const root = made({ ...FILES, 'sub/vast.prompt-template.md': template('vast', 'x'.repeat(8_000_000)) });
    await assertTold(root, 'sub/vast.prompt-template.md', /^This file has 8\.\d+ MB, more than the 5 MB /);
  });

  it('a file over the limit may define what is not found, whatever its name', async () => {
    const used = BUNDLE.replace('system: good@1.0.0', 'system: other@1.0.0');
    const root = made({ ...FILES, 'u.prompt-bundle.yaml': used.replace('_id: b', '_id: u') });
    const lint = async (): Promise<string> =>
      (await run(root, 'lint')).out.split('\n').find((line) => line.startsWith('u.')) ?? '';
    assert.match(await lint(), /None of these files defines the template `other@1\.0\.0`/);
    writeFileSync(path.join(root, 'x7.prompt-template.md'), template('other', 'x'.repeat(6_000_000)));
    assert.match(
      await lint(),
      /^u\.prompt-bundle\.yaml:4:11: error: The template `other@1\.0\.0` may be in `x7\.prompt-template\.md`, which cannot be read\./,
    );
    const rendered = await run(root, 'render', 'u@1.0.0', '--no-audit');
    assert.match(rendered.error, /^Template other@1\.0\.0 may be in `x7\.prompt-template\.md`/);
  });

  it('a file over the limit that is set, as a whole and below the unit', async () => {
    const root = made({ ...FILES, 'a.prompt-input.yaml': `task: ${'x'.repeat(3000)}\n` });
    const { out, code } = await run(root, 'lint', '--max-file-size', '0.002');
    assert.match(
      out,
      /a\.prompt-input\.yaml:1:1: error: This file has 0\.003\d+ MB, more than the 0\.002 MB/,
    );
    assert.equal(code, 1);
    assert.equal((await run(root, 'lint', '--max-file-size', '10')).code, 0);
  });

  for (const wrong of ['0', '-1', 'x', '1e3', '21', '']) {
    it(`--max-file-size ${wrong === '' ? 'of nothing' : wrong} is a wrong call`, async () => {
      assert.equal((await run(made(FILES), 'lint', `--max-file-size=${wrong}`)).code, 2);
    });
  }

  it('an input over the limit', async () => {
    const root = made({ ...FILES, 'i.prompt-input.yaml': `task: ${'x'.repeat(3000)}\n` });
    for (const command of [
      ['render', 'b@1.0.0', '--no-audit'],
      ['compare', 'b', '--no-audit'],
    ]) {
      const { error, code } = await run(
        root,
        ...command,
        '--input',
        'i.prompt-input.yaml',
        '--max-file-size',
        '0.002',
      );
      assert.match(error, /i\.prompt-input\.yaml:1:1: error: This file has .*\[unreadable-file\]/);
      assert.equal(code, 1);
    }
  });

  it('a FIFO', async function () {
    if (isWindows) this.skip();
    const root = made(FILES);
    execFileSync('mkfifo', [path.join(root, 'x.prompt-bundle.yaml')]);
    await assertTold(root, 'x.prompt-bundle.yaml', /This is a FIFO, not a regular file/);
  });

  it('a link to nothing, and one to itself', async function () {
    if (isWindows) this.skip();
    const root = made(FILES);
    symlinkSync('nowhere', path.join(root, 'x.prompt-input.json'));
    await assertTold(root, 'x.prompt-input.json', /a link to nothing/);
    const other = made(FILES);
    symlinkSync('x.prompt-input.json', path.join(other, 'x.prompt-input.json'));
    await assertTold(other, 'x.prompt-input.json', /leads back to itself/);
  });

  it('a link to a file is read, as the editor reads it', async function () {
    if (isWindows) this.skip();
    const root = made({ ...FILES, 'elsewhere.md': template('linked', 'Never.') });
    symlinkSync('elsewhere.md', path.join(root, 'linked.prompt-template.md'));
    const { out } = await run(root, 'lint');
    assert.match(out, /linked\.prompt-template\.md:\d+:\d+: warning/);
  });

  it('a name that is not UTF-8, of a file and of a folder', async function () {
    if (process.platform !== 'linux') this.skip();
    for (const [name, shown] of [
      [Buffer.from('caf\xe9.prompt-template.md', 'latin1'), 'caf\\xe9.prompt-template.md'],
      [Buffer.from('\xff\xfe/x.prompt-template.md', 'latin1'), '\\xff\\xfe/x.prompt-template.md'],
    ] as const) {
      const root = made(FILES);
      const place = Buffer.concat([Buffer.from(`${root}/`), name]);
      mkdirSync(place.subarray(0, place.lastIndexOf('/')), { recursive: true });
      writeFileSync(place, template('odd', 'Be odd.'));
      await assertTold(root, shown, /is not UTF-8/);
    }
  });

  it('files and folders that the user may not read', function () {
    if (process.getuid?.() !== 0) this.skip();
    const root = made({
      ...FILES,
      'closed.prompt-template.md': template('x', ''),
      'shut/y.prompt-template.md': '',
    });
    chmodSync(root, 0o755);
    chmodSync(path.join(root, 'closed.prompt-template.md'), 0o000);
    chmodSync(path.join(root, 'shut'), 0o000);
    mkdirSync(path.join(root, PUBLISHED), { recursive: true });
    chmodSync(path.join(root, PUBLISHED), 0o000);
    for (const record of ['config.json', 'labels.json']) {
      const file = path.join(root, '.prompt-bundles', record);
      writeFileSync(file, '{}');
      chmodSync(file, 0o000);
    }
    // As nobody, since a superuser may read everything; the checkout may be closed to nobody, too.
    const cli = path.join(root, 'cli.js');
    for (const name of ['cli.js', 'cli', 'xxhash128.js'])
      cpSync(path.join(projectFolder, 'dist', name), path.join(root, name), { recursive: true });
    const lint = spawnSync(process.execPath, ['-e', LINT_AS_NOBODY, cli, root], { encoding: 'utf8' });
    assert.match(
      lint.stdout,
      /^closed\.prompt-template\.md:1:1: error: This file cannot be read: permission is denied/m,
    );
    assert.match(
      lint.stdout,
      /^shut:1:1: error: This folder cannot be read: permission is denied.*\[unreadable-file\]/m,
    );
    assert.match(
      lint.stdout,
      /^\.prompt-bundles\/published:1:1: error: This folder cannot be read: permission is denied.*\[unreadable-file\]/m,
    );
    for (const record of ['config', 'labels'])
      assert.match(
        lint.stdout,
        new RegExp(
          `^\\.prompt-bundles/${record}\\.json:1:1: error: This file cannot be read: permission is denied`,
          'm',
        ),
      );
    assert.match(lint.stdout, /^good\.prompt-template\.md:\d+:\d+: warning/m);
    assert.deepEqual({ status: lint.status, stderr: lint.stderr }, { status: 1, stderr: '' });
  });

  it('a folder whose path is too long for the system', async function () {
    if (process.platform !== 'linux') this.skip();
    const root = made(FILES);
    // Made from the inside, one step at a time: so deep that no path leads there.
    const nested = spawnSync(process.execPath, ['-e', DEEP_FOLDERS], { cwd: root });
    assert.equal(nested.status, 0);
    try {
      const { out, code } = await run(root, 'lint');
      assert.match(
        out,
        /: error: This folder cannot be read: ENAMETOOLONG: name too long\. \[unreadable-file\]/,
      );
      assert.match(out, /^good\.prompt-template\.md:\d+:\d+: warning/m);
      assert.equal(code, 1);
    } finally {
      assert.equal(spawnSync('rm', ['-rf', 'd'.repeat(200)], { cwd: root }).status, 0);
    }
  });

  it('a path that is named alone tells of what is in it alone', async () => {
    const root = made({
      ...FILES,
      'sub/vast.prompt-template.md': 'x'.repeat(3000),
      'sub/nice.prompt-input.yaml': 'task: Hi.\n',
    });
    const { out, code } = await run(root, 'lint', 'good.prompt-template.md', '--max-file-size', '0.002');
    assert.doesNotMatch(out, /unreadable-file/);
    assert.equal(code, 0);
    assert.equal((await run(root, 'lint', 'sub', '--max-file-size', '0.002')).code, 1);
  });

  /** What lint says of a folder whose published versions are of no use, while the rest is checked. */
  async function assertPublishedTold(root: string, told: RegExp, ...options: string[]): Promise<void> {
    const { out, error, code } = await run(root, 'lint', ...options);
    assert.match(out, told);
    assert.match(out, /^good\.prompt-template\.md:\d+:\d+: warning.*\[forbidden-token\]$/m);
    assert.deepEqual({ error, code }, { error: '', code: 1 });
    const rendered = await run(root, 'render', 'b@1.0.0', '--no-audit', ...options);
    assert.equal(rendered.code, 0, rendered.error);
    const published = await run(root, 'publish', 'b@1.0.0', '--no-audit', ...options);
    assert.equal(published.code, 1, 'nothing is published beside what nobody knows');
  }
  const PUBLISHED = '.prompt-bundles/published';

  it('a published version over the limit is a damaged one, and never used', async () => {
    const root = made({ ...FILES, 'a.prompt-bundle.yaml': VAST_BUNDLE });
    assert.equal((await run(root, 'publish', 'vast@1.0.0', '--no-audit')).code, 0);
    rmSync(path.join(root, 'a.prompt-bundle.yaml'));
    assert.equal((await run(root, 'render', 'vast@1.0.0', '--no-audit')).code, 0);
    const told =
      /^\.prompt-bundles\/published\/vast@1\.0\.0\.json:1:1: error: This published version is damaged and not used\. It has 0\.0\d+ MB, more than the 0\.002 MB that are read \(setting `promptBundles\.maxFileSize`, option `--max-file-size`\)\. Restore the file from version control\. \[published-version-changed\]$/m;
    await assertPublishedTold(root, told, '--max-file-size', '0.002');
    const { error, code } = await run(root, 'render', 'vast@1.0.0', '--no-audit', '--max-file-size', '0.002');
    assert.match(error, told);
    assert.equal(code, 1);
  });

  it('a version whose snapshot would be over the limit is not published', async () => {
    const root = made({ ...FILES, 'a.prompt-bundle.yaml': MANY_PARTS });
    const { error, code } = await run(
      root,
      'publish',
      'many@1.0.0',
      '--no-audit',
      '--max-file-size',
      '0.002',
    );
    assert.match(
      error,
      /^The snapshot of many@1\.0\.0 has 0\.00\d+ MB, more than the 0\.002 MB that are read\. /,
    );
    assert.equal(code, 1);
    assert.equal(existsSync(path.join(root, PUBLISHED)), false);
  });

  it('a file in place of the folder of published versions, or of the one around it', async () => {
    await assertPublishedTold(
      made({ ...FILES, [PUBLISHED]: 'no folder' }),
      /^\.prompt-bundles\/published:1:1: error: This is a file, not a folder, .*No published version is used until then\. \[unreadable-file\]$/m,
    );
    await assertPublishedTold(
      made({ ...FILES, '.prompt-bundles': 'no folder' }),
      /^\.prompt-bundles:1:1: error: This is a file, not a folder, .*\[unreadable-file\]$/m,
    );
  });

  it('a link to nothing, or to itself, in place of the folder of published versions', async function () {
    if (isWindows) this.skip();
    for (const [target, what] of [
      ['nowhere', 'a link to nothing'],
      ['published', 'a link that leads back to itself'],
    ] as const) {
      const root = made({ ...FILES, '.prompt-bundles/x': '' });
      symlinkSync(target, path.join(root, PUBLISHED));
      await assertPublishedTold(
        root,
        new RegExp(
          `^\\.prompt-bundles/published:1:1: error: This is ${what}, not a folder, .*\\[unreadable-file\\]$`,
          'm',
        ),
      );
    }
  });

  it('a render that fails tells what could not be read', async () => {
    const root = made({
      'b.prompt-bundle.yaml': BUNDLE,
      'good.prompt-template.md': template('good', 'x'.repeat(3000)),
    });
    const { error, code } = await run(root, 'render', 'b@1.0.0', '--no-audit', '--max-file-size', '0.002');
    assert.match(error, /^good\.prompt-template\.md:1:1: error: This file has /m);
    assert.equal(code, 1);
  });

  it('a file that vanishes while others are read', async () => {
    const root = made(FILES);
    const { readBounded } = await import('../../../src/node/readBounded.js');
    renameSync(path.join(root, 'good.prompt-template.md'), path.join(root, 'gone'));
    assert.deepEqual(readBounded(path.join(root, 'good.prompt-template.md'), 5).reason, { kind: 'vanished' });
  });
});

const LINT_AS_NOBODY = `
const [cli, root] = process.argv.slice(1);
process.chdir(root);
process.setgid(65534);
process.setuid(65534);
process.argv.splice(1, 2, cli, 'lint');
require(cli);
`;

const DEEP_FOLDERS = `
for (let i = 0; i < 25; i++) {
  require('node:fs').mkdirSync('d'.repeat(200));
  process.chdir('d'.repeat(200));
}
`;
