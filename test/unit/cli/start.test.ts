// What a command reads before it does anything.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepCompiled } from '../../../src/cli/compileCache.js';
import { projectFolder } from '../projectFolder.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

/** Tells on the error output which prompt files a program has opened; an hour later than it is, so that all times are to be believed. */
const TELL_OPENED = `import fs from 'node:fs';
import module from 'node:module';
const { openSync } = fs;
const opened = [];
fs.openSync = (file, ...rest) => {
  if (/\\.prompt-/.test(String(file))) opened.push(String(file).split('/').at(-1));
  return openSync(file, ...rest);
};
const { Date: Now } = globalThis;
globalThis.Date = class extends Now {
  constructor(...args) {
    super(...(args.length > 0 ? args : [Now.now() + 3_600_000]));
  }
};
process.on('exit', () => process.stderr.write(JSON.stringify(opened)));
if (process.env.TELL_READ) process.on('exit', () => process.stderr.write('\\n' + JSON.stringify(Object.keys(module._cache))));`;

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
    assert.ok(bytes < 47_900, `${bytes} bytes: ${names.join(', ')}`);
    assert.ok(!crypto);
  });

  it('reads one command, and what it shares with others', () => {
    const { names } = readBy('render', 'b@1.0.0', '--no-audit');
    const commands = names.filter((name) => name.endsWith('Command'));
    assert.deepEqual(commands, ['renderCommand']);
  });
});

describe('lint with what an earlier run kept', function () {
  this.timeout(20_000);
  const folder = temporaryFolder();
  const program = path.join(projectFolder, 'dist/cli.js');
  const template = (id: string): string =>
    `template_id: ${id}\nsemver: 1.0.0\nrole: user\ncontent: "${id} never"\n`;
  const bundle = (name: string): Readonly<Record<string, string>> => {
    const parts = ['system', 'personality', 'activity', 'task'].map(
      (slot) => [slot, `${name}-${slot}`] as const,
    );
    const templates = parts.map(([slot, id]) => `  ${slot}: ${id}@1.0.0\n`).join('');
    return {
      [`${name}.prompt-bundle.yaml`]: `bundle_id: ${name}\nsemver: 1.0.0\ntemplates:\n${templates}`,
      ...Object.fromEntries(parts.map(([, id]) => [`${id}.prompt-template.yaml`, template(id)])),
    };
  };

  before(function () {
    if (!existsSync(program)) this.skip();
  });

  it('opens no file that has not changed, and of one that has its bundle alone', () => {
    const root = folder({ ...bundle('one'), ...bundle('two'), ...bundle('three') });
    const tell = path.join(folder({ 'tell.mjs': TELL_OPENED }), 'tell.mjs');
    const kept = folder();
    const opened = (): string[] => {
      const args = ['--import', pathToFileURL(tell).href, program, 'lint', '--cache-location', kept];
      const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root });
      return (JSON.parse(stderr) as string[]).map((name) => name.replace(/\.prompt-.*/, '')).sort();
    };
    const bytesRead = (): number => {
      const args = ['--import', pathToFileURL(tell).href, program, 'lint', '--cache-location', kept];
      const env = { ...process.env, TELL_READ: '1' };
      const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root, env });
      const files = JSON.parse(stderr.split('\n').at(-1) ?? '') as string[];
      return files.reduce((sum, file) => sum + statSync(file).size, 0);
    };
    assert.equal(opened().length, 15);
    assert.deepEqual(opened(), []);
    assert.ok(bytesRead() < 130_000, 'Neither parser nor checks are read where nothing changed.');
    writeFiles(root, { 'two-task.prompt-template.yaml': template('two-task').replace('never', 'forever') });
    const its = ['two', 'two-activity', 'two-personality', 'two-system', 'two-task'];
    const read = opened();
    assert.ok(read.includes('two-task'));
    assert.deepEqual([...new Set([...read, ...its])].sort(), its);
    assert.deepEqual(opened(), []);
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
