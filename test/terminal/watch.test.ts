// `lint --watch` under edits as editors make them: it says what is so now, and goes on until it is ended.
import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { projectFolder } from '../harness/project.mjs';

const CLI = path.join(projectFolder, 'dist/cli.js');
const template = (id: string, times: number): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: We fix it${' basically'.repeat(times)}.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n`;

interface Report {
  readonly findings: readonly { readonly file: string; readonly code: string }[];
  readonly files: number;
}

/** A run that goes on, and what it printed last. */
class Watching {
  #out = '';
  error = '';

  constructor(readonly child: ChildProcessByStdio<null, Readable, Readable>) {
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.error += text));
  }

  get reports(): readonly Report[] {
    return this.#out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Report);
  }

  /** What is found by the last report, as files with codes. */
  get found(): string {
    const last = this.reports.at(-1);
    return last
      ? [`${last.files}`, ...last.findings.map(({ file, code }) => `${file} ${code}`)].join(', ')
      : '';
  }

  becomes(expected: string): Promise<void> {
    return this.#until(() => this.found === expected);
  }

  says(expected: string): Promise<void> {
    return this.#until(() => this.error.includes(expected));
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.child.exitCode !== null) throw new Error(`It ended: ${this.error}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe('lint --watch', function () {
  this.timeout(120_000);
  let folder = '';
  let watching: Watching;
  const at = (name: string): string => path.join(folder, name);
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  const start = async (...args: string[]): Promise<void> => {
    const child = spawn(process.execPath, [CLI, 'lint', '--watch', '--format', 'json', ...args], {
      cwd: folder,
      env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '.git', 'cache') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    watching = new Watching(child);
    await once(child.stdout, 'data');
  };

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'prompt bundles ü watch '));
    mkdirSync(at('.git'));
    write('a.prompt-template.yaml', template('a', 1));
    write('in/b.prompt-template.yaml', template('b', 0));
    await start();
    await watching.becomes('2, a.prompt-template.yaml forbidden-token');
  });
  afterEach(async () => {
    if (watching.child.exitCode === null && watching.child.signalCode === null) {
      const ended = once(watching.child, 'exit');
      watching.child.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('sees files that are written, appended to, and exchanged by one of the same name, again and again', async () => {
    for (let i = 0; i < 3; i++) {
      write('a.prompt-template.yaml', template('a', 0));
      await watching.becomes('2');
      write('.a.tmp', template('a', 2));
      renameSync(at('.a.tmp'), at('a.prompt-template.yaml'));
      await watching.becomes(
        '2, a.prompt-template.yaml forbidden-token, a.prompt-template.yaml forbidden-token',
      );
      // As vi does it: the old one is kept under another name.
      renameSync(at('in/b.prompt-template.yaml'), at('in/b.prompt-template.yaml~'));
      write('in/b.prompt-template.yaml', template('b', 1));
      rmSync(at('in/b.prompt-template.yaml~'));
      write('a.prompt-template.yaml', template('a', 0));
      await watching.becomes('2, in/b.prompt-template.yaml forbidden-token');
      write('in/b.prompt-template.yaml', template('b', 0));
      await watching.becomes('2');
      appendFileSync(at('a.prompt-template.yaml'), 'wrong: 1\n');
      await watching.becomes('2, a.prompt-template.yaml unknown-key');
    }
  });

  it('sees files and folders that come, move and go, and folders that are made again', async () => {
    write('new/deep/c.prompt-template.yaml', template('c', 1));
    await watching.becomes(
      '3, a.prompt-template.yaml forbidden-token, new/deep/c.prompt-template.yaml forbidden-token',
    );
    write('new/deep/c.prompt-template.yaml', template('c', 0));
    await watching.becomes('3, a.prompt-template.yaml forbidden-token');
    renameSync(at('new'), at('moved'));
    write('moved/deep/c.prompt-template.yaml', template('c', 1));
    await watching.becomes(
      '3, a.prompt-template.yaml forbidden-token, moved/deep/c.prompt-template.yaml forbidden-token',
    );
    rmSync(at('moved'), { recursive: true });
    write('moved/deep/d.prompt-template.yaml', template('d', 0));
    await watching.becomes('3, a.prompt-template.yaml forbidden-token');
    write('moved/deep/d.prompt-template.yaml', template('d', 1));
    await watching.becomes(
      '3, a.prompt-template.yaml forbidden-token, moved/deep/d.prompt-template.yaml forbidden-token',
    );
    rmSync(at('moved'), { recursive: true });
    rmSync(at('a.prompt-template.yaml'));
    await watching.becomes('1');
  });

  it('sees configurations, ignore files, baselines and labels, and what is no business of it not at all', async () => {
    write('.prompt-bundles/config.json', '{"rules": {"forbidden-token": "off"}}');
    await watching.becomes('2');
    write('.prompt-bundles/config.json', '{}');
    await watching.becomes('2, a.prompt-template.yaml forbidden-token');
    write('.gitignore', 'in\n');
    await watching.becomes('1, a.prompt-template.yaml forbidden-token');
    const baseline = (count: number): void => {
      const findings = { 'a.prompt-template.yaml': { 'forbidden-token': count } };
      write('.prompt-bundles/baseline.json', JSON.stringify({ version: 1, findings }));
    };
    baseline(1);
    await watching.becomes('1');
    baseline(2);
    await watching.becomes('1, .prompt-bundles/baseline.json outdated-baseline');
    write('.prompt-bundles/labels.json', '{"x": {"live": "1.0.0"}}');
    await watching.becomes(
      '1, .prompt-bundles/labels.json label-unknown, .prompt-bundles/baseline.json outdated-baseline',
    );
    const { length } = watching.reports;
    write('notes.txt', 'Nothing of ours.');
    write('in/b.prompt-template.yaml', template('b', 5));
    rmSync(at('.prompt-bundles/labels.json'));
    await watching.becomes('1, .prompt-bundles/baseline.json outdated-baseline');
    assert.equal(watching.reports.length, length + 1);
  });

  it('goes on where what was named is gone, and ends without a word when it is interrupted', async () => {
    await watching.says('Watching for changes.');
    const ended = once(watching.child, 'exit');
    watching.child.kill('SIGINT');
    assert.deepEqual(await ended, [null, 'SIGINT']);
    assert.match(watching.error, /^(?:\[\d\d:\d\d:\d\d\] Watching for changes\.\n)+$/);
    await start('in/b.prompt-template.yaml');
    await watching.becomes('1');
    rmSync(at('in/b.prompt-template.yaml'));
    await watching.says('There are no prompt files at in/b.prompt-template.yaml.');
    write('in/b.prompt-template.yaml', template('b', 1));
    await watching.becomes('1, in/b.prompt-template.yaml forbidden-token');
  });

  it('is called wrongly with what writes, or what reads a text once', async () => {
    const args = [
      ['--fix'],
      ['--fix-dry-run'],
      ['--write-baseline'],
      ['--format', 'sarif'],
      ['--input', '-'],
    ];
    for (const more of [...args, ['--stdin', '--stdin-filename', 'x.prompt-input.yaml']]) {
      const child = spawn(process.execPath, [CLI, 'lint', '--watch', ...more], {
        cwd: folder,
        stdio: 'ignore',
      });
      assert.deepEqual(await once(child, 'exit'), [2, null], more.join(' '));
    }
  });
});
