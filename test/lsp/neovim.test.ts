// The language server in a real Neovim, by Neovim's own client.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findNeovim } from '../harness/neovim.mjs';
import { projectFolder } from '../harness/project.mjs';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { CLI, lintLines } from './client.js';

const FILES = {
  'a.prompt-template.yaml':
    'template_id: a\nsemver: 1.0.0\nrole: system\ncontent: We fix it basically 🚲 basically.\n',
  'b.prompt-bundle.yaml':
    'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: a@1.0.0\n  personality: f@1.0.0\n  activity: f@1.0.0\n  task: t@1.0.0\n',
  'f.prompt-template.yaml':
    'template_id: f\nsemver: 1.0.0\nrole: system\ncontent: Be short.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n',
  't.prompt-template.yaml': 'template_id: t\nsemver: 1.0.0\nrole: user\ncontent: Go.\n',
  'x.prompt-template.yaml':
    'template_id: x\nsemver: 1.0.0\nrole: system\ncontent: "🚲 {{tusk}}"\nconstraint: {}\n',
};

describe('the language server in Neovim', () => {
  const folderWith = temporaryFolder();

  it('shows, fixes, completes, explains, goes to, and renames over two files', async function () {
    // Neovim may have to be installed.
    this.timeout(600_000);
    const nvim = await findNeovim();
    if (nvim === undefined) this.skip();
    const folder = realpathSync(folderWith(FILES));
    const home = folderWith();
    const report = path.join(home, 'report');
    const drive = path.join(projectFolder, 'test/lsp/neovim/drive.lua');
    const child = spawn(nvim, ['--headless', '--clean', '-n', '-c', `luafile ${drive}`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HOME: home,
        XDG_STATE_HOME: home,
        XDG_CACHE_HOME: home,
        PROMPT_BUNDLES_OUT: report,
        PROMPT_BUNDLES_NODE: process.execPath,
        PROMPT_BUNDLES_CLI: CLI,
      },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    const [code] = (await once(child, 'close')) as [number];
    const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
    const said = new Map(
      lines
        .map((line) => JSON.parse(line) as { name: string; value: unknown })
        .map(({ name, value }) => [name, value]),
    );
    assert.equal(said.get('fault'), undefined, printed);
    assert.equal(code, 0, printed);

    // What Neovim has are bytes of lines, and it knows no related places.
    const shown = async (where: string): Promise<readonly string[]> =>
      (await lintLines(where)).map((line) => inBytes(where, line.split(' | ')[0] ?? '')).sort();
    assert.deepEqual(said.get('stored'), await shown(folder));
    assert.ok((said.get('stored') as string[]).length >= 3);
    const saved = folderWith({ ...FILES, ...(said.get('buffers') as Record<string, string>) });
    assert.deepEqual(said.get('unsaved'), await shown(saved));

    assert.equal(said.get('fixed'), 'content: "We fix {{task}}."');
    assert.match(said.get('hover') as string, /a@1\.0\.0/);
    assert.ok((said.get('completions') as string[]).includes('a@1.0.0'));
    assert.deepEqual(said.get('definition'), [1, 13]);
    assert.deepEqual(said.get('renamed'), ['  system: renamed@1.0.0', 'template_id: renamed']);
    assert.equal(said.get('references'), 2);
    assert.equal(said.get('symbols'), 'renamed@1.0.0');
    // Nothing is saved by any of it.
    assert.equal(
      readFileSync(path.join(folder, 'b.prompt-bundle.yaml'), 'utf8'),
      FILES['b.prompt-bundle.yaml'],
    );
  });
});

/** A line of a finding with its columns as Neovim counts them. */
function inBytes(folder: string, line: string): string {
  return line.replace(
    /^(\S+) (\d+):(\d+)-(\d+):(\d+)/,
    (_, file: string, fromLine: string, from: string, toLine: string, to: string) => {
      const texts = readFileSync(path.join(folder, file), 'utf8').split('\n');
      const column = (at: string, units: string): number =>
        Buffer.byteLength((texts[Number(at) - 1] ?? '').slice(0, Number(units) - 1)) + 1;
      return `${file} ${fromLine}:${column(fromLine, from)}-${toLine}:${column(toLine, to)}`;
    },
  );
}
