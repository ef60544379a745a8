// The release script, on a copy of what it reads and writes, in a repository of its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';

const FILES = [
  'package.json',
  'package-lock.json',
  'README.md',
  'docs',
  'action.yml',
  '.pre-commit-hooks.yaml',
  'CHANGELOG.md',
  'test/harness',
];

describe('the release script', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-release-'));
    for (const name of FILES)
      cpSync(path.join(projectFolder, name), path.join(folder, name), { recursive: true });
    for (const args of [
      ['init', '--quiet'],
      ['config', 'user.name', 'Tests'],
      ['config', 'user.email', 'tests@example.org'],
      ['add', '--all'],
      ['commit', '--quiet', '--message', 'Start'],
    ])
      git(...args);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'core.hooksPath=/dev/null', ...args], { cwd: folder, encoding: 'utf8' });
  const release = (...args: string[]): string =>
    execFileSync(process.execPath, ['test/harness/release.mjs', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

  it('writes the version wherever it is named, dates the changes, commits and tags', () => {
    release('7.1.0');
    assert.equal(git('log', '-1', '--format=%s').trim(), 'Release 7.1.0');
    assert.equal(git('tag', '--points-at', 'HEAD').trim(), 'v7.1.0');
    assert.equal(git('status', '--porcelain'), '');
    for (const name of ['package.json', 'package-lock.json'])
      assert.equal((JSON.parse(read(name)) as { version: string }).version, '7.1.0', name);
    assert.match(read('action.yml'), /default: prompt-bundles@7\.1\.0/);
    assert.match(read('README.md'), /prompt-bundles-7\.1\.0\.vsix/);
    assert.match(read('docs/ci.md'), /prompt-bundles@7\.1\.0/);
    assert.match(read('CHANGELOG.md'), /^## Unreleased\n\n## 7\.1\.0 \(\d{4}-\d\d-\d\d\)\n/m);
    release('check', '7.1.0');
    assert.match(release('notes', '7.1.0'), /^- /);
    assert.throws(() => release('check', '7.2.0'), /names another version than 7\.2\.0/);
  });

  it('releases nothing of changes that are not committed, of none, or by a name that is no version', () => {
    writeFileSync(path.join(folder, 'README.md'), 'x');
    assert.throws(() => release('7.1.0'), /not committed/);
    git('checkout', '--quiet', '.');
    assert.throws(() => release('7.1'), /Name the version/);
    release('7.1.0-next.1');
    assert.throws(() => release('7.1.0'), /tells of no change/);
  });
});
