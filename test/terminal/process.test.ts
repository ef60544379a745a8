// The command line as a process: readers that go away, keys that end it, many files, and paths of any kind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';

const CLI = path.join(projectFolder, 'dist/cli.js');
const FILES = 10_000;
const BUNDLE = `bundle_id: b
semver: 1.0.0
templates:
  system: { content: "You are kind." }
  personality: { content: "Traits: {{semantic_traits}}" }
  activity: { content: "Stress {{stress}}." }
  task: { content: "{{task}}" }
`;

describe('the command line as a process', () => {
  /** A folder whose name has blanks and letters beyond ASCII, with 10,000 inputs in such a folder. */
  let folder = '';

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'prompt bundles ü 日本 '));
    writeFileSync(path.join(folder, 'b.prompt-bundle.yaml'), BUNDLE);
    const inputs = path.join(folder, 'in püts');
    mkdirSync(inputs);
    for (let i = 0; i < FILES; i++)
      writeFileSync(path.join(inputs, `ein ${i}.prompt-input.yaml`), `task: ${i}\nwrong: 1\n`);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  interface Ended {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly out: string;
    readonly error: string;
  }

  /** Runs a line of the shell, in which `"$@"` is the command line with these arguments. */
  async function shell(line: string, ...args: string[]): Promise<Ended> {
    const child = spawn('bash', ['-c', line, 'bash', process.execPath, CLI, ...args], { cwd: folder });
    const told = { out: '', error: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (told.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told.error += text));
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { code, signal, ...told };
  }

  it('checks 10,000 files in a folder of any name, and prints all of it', async () => {
    const { code, out, error } = await shell('"$@"', 'lint', '--no-cache', '--format', 'json');
    assert.deepEqual([code, error], [1, '']);
    const { files, findings } = JSON.parse(out) as { files: number; findings: { file: string }[] };
    assert.deepEqual([files, findings.length], [FILES + 1, FILES]);
    assert.ok(findings.some(({ file }) => file === 'in püts/ein 1.prompt-input.yaml'));
  });

  it('ends without a word when nobody reads on', async () => {
    const args = ['lint', '--no-cache'];
    const out = await shell('"$@" | head -1; echo "${PIPESTATUS[0]}"', ...args);
    assert.match(out.out, /^in püts\/.*\n0\n$/);
    assert.equal(out.error, '');
    const error = await shell('"$@" 2>&1 >/dev/null | true; echo "${PIPESTATUS[0]}"', 'no-command');
    assert.deepEqual([error.out, error.error], ['0\n', '']);
  });

  it('ends without a word when nobody reads the JSON of 10,000 files', async () => {
    const { out, error } = await shell(
      '"$@" | head -c 100 | wc -c; echo "${PIPESTATUS[0]}"',
      ...['lint', '--no-cache', '--format', 'json'],
    );
    assert.deepEqual([out.split(/\s+/).filter(Boolean), error], [['100', '0'], '']);
  });

  it('takes what is found in 10,000 files into a baseline, and hides it', async () => {
    const baseline = path.join(folder, 'old.json');
    // What stops a render is never hidden: there are as many texts that are too long a sentence.
    const own = path.join(folder, 'many');
    mkdirSync(own);
    for (let i = 0; i < FILES; i++)
      writeFileSync(
        path.join(own, `${i}.prompt-template.yaml`),
        `template_id: t${i}\nsemver: 1.0.0\nrole: system\ncontent: We basically fix it.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n`,
      );
    try {
      const args = ['lint', '--root', own, '--no-cache', '--baseline', baseline];
      const written = await shell('"$@"', ...args, '--write-baseline');
      assert.deepEqual(
        [written.code, written.out, written.error.split(': ').at(-1)],
        [
          0,
          `0 findings in ${FILES} files. ${FILES} more are in the baseline.\n`,
          `${FILES} findings in ${FILES} files.\n`,
        ],
      );
      const { code, out } = await shell('"$@"', ...args, '--format', 'json', '--max-warnings', '0');
      assert.deepEqual(
        [code, JSON.parse(out)],
        [0, { findings: [], files: FILES, truncated: false, baselined: FILES }],
      );
    } finally {
      rmSync(own, { recursive: true });
      rmSync(baseline, { force: true });
    }
  });

  it('has every prompt on record that somebody read, when they read no further', async () => {
    const own = mkdtempSync(path.join(tmpdir(), 'prompt bundles ü '));
    try {
      writeFileSync(path.join(own, 'b.prompt-bundle.yaml'), BUNDLE);
      const task = 'Please answer. '.repeat(200);
      for (let i = 0; i < 2000; i++)
        writeFileSync(path.join(own, `${i}.prompt-input.yaml`), `task: "${i}: ${task}"\n`);
      const inputs = Array.from({ length: 2000 }, (_, i) => ['--input', `${i}.prompt-input.yaml`]).flat();
      const args = [CLI, 'render', 'b@1.0.0', '--format', 'json', ...inputs];
      const child = spawn(process.execPath, args, { cwd: own });
      let error = '';
      child.stderr.on('data', (text: Buffer) => (error += text.toString()));
      let read = '';
      child.stdout.setEncoding('utf8');
      for await (const text of child.stdout as AsyncIterable<string>) {
        read += text;
        if (read.length > 300_000) break;
      }
      // It is closed by that.
      if (child.exitCode === null) await once(child, 'exit');
      assert.equal(child.exitCode, 0);
      assert.equal(error, '');
      const hashes = read
        .split('\n')
        .slice(0, -1)
        .map((line) => (JSON.parse(line) as { prompt_hash: string }).prompt_hash);
      assert.ok(hashes.length > 50 && hashes.length < 500, String(hashes.length));
      const logs = path.join(own, '.prompt-bundles/audit');
      const log = readdirSync(logs)
        .map((name) => readFileSync(path.join(logs, name), 'utf8'))
        .join('');
      assert.deepEqual(
        hashes.filter((hash) => !log.includes(hash)),
        [],
      );
      const verified = spawn(process.execPath, [CLI, 'audit', 'verify'], { cwd: own, stdio: 'ignore' });
      assert.deepEqual(await once(verified, 'exit'), [0, null]);
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  });

  it('ends without a word when it is interrupted, by the signal, which is 130 to a shell', async () => {
    const child = spawn(process.execPath, [CLI, 'lint', '--no-cache'], { cwd: folder });
    let error = '';
    child.stderr.on('data', (text: Buffer) => (error += text.toString()));
    // More is printed than a pipe holds: it waits for its reader.
    await once(child.stdout, 'readable');
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    assert.deepEqual(await ended, [null, 'SIGINT']);
    assert.equal(error, '');
  });
});
