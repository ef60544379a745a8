import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const template = (id: string, content = 'Text.'): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: ${content}\n`;
const bundle = (id: string, system: string): string =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: ${system}@1.0.0\n` +
  ['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join('');

const FILES = {
  'templates/a.prompt-template.yaml': template('a'),
  'b.prompt-bundle.yaml': bundle('b', 'a'),
};
const CLEAN = '0 findings in 2 files.\n';

describe('which files belong, on the command line', () => {
  const folder = temporaryFolder();
  const lint = async (root: string, ...args: string[]): Promise<string> => {
    const { code, out, error } = await run(root, 'lint', ...args);
    return `${out}${error.split(' See prompt-bundles ')[0] ?? ''}${code === 0 ? '' : ` (${code})`}`;
  };
  const copyTo = (root: string, name: string): void => {
    writeFiles(
      root,
      Object.fromEntries(Object.entries(FILES).map(([file, text]) => [`${name}/${file}`, text])),
    );
  };

  it('leaves out what .gitignore does, unless told otherwise', async () => {
    const root = folder({ ...FILES, '.gitignore': 'dist/\n' });
    copyTo(root, 'dist');
    assert.equal(await lint(root), CLEAN);
    assert.match(
      await lint(root, '--no-gitignore'),
      /^b\.prompt.*duplicate-version[^]*3 findings|findings in 4 files/,
    );
    assert.equal((await run(root, 'render', 'b@1.0.0')).code, 0);
    assert.equal((await run(root, 'render', 'b@1.0.0', '--no-gitignore')).code, 1);
  });

  it('leaves out what it is told to, as often as it is', async () => {
    const root = folder(FILES);
    copyTo(root, 'dist');
    copyTo(root, 'old/er');
    assert.match(await lint(root), /duplicate-version/);
    assert.equal(await lint(root, '--exclude', '**/dist', '--exclude', 'old'), CLEAN);
    for (const command of ['publish', 'render'])
      assert.equal((await run(root, command, 'b@1.0.0', '--exclude', '{dist,old}', '--no-audit')).code, 0);
    assert.equal((await run(root, 'compare', 'b', '--exclude', '{dist,old}', '--no-audit')).code, 0);
    assert.equal((await run(root, 'audit', 'replay', '--exclude', 'dist')).code, 0);
  });

  it('takes the ignore files of the repository that the root is in', async () => {
    const repository = folder({ '.gitignore': 'out\n', '.git/HEAD': '', '.git/info/exclude': 'mine\n' });
    const root = path.join(repository, 'packages', 'a');
    writeFiles(root, FILES);
    copyTo(root, 'out');
    copyTo(root, 'mine');
    assert.equal(await lint(root), CLEAN);
  });

  it('leaves out a real linked worktree, and takes what looks like a submodule', async () => {
    const root = folder(FILES);
    const git = (...args: string[]): void => {
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: root });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    git('worktree', 'add', '-q', '.worktrees/feature');
    assert.ok(readFileSync(path.join(root, '.worktrees/feature/.git'), 'utf8').startsWith('gitdir: '));
    assert.equal(await lint(root), CLEAN);
    writeFiles(root, {
      'shared/.git': 'gitdir: ../.git/modules/shared\n',
      'shared/s.prompt-template.yaml': template('s'),
      'c.prompt-bundle.yaml': bundle('c', 's'),
    });
    assert.equal(await lint(root), '0 findings in 4 files.\n');
    // The worktree is a root of its own where it is named.
    assert.equal(await lint(path.join(root, '.worktrees/feature')), CLEAN);
  });

  it('takes a file once, by whatever links it can be reached', async () => {
    const root = folder(FILES);
    symlinkSync('templates', path.join(root, 'current'));
    symlinkSync(
      path.join(root, 'templates/a.prompt-template.yaml'),
      path.join(root, 'z.prompt-template.yaml'),
    );
    symlinkSync('templates/a.prompt-template.yaml', path.join(root, 'A.prompt-template.yaml'));
    assert.equal(await lint(root), CLEAN);
    // What is stored under another name counts by the first link to it.
    const other = folder({ 'a.yaml': template('a'), 'b.prompt-bundle.yaml': bundle('b', 'a') });
    symlinkSync('a.yaml', path.join(other, 'x.prompt-template.yaml'));
    symlinkSync(path.join(other, 'a.yaml'), path.join(other, 'y.prompt-template.yaml'));
    assert.equal(await lint(other), CLEAN);
    assert.equal(
      await lint(other, 'y.prompt-template.yaml'),
      'y.prompt-template.yaml:1:1: information: This file is left out: by the symbolic link `y.prompt-template.yaml` it is `x.prompt-template.yaml` once more. It is checked on its own, and no other file uses it. [left-out-file]\n1 finding in 1 file.\n',
    );
  });

  it('checks what is named on its own, though it is left out, and says why', async () => {
    const root = folder({ ...FILES, '.gitignore': 'dist/\n' });
    copyTo(root, 'dist');
    const told = (line: string): string =>
      `${line}: information: This file is left out by \`.gitignore\` (\`dist/\`). It is checked on its own, and no other file uses it. [left-out-file]\n`;
    assert.equal(
      await lint(root, 'dist/b.prompt-bundle.yaml', 'b.prompt-bundle.yaml'),
      `${told('dist/b.prompt-bundle.yaml:1:1')}1 finding in 2 files.\n`,
    );
    writeFileSync(path.join(root, 'dist/b.prompt-bundle.yaml'), 'bundle_id: b\n');
    assert.match(await lint(root, 'dist/b.prompt-bundle.yaml'), /schema\][^]*\(1\)$/);
    assert.equal(
      await lint(root, 'dist'),
      'There are no prompt files at dist. It is left out by `.gitignore` (`dist/`). (2)',
    );
    assert.equal(
      await lint(root, 'dist/none.prompt-bundle.yaml'),
      'There are no prompt files at dist/none.prompt-bundle.yaml. It is left out by `.gitignore` (`dist/`). (2)',
    );
    assert.equal(
      await lint(root, 'none.prompt-bundle.yaml'),
      'There are no prompt files at none.prompt-bundle.yaml. (2)',
    );
  });

  it('checks a package with published versions of its own by itself', async () => {
    const root = folder({
      ...FILES,
      'packages/a/templates/a.prompt-template.yaml': template('a', 'Other text.'),
    });
    writeFiles(root, { 'packages/a/b.prompt-bundle.yaml': bundle('b', 'a') });
    assert.match(await lint(root), /duplicate-version/);
    assert.equal((await run(root, 'publish', 'b@1.0.0', '--root', 'packages/a', '--no-audit')).code, 0);
    assert.equal(await lint(root), '0 findings in 4 files.\n');
    writeFiles(root, { 'packages/a/templates/a.prompt-template.yaml': template('a', 'New text.') });
    const changed = await lint(root);
    assert.match(
      changed,
      /^packages\/a\/templates\/a\.prompt-template\.yaml:4:10: error: [^\n]*\[published-version-changed\]\n/,
    );
    assert.equal(await lint(root, 'packages/a'), changed.replace('4 files', '2 files'));
    assert.equal(
      await lint(path.join(root, 'packages/a')),
      changed.replaceAll('packages/a/', '').replace('4 files', '2 files'),
    );

    mkdirSync(path.join(root, 'packages/b/.prompt-bundles/published'), { recursive: true });
    cpSync(path.join(root, 'templates'), path.join(root, 'packages/b'), { recursive: true });
    writeFiles(root, { 'packages/b/only.prompt-bundle.yaml': bundle('only', 'a') });
    const where = ' It is in packages/b, a root of its own: name it by --root. [unknown_bundle]\n';
    for (const args of [
      ['render', 'only@1.0.0'],
      ['publish', 'only@1.0.0'],
      ['compare', 'only'],
    ]) {
      const { code, error } = await run(root, ...args);
      assert.equal(code, 1);
      assert.ok(error.endsWith(where), error);
    }
  });
});
