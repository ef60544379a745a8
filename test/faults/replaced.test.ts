// What somebody else puts in the place of files while they are opened.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { small } from '../unit/published/samples.js';
import { IRREGULAR_FILES } from '../unit/irregularFiles.js';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { childProcesses } from './childProcess.js';
import { printFigures } from './figures.js';
import { acknowledged, lost, readLogs, writeRecord } from './logFolder.js';

describe('a file that others replace while it is opened', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('by a link: no record goes where the link leads, and none that was acknowledged is lost', async () => {
    const root = folder({ 'target.txt': 'of others\n' });
    const record = await writeRecord(root);
    const logs = path.join(root, 'audit');
    const writer = start('writer', [logs, record]);
    await writer.ask({ records: 1, promptLengths: [10] }, 'done');
    const swapper = start('swapper', [logs, '.jsonl', '../target.txt']);
    await swapper.line('ready');
    await writer.ask({ records: 1500, promptLengths: [10, 3000] }, 'done');
    await swapper.close();
    assert.equal(readFileSync(path.join(root, 'target.txt'), 'utf8'), 'of others\n');
    const { files, records, torn, broken } = await readLogs(logs);
    const missing = lost(acknowledged(writer.lines), records);
    assert.deepEqual([missing, torn, broken], [[], 0, []]);
    assert.ok(acknowledged(writer.lines).length > 0);
    printFigures('a log replaced by a link over and over', {
      swaps: Number(swapper.lines.at(-1)?.slice('swaps '.length)),
      acknowledged: acknowledged(writer.lines).length,
      lost: missing.length,
      files: files.length,
    });
  });

  for (const [what, others] of [
    ['a link', 'target.txt'],
    ['a FIFO', 'fifo'],
  ] as const)
    it(`by ${what}: it is read as it was, or refused, and never waited for`, async () => {
      const root = folder({ 'target.txt': 'of others\n', 'own.log': 'of ours\n' });
      const reader = start('reader', [path.join(root, 'own.log')]);
      const swapper = start('swapper', [root, '.log', others]);
      await Promise.all([reader.line('ready'), swapper.line('ready')]);
      const answer = (await reader.ask(4000, '{')).at(-1) ?? '{}';
      await swapper.close();
      const { other, ...sum } = JSON.parse(answer) as Record<'read' | 'refused' | 'gone', number> & {
        other: readonly string[];
      };
      assert.deepEqual(other, []);
      assert.ok(sum.read > 0);
      printFigures(`a file replaced by ${what} over and over`, sum);
    });
});

describe('the command line, as a process', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  for (const { title, make } of IRREGULAR_FILES)
    it(`ends where ${title} stands in place of a log, a snapshot, a .gitignore or an anchor`, async function () {
      if (process.platform === 'win32') this.skip();
      const root = folder({ ...small(), target: '' });
      for (const name of ['audit', 'published'])
        mkdirSync(path.join(root, '.prompt-bundles', name), { recursive: true });
      for (const name of [
        'audit/x.jsonl',
        'audit/.gitignore',
        'published/b@1.0.0.json',
        'published/c@1.0.0.json',
      ])
        make(path.join(root, '.prompt-bundles', name));
      make(path.join(root, 'anchor.json'));
      const commands = start('commands', [], { options: { cwd: root } });
      await commands.line('ready');
      for (const [args, code] of [
        [['render', 'b@1.0.0'], 0],
        [['lint'], 1],
        [['publish', 'b@1.0.0'], 1],
        [['compare', 'b'], 0],
        [['audit', 'list'], title === 'a folder' ? 0 : 1],
        [['audit', 'verify', '--anchor', 'anchor.json'], 1],
        [['audit', 'anchor', '--out', 'anchor.json'], 1],
        [['audit', 'replay', '--all'], title === 'a folder' ? 0 : 1],
      ] as const) {
        const answer = JSON.parse((await commands.ask(args, '{')).at(-1) ?? '') as { code: number };
        assert.deepEqual([args, answer.code], [args, code]);
      }
    });
});

describe('the commands by which the page of the audit anchors a log', () => {
  const folder = temporaryFolder();
  const page = readFileSync('docs/versions-and-audit.md', 'utf8');
  const section = /^## What verify proves$[^]*/m.exec(page)?.[0] ?? '';
  const blocks = [...section.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block);

  it('do what it says, with git and ssh-keygen as they are', function () {
    const [anchor = '', fromGit = '', signed = ''] = blocks;
    assert.equal(blocks.length, 3);
    const has = (...command: readonly [string, ...string[]]): boolean => {
      try {
        execFileSync(command[0], command.slice(1), { stdio: 'ignore' });
        return true;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code !== 'ENOENT';
      }
    };
    if (process.platform === 'win32' || !has('git', '--version') || !has('ssh-keygen', '-?')) this.skip();
    const home = folder();
    const root = folder(small());
    const bin = folder();
    const cli = path.join(import.meta.dirname, 'programs/cli.mjs');
    writeFileSync(path.join(bin, 'prompt-bundles'), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, {
      mode: 0o755,
    });
    const env = {
      ...process.env,
      HOME: home,
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'You',
      GIT_AUTHOR_EMAIL: 'you@example.com',
      GIT_COMMITTER_NAME: 'You',
      GIT_COMMITTER_EMAIL: 'you@example.com',
    };
    const sh = (script: string): string =>
      execFileSync('sh', ['-e', '-c', script], { cwd: root, env, encoding: 'utf8', stdio: 'pipe' });
    sh(`git init -q -b main && mkdir -p ~/.ssh && git init -q --bare ~/origin && git remote add origin ~/origin
      ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
      echo "you@example.com $(cut -d' ' -f1,2 ~/.ssh/id_ed25519.pub)" > allowed_signers
      prompt-bundles render b@1.0.0 && prompt-bundles render b@1.0.0`);
    sh(anchor);
    assert.ok(!sh('git ls-files').includes('jsonl'));
    sh('git push -q origin main');
    const asAnchored = /anchors 2 lines in 2 logs: all are as they were\.\n$/;
    assert.match(sh(fromGit), asAnchored);
    assert.match(sh(signed), /Good "prompt-bundles-audit" signature for you@example\.com/);
    assert.match(sh(signed.replace(/^ssh-keygen -Y sign.*$/m, '')), asAnchored);

    // Whoever changes the logs and the anchor beside them is found by the one that was pushed, or by the signature.
    sh(
      'rm "$(ls .prompt-bundles/audit/*.jsonl | head -n 1)" audit-anchor.json && prompt-bundles audit anchor --out audit-anchor.json',
    );
    assert.throws(() => sh(fromGit), {
      status: 1,
      stdout: /The log is missing: 1 line of it is anchored\.\n/,
    });
    assert.throws(() => sh(signed.replace(/^ssh-keygen -Y sign.*$/m, '')), /Signature verification failed/);
    assert.ok(existsSync(path.join(root, 'audit-anchor.json.sig')));
  });
});
