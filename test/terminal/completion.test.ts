// The scripts for completion, each sourced in the real shell that it is made for.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../harness/project.mjs';
import { findProgram } from '../harness/runProgram.mjs';
import { installShells } from '../harness/shells.mjs';

const run = promisify(execFile);
const CLI = path.join(projectFolder, 'dist/cli.js');

/** What is written, and what is offered for it in every shell. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['rul', ['rules']],
  ['audit v', ['verify']],
  ['audit ', ['anchor', 'list', 'replay', 'verify']],
  ['schema te', ['template']],
  ['explain unreadable-', ['unreadable-file']],
  ['completion f', ['fish']],
  ['render --audit h', ['hashes']],
  ['compare --format ', ['json', 'markdown', 'text']],
  ['audit list --format ', ['json', 'text']],
  ['lint --max-f', ['--max-file-size']],
  ['render --input ein', ['eine gabe.yaml']],
  ['lint --root ord', ['ordner/']],
  ['lint ein', ['eine gabe.yaml']],
];

describe('the script for completion', () => {
  let folder = '';

  before(async function () {
    this.timeout(300_000);
    await installShells();
    folder = mkdtempSync(path.join(tmpdir(), 'prompt bundles ü '));
    mkdirSync(path.join(folder, 'ordner'));
    writeFileSync(path.join(folder, 'eine gabe.yaml'), '');
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      const { stdout } = await run(process.execPath, [CLI, 'completion', shell]);
      writeFileSync(path.join(folder, `complete.${shell}`), stdout);
    }
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Skips where a shell is missing and could not be installed, which is told. */
  function needs(shell: string, test: Mocha.Context): void {
    if (findProgram(shell) === undefined) test.skip();
  }

  const lines = (text: string): string[] =>
    [...new Set(text.split('\n').filter((line) => line !== ''))].sort();

  it('offers in bash what the tables say', async function () {
    needs('bash', this);
    for (const [written, offered] of CASES) {
      const words = ['prompt-bundles', ...written.split(' ')];
      const program = `source complete.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _prompt_bundles; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = await run('bash', ['--norc', '-c', program, 'bash', ...words], {
        cwd: folder,
      });
      // bash itself writes the slash of a folder.
      const expected = offered.map((one) => one.replace(/\/$/, ''));
      assert.deepEqual([written, lines(stdout), stderr], [written, expected, '']);
    }
  });

  it('completes in bash behind an equals sign, too', async function () {
    needs('bash', this);
    const program = `source complete.bash; COMP_WORDS=(prompt-bundles lint --format = s); COMP_CWORD=4; _prompt_bundles; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p prompt-bundles`;
    const { stdout } = await run('bash', ['--norc', '-c', program], { cwd: folder });
    assert.deepEqual(lines(stdout), ['complete -F _prompt_bundles prompt-bundles', 'sarif']);
  });

  it('offers in fish what the tables say', async function () {
    needs('fish', this);
    const home = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
    for (const [written, offered] of CASES) {
      const program = `source complete.fish; complete -C ${JSON.stringify(`prompt-bundles ${written}`)}`;
      const { stdout, stderr } = await run('fish', ['-N', '-c', program], { cwd: folder, env: home });
      const words = stdout.split('\n').map((line) => line.split('\t')[0] ?? '');
      assert.deepEqual([written, lines(words.join('\n')), stderr], [written, offered, '']);
    }
  });

  it('completes in zsh what the tables say, when Tab is pressed', async function () {
    needs('zsh', this);
    // A shell of its own behind a terminal; what stands in its line after Tab is printed between marks.
    const program = `
zmodload zsh/zpty
zpty z 'TERM=dumb zsh -f -i'
zpty -w z "PROMPT= RPROMPT= ; cd \${(q)PWD}; autoload -Uz compinit; compinit -u -d $PWD/.zdump; source complete.zsh"
zpty -w z 'tell() { zle complete-word; print -r -- "[[$BUFFER]]"; zle kill-whole-line; }; zle -N tell; bindkey "^I" tell; print REA""DY'
zpty -r -m z said '*READY*'
for written in "$@"; do
  zpty -w -n z "prompt-bundles $written"$'\\t'
  zpty -r -m z said '*\\]\\]*'
  print -r -- "\${\${said##*\\[\\[}%%\\]\\]*}"
done
zpty -d z`;
    const only = CASES.filter(([, { length }]) => length === 1);
    const { stdout } = await run('zsh', ['-f', '-c', program, 'zsh', ...only.map(([written]) => written)], {
      cwd: folder,
    });
    assert.deepEqual(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd()),
      only.map(([written, [offered = '']]) =>
        `prompt-bundles ${written.replace(/\S*$/, '')}${offered.replace(' ', '\\ ')}`.replace(
          /--max-file-size$/,
          '--max-file-size=',
        ),
      ),
    );
  });

  it('is one program for PowerShell, in which every command is', async () => {
    const { stdout } = await run(process.execPath, [CLI, 'completion', 'powershell']);
    for (const bracket of ['{}', '()'])
      assert.equal(stdout.split(bracket[0] ?? '').length, stdout.split(bracket[1] ?? '').length);
    assert.match(stdout, /'audit list --format' = @\('text', 'json'\)/);
    assert.match(stdout, /'audit' = @\('list', 'verify', 'anchor', 'replay'\)/);
  });
});
