// `render` of several: all versions, several inputs, files of a folder.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import { jobName } from '../../../src/cli/render/renderJobs.js';
import { renderFile } from '../../../src/cli/render/renderedFile.js';
import { readInputFile } from '../../../src/cli/inputFile.js';
import { run } from '../commandLineRun.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const bundle = (id: string, semver: string, tags = ''): string => `bundle_id: ${id}
semver: ${semver}
${tags}templates:
  system: {content: "${id} ${semver}"}
  personality: {content: "{{semantic_traits}}"}
  activity: {content: "{{stress}}"}
  task: {content: "{{task}}"}
`;
const prompt = (name: string, task = ''): string => `${name}\n\n{}\n\n0.0\n\n${task}`;
const FILES = {
  'a1.prompt-bundle.yaml': bundle('a', '1.0.0'),
  'a2.prompt-bundle.yaml': bundle('a', '1.10.0'),
  'b.prompt-bundle.yaml': bundle('b', '1.0.0', 'tags: [small]\n'),
  'in puts/ü.prompt-input.yaml': 'task: one\n',
  'small.prompt-input.yaml': 'task: two\nmodel_type: small\n',
  'old.prompt-input.yaml': 'task: three\nexpect:\n  a@1.0.0: {contains: [three]}\n',
};

interface Line {
  readonly bundle: string;
  readonly input: string | null;
  readonly rendered_prompt?: string;
  readonly error?: { readonly code: string; readonly findings: readonly { readonly code: string }[] };
}

describe('prompt-bundles render, of several', () => {
  const folder = temporaryFolder();
  const linesOf = (out: string): Line[] =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  const all = (root: string, ...args: string[]): ReturnType<typeof run> =>
    run(root, 'render', '--all', '--no-audit', ...args);

  it('renders every version with the inputs that are meant for it, as lint checks them', async () => {
    const { code, out, error } = await all(folder(FILES), '--format', 'json');
    assert.deepEqual([code, error], [0, '']);
    assert.deepEqual(
      linesOf(out).map((line) => [line.bundle, line.input, line.rendered_prompt]),
      [
        ['a@1.0.0', 'old.prompt-input.yaml', prompt('a 1.0.0', 'three')],
        ['a@1.10.0', 'in puts/ü.prompt-input.yaml', prompt('a 1.10.0', 'one')],
        ['b@1.0.0', 'in puts/ü.prompt-input.yaml', prompt('b 1.0.0', 'one')],
        ['b@1.0.0', 'small.prompt-input.yaml', prompt('b 1.0.0', 'two')],
      ],
    );
  });

  it('renders a version that no input is meant for with all defaults', async () => {
    const { out } = await all(folder({ 'a1.prompt-bundle.yaml': FILES['a1.prompt-bundle.yaml'] }));
    assert.equal(out, `==> a@1.0.0 <==\n${prompt('a 1.0.0')}`);
  });

  it('names each prompt by a line, as head and tail name files', async () => {
    const { out } = await run(
      folder(FILES),
      ...['render', 'a@1.0.0', '--no-audit'],
      ...['--input', 'in puts/ü.prompt-input.yaml', '--input', 'old.prompt-input.yaml'],
    );
    assert.equal(
      out,
      `==> a@1.0.0 in puts/ü.prompt-input.yaml <==\n${prompt('a 1.0.0', 'one')}\n\n==> a@1.0.0 old.prompt-input.yaml <==\n${prompt('a 1.0.0', 'three')}\n`,
    );
  });

  it('renders all with inputs that are named, and passes over versions that do not serve their model', async () => {
    const { code, out, error } = await all(
      folder(FILES),
      '--input',
      'small.prompt-input.yaml',
      '--format',
      'json',
    );
    assert.equal(code, 0);
    assert.deepEqual(
      linesOf(out).map((line) => line.bundle),
      ['b@1.0.0'],
    );
    assert.equal(error, 'Passed over: 2 with a model that the version does not serve.\n');
    const other = await all(folder(FILES), '--model', 'small', '--format', 'json');
    assert.deepEqual(
      linesOf(other.out).map((line) => line.bundle),
      ['b@1.0.0', 'b@1.0.0'],
    );
  });

  it('renders what is only published', async () => {
    const root = folder(FILES);
    assert.equal((await run(root, 'publish', 'a@1.0.0', '--no-audit')).code, 0);
    rmSync(path.join(root, 'a1.prompt-bundle.yaml'));
    const { out } = await all(root, '--format', 'json');
    assert.deepEqual(
      linesOf(out)
        .filter((line) => line.bundle === 'a@1.0.0')
        .map((line) => [line.input, line.rendered_prompt]),
      [['old.prompt-input.yaml', prompt('a 1.0.0', 'three')]],
    );
  });

  it('stops no render for another that is refused, tells each cause once, and exits with 1', async () => {
    const root = folder({
      ...FILES,
      'c.prompt-bundle.yaml': `${bundle('c', '1.0.0')}tags: x\n`,
      'nameless.prompt-bundle.yaml': 'semver: 1.0.0\n',
      'shop/.prompt-bundles/config.json': '{}',
      'shop/d.prompt-bundle.yaml': bundle('d', '1.0.0'),
    });
    const { code, out, error } = await all(root, '--format', 'json');
    assert.equal(code, 1);
    const lines = linesOf(out);
    assert.deepEqual(
      lines
        .filter((line) => line.error)
        .map((line) => [line.bundle, line.input, line.error?.findings.map((one) => one.code)]),
      [['c@1.0.0', 'in puts/ü.prompt-input.yaml', ['schema']]],
    );
    assert.equal(lines.filter((line) => line.rendered_prompt !== undefined).length, 4);
    assert.equal(error.match(/^c\.prompt-bundle\.yaml:/gm)?.length, 1);
    assert.match(error, /^c@1\.0\.0 in puts\/ü\.prompt-input\.yaml: /m);
    assert.match(
      error,
      /^nameless\.prompt-bundle\.yaml does not say which version it is\. \[invalid_bundle\]$/m,
    );
    assert.match(error, /^Not rendered are the roots below: shop\. Name each by --root\.$/m);
  });

  it('says by --check how many expectations hold', async () => {
    const root = folder(FILES);
    const said = await all(root, '--check', '--format', 'json');
    assert.equal(said.code, 0);
    assert.equal(
      said.error,
      'Expectations of 1 render compared: 1 hold, 0 fail. Of 3 nothing is expected.\n',
    );
    writeFiles(root, { 'old.prompt-input.yaml': 'task: x\nexpect:\n  a@1.0.0: {contains: [three]}\n' });
    const failed = await all(root, '--check', '--format', 'json');
    assert.equal(failed.code, 1);
    assert.match(failed.error, /^old\.prompt-input\.yaml:3:24: error: .*\n.* 0 hold, 1 fail\./);
    assert.equal((await all(root)).code, 0);
  });

  it('records each render, and no refused one', async () => {
    const root = folder({ ...FILES, 'c.prompt-bundle.yaml': `${bundle('c', '1.0.0')}tags: x\n` });
    assert.equal((await run(root, 'render', '--all')).code, 1);
    const { out } = await run(root, 'audit', 'list', '--format', 'json');
    assert.equal((JSON.parse(out) as { total: number }).total, 4);
  });

  for (const [what, args, message] of [
    ['a version and --all', ['a@1.0.0', '--all'], /^Name one bundle version or --all, not both\./],
    ['neither', [], /^Name one bundle version, as bundle_id@semver\./],
    [
      'a folder of published versions to write to',
      ['--all', '--output', '.prompt-bundles/published'],
      /is in \.prompt-bundles\./,
    ],
    ["a folder of git's to write to", ['--all', '--output', '.git/x'], /is in \.git\./],
    ['no folder to write to', ['--all', '--output', ''], /^--output takes a folder\./],
  ] as const)
    it(`called with ${what} exits with 2`, async () => {
      const { code, error } = await run(folder(FILES), 'render', '--no-audit', ...args);
      assert.equal(code, 2);
      assert.match(error, message);
    });

  it('takes one input where a command compares with one', async () => {
    const inputs = ['--input', 'small.prompt-input.yaml', '--input', 'old.prompt-input.yaml'];
    for (const args of [
      ['lint'],
      ['compare', 'a'],
      ['verify', 'a@1.0.0', '--registry', 'postgres://x@localhost/x'],
    ]) {
      const { code, error } = await run(folder(FILES), ...args, ...inputs);
      assert.equal(code, 2);
      assert.match(error, /^Give --input once\./);
    }
  });
});

describe('prompt-bundles render --output', () => {
  const folder = temporaryFolder();
  const output = (root: string, ...args: string[]): ReturnType<typeof run> =>
    run(root, 'render', '--all', '--no-audit', '--output', 'out', ...args);
  const filesIn = (root: string): string[] =>
    readdirSync(path.join(root, 'out'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path
          .relative(path.join(root, 'out'), path.join(entry.parentPath, entry.name))
          .replaceAll(path.sep, '/'),
      )
      .sort();

  it('writes each prompt byte for byte to a file of its own, and no more', async () => {
    const root = folder(FILES);
    assert.deepEqual(await output(root), {
      code: 0,
      out: '4 prompts in out: 4 written, 0 unchanged, 0 refused.\n',
      error: '',
    });
    assert.deepEqual(filesIn(root), [
      'a@1.0.0/old.prompt-input.yaml.txt',
      'a@1.10.0/in%20puts/%C3%BC.prompt-input.yaml.txt',
      'b@1.0.0/in%20puts/%C3%BC.prompt-input.yaml.txt',
      'b@1.0.0/small.prompt-input.yaml.txt',
    ]);
    assert.equal(
      readFileSync(path.join(root, 'out/a@1.0.0/old.prompt-input.yaml.txt'), 'utf8'),
      prompt('a 1.0.0', 'three'),
    );
    const version = folder({ 'a.prompt-bundle.yaml': bundle('a', '1.0.0') });
    await run(version, 'render', 'a@1.0.0', '--no-audit', '--output', 'out');
    assert.deepEqual(filesIn(version), ['a@1.0.0.txt']);
  });

  it('leaves what has not changed, replaces what has, and touches nothing else', async () => {
    const root = folder({ ...FILES, 'out/mine.txt': 'mine' });
    await output(root);
    const file = path.join(root, 'out/a@1.0.0/old.prompt-input.yaml.txt');
    utimesSync(file, 1, 1);
    writeFiles(root, { 'small.prompt-input.yaml': 'task: other\nmodel_type: small\n' });
    const { out } = await output(root, '--format', 'text');
    assert.equal(out, '4 prompts in out: 1 written, 3 unchanged, 0 refused.\n');
    assert.equal(statSync(file).mtimeMs, 1000);
    assert.equal(readFileSync(path.join(root, 'out/mine.txt'), 'utf8'), 'mine');
    assert.equal(
      readFileSync(path.join(root, 'out/b@1.0.0/small.prompt-input.yaml.txt'), 'utf8'),
      prompt('b 1.0.0', 'other'),
    );
  });

  it('writes JSON beside, and lists its files for programs', async () => {
    const root = folder(FILES);
    const { out } = await output(root, '--format', 'json');
    const { written, unchanged, refused } = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual([unchanged, refused], [[], 0]);
    assert.deepEqual(
      written,
      filesIn(root).map((file) => `out/${file}`),
    );
    const one = JSON.parse(
      readFileSync(path.join(root, 'out/b@1.0.0/small.prompt-input.yaml.json'), 'utf8'),
    ) as Line;
    assert.deepEqual(
      [one.bundle, one.input, one.rendered_prompt],
      ['b@1.0.0', 'small.prompt-input.yaml', prompt('b 1.0.0', 'two')],
    );
  });

  it('follows no link out of its folder, and replaces one in place of a file', async function () {
    if (process.platform === 'win32') this.skip();
    const root = folder({ ...FILES, 'kept.txt': 'kept' });
    mkdirSync(path.join(root, 'out/a@1.0.0'), { recursive: true });
    symlinkSync('../../kept.txt', path.join(root, 'out/a@1.0.0/old.prompt-input.yaml.txt'));
    assert.equal((await output(root)).code, 0);
    assert.equal(readFileSync(path.join(root, 'kept.txt'), 'utf8'), 'kept');
    const away = folder(FILES);
    const elsewhere = folder();
    mkdirSync(path.join(away, 'out'));
    symlinkSync(elsewhere, path.join(away, 'out/a@1.0.0'));
    await assert.rejects(output(away), /leads out of/);
    assert.deepEqual(readdirSync(elsewhere), []);
  });

  it('writes nothing where nothing can be rendered', async () => {
    const root = folder(FILES);
    const { code, out } = await run(root, 'render', 'no@1.0.0', '--no-audit', '--output', 'out');
    assert.deepEqual([code, out], [1, '0 prompts in out: 0 written, 0 unchanged, 1 refused.\n']);
    assert.ok(!existsSync(path.join(root, 'out')));
  });
});

describe('prompt-bundles render --output --check', () => {
  const folder = temporaryFolder();
  const compare = (root: string, ...args: string[]): ReturnType<typeof run> =>
    run(root, 'render', '--all', '--check', '--output', 'out', ...args);
  const written = async (): Promise<string> => {
    const root = folder({ ...FILES, 'out/mine.txt': 'mine', 'out/notes/b@1.0.0/mine.txt': 'mine' });
    await run(root, 'render', '--all', '--no-audit', '--output', 'out');
    return root;
  };

  it('exits with 0 where every file is as it would be written, and writes and records nothing', async () => {
    const root = await written();
    const { code, out } = await compare(root);
    assert.deepEqual(
      [code, out],
      [0, '4 prompts compared with out: 4 unchanged, 0 different, 0 missing, 0 stale, 0 refused.\n'],
    );
    assert.ok(!existsSync(path.join(root, '.prompt-bundles')));
  });

  it('lists what is different, missing and stale, changes nothing, and exits with 1', async () => {
    const root = await written();
    writeFiles(root, { 'small.prompt-input.yaml': 'task: other\nmodel_type: small\n' });
    rmSync(path.join(root, 'out/a@1.10.0'), { recursive: true });
    writeFiles(root, { 'out/a@0.1.0.txt': 'x', 'out/a@0.1.0/y.txt': 'x', 'out/a@0.1.0/y.json': 'x' });
    const { code, out } = await compare(root);
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), [
      'different  out/b@1.0.0/small.prompt-input.yaml.txt',
      'missing    out/a@1.10.0/in%20puts/%C3%BC.prompt-input.yaml.txt',
      'stale      out/a@0.1.0.txt',
      'stale      out/a@0.1.0/y.txt',
      '4 prompts compared with out: 2 unchanged, 1 different, 1 missing, 2 stale, 0 refused. Without --check, they are written.',
      '',
    ]);
    assert.equal((await compare(root)).out, out);
    const json = await compare(root, '--format', 'json');
    assert.equal(json.code, 1);
    const { missing, stale } = JSON.parse(json.out) as Record<string, string[]>;
    assert.equal(missing?.length, 4);
    assert.deepEqual(stale, ['out/a@0.1.0/y.json']);
  });

  it('calls a missing folder missing files', async () => {
    const { code, out } = await compare(folder(FILES));
    assert.equal(code, 1);
    assert.match(out, /0 unchanged, 0 different, 4 missing, 0 stale/);
  });

  it('compares one version, of which others are not stale, and asks for no expectation', async () => {
    const root = await written();
    const one = ['render', 'b@1.0.0', '--check', '--output', 'out'];
    const input = ['--input', 'small.prompt-input.yaml'];
    const same = await run(root, ...one, ...input);
    assert.deepEqual(
      [same.code, same.error, same.out],
      [0, '', '1 prompt compared with out: 1 unchanged, 0 different, 0 missing, 0 stale, 0 refused.\n'],
    );
    assert.match((await run(root, ...one)).out, /^missing {4}out\/b@1\.0\.0\.txt$/m);
  });

  it('does not call the file of a refused render stale, and fails where an expectation does', async () => {
    const root = await written();
    writeFiles(root, { 'a2.prompt-bundle.yaml': `${FILES['a2.prompt-bundle.yaml']}tags: x\n` });
    assert.match((await compare(root)).out, /3 unchanged, 0 different, 0 missing, 0 stale, 1 refused\./);
    const failing = folder({
      ...FILES,
      'old.prompt-input.yaml': 'task: three\nexpect:\n  a@1.0.0: {contains: [four]}\n',
    });
    await run(failing, 'render', '--all', '--no-audit', '--output', 'out');
    const { code, out, error } = await compare(failing);
    assert.deepEqual([code, out.includes('4 unchanged')], [1, true]);
    assert.match(error, /0 hold, 1 fail\./);
  });
});

describe('the file of a render', () => {
  const folder = temporaryFolder();
  const named = (id: string, semver: string, file?: string): string => {
    const root = folder({ 'in.yaml': '' });
    const input =
      file === undefined
        ? undefined
        : { ...readInputFile('in.yaml', { root, cwd: root, maxFileBytes: 9 }), file };
    return renderFile({ bundle: { id, semver }, input }, '.txt').join('/');
  };

  it('is one that every file system can hold, and no other render has', () => {
    assert.equal(named('Con', '1.0.0'), '%43on@1.0.0.txt');
    assert.equal(named('con', '1.0.0'), '%63on@1.0.0.txt');
    assert.equal(named('a/b', '1.0.0+x', '../Up/nul.yaml'), 'a%2Fb@1.0.0+x/.%2E/%55p/%6Eul.yaml.txt');
    assert.equal(named('a', '1.0.0', '-'), 'a@1.0.0/-.txt');
    assert.equal(named('a', '1.0.0', 'C:/x y.yaml'), 'a@1.0.0/%43%3A/x%20y.yaml.txt');
    const long = 'é'.repeat(200);
    const [version = '', file = ''] = named(long, '1.0.0', `${long}.yaml`).split('/');
    assert.ok(version.length <= 200 && file.length <= 204, `${version} ${file}`);
    assert.notEqual(named(`${long}1`, '1.0.0'), named(`${long}2`, '1.0.0'));
  });

  it('is called in words by the version and the input', () => {
    assert.equal(jobName({ bundle: { id: 'a', semver: '1.0.0' }, input: undefined }), 'a@1.0.0');
  });
});
