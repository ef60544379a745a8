// What a command reads before it does anything.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepCompiled } from '../../../src/cli/compileCache.js';
import { projectFolder } from '../projectFolder.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

/** Tells on the error output what a program has read when it ends. */
const TELL = `import module from 'node:module';
const { _cache: read } = module;
process.on('exit', () => process.stderr.write(JSON.stringify({
  files: Object.keys(read),
  crypto: process.moduleLoadList.includes('NativeModule crypto'),
})));`;

describe('starting the command line', function () {
  this.timeout(20_000);
  const folder = temporaryFolder();
  const program = path.join(projectFolder, 'dist/cli.js');

  before(function () {
    // The program is built by the build, not by the tests.
    if (!existsSync(program)) this.skip();
  });

  /** The names of the files that a command read, how many bytes they have, and whether cryptography was among it. */
  function readBy(...args: string[]): { names: string[]; bytes: number; crypto: boolean } {
    const root = folder({});
    const tell = path.join(root, 'tell.mjs');
    writeFiles(root, { 'tell.mjs': TELL });
    const { stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(tell).href, program, ...args], {
      encoding: 'utf8',
      cwd: root,
      env: { ...process.env, CI: 'true' },
    });
    const out = stderr.split('\n').at(-1) ?? '';
    const { files, crypto } = JSON.parse(out) as { files: string[]; crypto: boolean };
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    return { names: files.map((file) => path.basename(file).replace(/-\w{8}\.js$/, '')), bytes, crypto };
  }

  it('reads of the program no more than it needs for help', () => {
    const { names, bytes, crypto } = readBy('--help');
    assert.ok(bytes < 40_000, `${bytes} bytes: ${names.join(', ')}`);
    assert.ok(!crypto);
  });

  it('reads one command, and what it shares with others', () => {
    const { names } = readBy('render', 'b@1.0.0', '--no-audit');
    const commands = names.filter((name) => name.endsWith("Command"));
    assert.deepEqual(commands, ['renderCommand']);
  });
});

describe('keepCompiled', () => {
  function keptIn(env: Readonly<Record<string, string>>): string | undefined {
    let kept: string | undefined;
    keepCompiled(env, { enableCompileCache: (place) => void (kept = place) });
    return kept;
  }

  it("has Node keep compiled code in the user's folder", () => {
    const home = process.platform === 'win32' ? { LOCALAPPDATA: 'C:\\kept' } : { HOME: '/home/me' };
    assert.match(keptIn(home) ?? '', /prompt-bundles[/\\]compiled$/);
  });

  it('leaves that to the variables of Node, and out of build servers', () => {
    const home = { HOME: '/home/me', LOCALAPPDATA: 'C:\\kept' };
    assert.equal(keptIn({ ...home, NODE_COMPILE_CACHE: '/elsewhere' }), undefined);
    assert.equal(keptIn({ ...home, CI: 'true' }), undefined);
    assert.equal(keptIn({}), undefined);
  });

  it('is nothing to a Node that keeps none', () => {
    keepCompiled({ HOME: '/home/me', LOCALAPPDATA: 'C:\\kept' }, {});
  });
});
