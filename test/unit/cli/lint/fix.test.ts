// `lint --fix`, `--fix-dry-run` and `--stdin`: what is written, what is told of it, and what is left alone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { run, runWith, type Run } from '../../commandLineRun.js';
import { projectFolder } from '../../projectFolder.js';
import { temporaryFolder } from '../../temporaryFolder.js';

const GOOD = 'template_id: a\nsemver: 1.0.0\nrole: system\ncontent: Text.\n';
/** Two mistakes in a file: the second is seen as what it is only when the first is put right. */
const MISSPELT = GOOD.replace('role:', 'rolle:').replace('content:', 'contnet:');
const FILE = 'b c/ü.prompt-template.yaml';

interface LintJson {
  readonly findings: readonly { code: string; file: string }[];
  readonly files: number;
  readonly fixed?: readonly { file: string; findings: number; output?: string }[];
}

describe('lint --fix', () => {
  const folder = temporaryFolder();
  let root = '';

  beforeEach(() => {
    root = folder({ [FILE]: MISSPELT });
  });
  const lint = (...args: string[]): Promise<Run> => run(root, 'lint', '--no-cache', ...args);
  const stored = (file = FILE): string => readFileSync(path.join(root, file), 'utf8');

  it('puts right what is misspelt, tells it, and has nothing left to do then', async () => {
    const { out, code, error } = await lint('--fix');
    assert.equal(stored(), GOOD);
    assert.equal(out, `Fixed 2 findings in ${FILE}.\n0 findings are left in 1 file.\n`);
    assert.deepEqual([code, error], [0, '']);
    const { mtimeMs } = statSync(path.join(root, FILE));
    assert.equal((await lint('--fix')).out, '0 findings are left in 1 file.\n');
    assert.equal(statSync(path.join(root, FILE)).mtimeMs, mtimeMs);
    assert.deepEqual(readdirSync(path.join(root, 'b c')), ['ü.prompt-template.yaml']);
  });

  it('writes nothing in a dry run, and gives the texts as JSON', async () => {
    const dry = await lint('--fix-dry-run');
    assert.equal(dry.out, `Would fix 2 findings in ${FILE}.\n0 findings are left in 1 file.\n`);
    const { findings, fixed } = JSON.parse((await lint('--fix-dry-run', '--format', 'json')).out) as LintJson;
    assert.deepEqual(findings, []);
    assert.deepEqual(fixed, [{ file: FILE, findings: 2, output: GOOD }]);
    assert.equal(stored(), MISSPELT);
    const written = JSON.parse((await lint('--fix', '--format', 'json')).out) as LintJson;
    assert.deepEqual(written.fixed, [{ file: FILE, findings: 2 }]);
  });

  it('keeps a byte order mark, line ends and rights', async () => {
    const place = path.join(root, FILE);
    writeFileSync(place, `\ufeff${MISSPELT.replaceAll('\n', '\r\n')}`);
    chmodSync(place, 0o640);
    await lint('--fix');
    assert.equal(stored(), `\ufeff${GOOD.replaceAll('\n', '\r\n')}`);
    if (process.platform !== 'win32') assert.equal(statSync(place).mode & 0o777, 0o640);
  });

  it('fixes the named paths alone, and with --quiet errors alone', async () => {
    writeFileSync(path.join(root, 'd.prompt-template.yaml'), MISSPELT.replace(': a', ': d'));
    await lint('--fix', 'd.prompt-template.yaml');
    assert.equal(stored(), MISSPELT);
    assert.equal(stored('d.prompt-template.yaml'), GOOD.replace(': a', ': d'));
    const warned = GOOD.replace('Text.', '"\\u200bText."');
    writeFileSync(path.join(root, FILE), warned);
    await lint('--fix', '--quiet');
    assert.equal(stored(), warned);
  });

  it('leaves alone what is read-only, and what is a link that leads out', async () => {
    const outside = folder({ 'x.yaml': MISSPELT });
    mkdirSync(path.join(root, 'links'));
    symlinkSync(path.join(outside, 'x.yaml'), path.join(root, 'links/x.prompt-template.yaml'));
    chmodSync(path.join(root, FILE), 0o444);
    const { code, error } = await lint('--fix');
    assert.equal(code, 1);
    assert.match(error, /ü\.prompt-template\.yaml was not fixed: it is read-only\. \[not_writable\]\n/);
    assert.match(error, /links\/x\.prompt-template\.yaml was not fixed: a symbolic link leads out/);
    assert.equal(stored(), MISSPELT);
    assert.equal(readFileSync(path.join(outside, 'x.yaml'), 'utf8'), MISSPELT);
  });

  it('leaves alone what a published version would say otherwise', async () => {
    const bundle =
      'bundle_id: b\nsemver: 1.0.0\ntemplates: {system: a@1.0.0, personality: a@1.0.0, activity: a@1.0.0, task: a@1.0.0}\n';
    const place = path.join(root, FILE);
    writeFileSync(place, GOOD);
    writeFileSync(path.join(root, 'b.prompt-bundle.yaml'), bundle);
    const published = await run(root, 'publish', 'b@1.0.0', '--no-audit');
    assert.equal(published.code, 0, published.error);
    const misspelt = `${GOOD}constrants: { FORBIDDEN_TOKENS: [never] }\n`;
    writeFileSync(place, misspelt);
    const { out } = await lint('--fix');
    assert.match(out, /constrants/);
    assert.doesNotMatch(out, /^Fixed/);
    assert.equal(stored(), misspelt);
    writeFileSync(place, misspelt.replace('1.0.0', '1.1.0'));
    assert.match((await lint('--fix')).out, /^Fixed 1 finding/);
  });

  it('leaves alone what is changed by somebody else meanwhile, and fixes the others', async () => {
    const others = ['c.prompt-template.yaml', 'd.prompt-template.yaml'];
    for (const [i, file] of others.entries())
      writeFileSync(path.join(root, file), MISSPELT.replace('id: a', `id: x${i}`));
    const theirs = `${MISSPELT}# Theirs.\n`;
    // Asked for between reading and writing.
    const newId = (): string => {
      writeFileSync(path.join(root, FILE), theirs);
      return 'an-id';
    };
    const { out, error, code } = await runWith({ newId }, root, 'lint', '--no-cache', '--fix');
    assert.equal(code, 1);
    assert.equal(stored(), theirs);
    assert.match(error, /^b c\/ü\.prompt-template\.yaml was not fixed: .* \[changed_meanwhile\]$/m);
    assert.equal(out.split('\n').filter((line) => line.startsWith('Fixed 2 findings in ')).length, 2);
    for (const [i, file] of others.entries()) assert.equal(stored(file), GOOD.replace('id: a', `id: x${i}`));
  });

  it('refuses to write and not to write at once', async () => {
    const { code, error } = await lint('--fix', '--fix-dry-run');
    assert.equal(code, 2);
    assert.match(error, /^--fix writes, and --fix-dry-run does not: name one\. See/);
  });

  describe('with --stdin', () => {
    const piped = (
      input: string | Uint8Array,
      ...args: string[]
    ): { out: string; error: string; code: number | null } => {
      const cli = path.join(projectFolder, 'dist/cli.js');
      const { stdout, stderr, status } = spawnSync(process.execPath, [cli, 'lint', '--stdin', ...args], {
        cwd: root,
        input,
        encoding: 'utf8',
      });
      return { out: stdout, error: stderr, code: status };
    };

    it('checks a text as that of its file, with the rest of the folder', () => {
      const found = (text: string, file: string): LintJson['findings'] =>
        (JSON.parse(piped(text, '--stdin-filename', file, '--format', 'json').out) as LintJson).findings;
      const codes = found(MISSPELT, FILE).map(({ code }) => code);
      assert.ok(codes.includes('unknown-key'), String(codes));
      assert.deepEqual(found(GOOD, FILE), []);
      // It need not be there, and what others say counts: two files now claim the same version.
      writeFileSync(path.join(root, FILE), GOOD);
      const double = found(GOOD, 'new ö/d.prompt-template.yaml');
      assert.deepEqual([...new Set(double.map(({ file }) => file))], ['new ö/d.prompt-template.yaml']);
    });

    it('prints the text with its fixes, and what is left on the error output', () => {
      const more = GOOD.replace('Text.', '"{{who}}"');
      const { out, error, code } = piped(
        MISSPELT.replace('Text.', '"{{who}}"'),
        '--stdin-filename',
        FILE,
        '--fix',
      );
      assert.equal(out, more);
      assert.match(error, /1 finding in 1 file\.\n$/);
      assert.equal(code, 0);
      assert.equal(stored(), MISSPELT);
      const dry = piped(MISSPELT, '--stdin-filename', FILE, '--fix-dry-run', '--format', 'json');
      const { fixed } = JSON.parse(dry.out) as LintJson;
      assert.deepEqual(fixed, [{ file: FILE, findings: 2, output: GOOD }]);
    });

    it('takes no text that is not UTF-8, and prints none', () => {
      const latin = Buffer.from(MISSPELT.replace('Text', 'T\u00fcr'), 'latin1');
      for (const more of [[], ['--fix'], ['--fix-dry-run']]) {
        const { out, error, code } = piped(latin, '--stdin-filename', FILE, ...more);
        assert.deepEqual([out, code], ['', 1]);
        assert.equal(error, 'Standard input is not UTF-8 text. Nothing was checked. [unusable_file]\n');
      }
      assert.equal(stored(), MISSPELT);
    });

    it('refuses names outside of the root, of no prompt file, none, and further paths', () => {
      const wrong: [string[], RegExp][] = [
        [['--stdin-filename', '../a.prompt-template.yaml'], /is not in .*\. --stdin-filename takes/],
        [['--stdin-filename', 'a.txt'], /^a\.txt is no name of a prompt file\./],
        [[], /^--stdin needs --stdin-filename FILE/],
        [['--stdin-filename', FILE, FILE], /^--stdin is the one file that is checked\./],
        [['--stdin-filename', FILE, '--fix', '--format', 'json'], /^--stdin --fix prints the text/],
      ];
      for (const [args, message] of wrong) {
        const { error, code } = piped(GOOD, ...args);
        assert.equal(code, 2, error);
        assert.match(error, message);
      }
    });
  });
});
