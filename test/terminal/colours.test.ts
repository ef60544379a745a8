// What `lint` shows behind a real terminal, which `script` (util-linux) makes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { projectFolder } from '../harness/project.mjs';
import { findProgram } from '../harness/runProgram.mjs';

const run = promisify(execFile);
const CLI = path.join(projectFolder, 'dist/cli.js');
const ESCAPE = '\u001b';

describe('lint behind a terminal', () => {
  let folder = '';

  before(function () {
    if (findProgram('script') === undefined) this.skip();
    folder = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-terminal-'));
    writeFileSync(
      path.join(folder, 't.prompt-template.yaml'),
      'template_id: t\nsemver: 1.0.0\nrole: user\ncontent: Say {{wrong}}.\n',
    );
  });

  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true });
  });

  /** All that the terminal shows. */
  async function shown(env: NodeJS.ProcessEnv = {}): Promise<string> {
    const others = Object.entries(process.env).filter(([name]) => !/^(?:NO|FORCE)_COLOR$/.test(name));
    const line = `"${process.execPath}" "${CLI}" lint --no-cache`;
    const { stdout } = await run('script', ['-qec', line, '/dev/null'], {
      cwd: folder,
      env: { ...Object.fromEntries(others), TERM: 'xterm-256color', ...env },
    });
    return stdout.replaceAll('\r', '');
  }

  it('has colours, and the line of each finding', async () => {
    const text = await shown();
    assert.ok(text.includes(`${ESCAPE}[33mwarning`));
    assert.match(
      stripVTControlCharacters(text),
      /\[unknown-placeholder\]\n {2}4 \| content: Say \{\{wrong\}\}\.\n {4}\| {14}\^{9}\n1 finding in 1 file\.\n$/,
    );
  });

  it('has no colours where NO_COLOR is set', async () => {
    const text = await shown({ NO_COLOR: '1' });
    assert.ok(!text.includes(ESCAPE));
    assert.match(text, /\^{9}/);
  });
});
