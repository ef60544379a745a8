// Change notes: kept beside a published version, and shown by `log` and `compare`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { run, type Run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const PUBLISHED = '.prompt-bundles/published';
const NOTE = `${PUBLISHED}/b@1.0.0.note.md`;
const LABELS = '.prompt-bundles/labels.json';
const NEXT = { semver: '1.1.0', template: '1.1.0', content: 'Be kind and short.' };

const publish = (root: string, version: string, ...args: string[]): Promise<Run> =>
  run(root, 'publish', version, '--no-audit', ...args);

describe('prompt-bundles publish --note', () => {
  const folder = temporaryFolder();
  const text = (root: string): string => readFileSync(path.join(root, NOTE), 'utf8');

  it('keeps the note beside the snapshot, whose bytes are the same without it', async () => {
    const [plain, root] = [folder(small()), folder(small())];
    await publish(plain, 'b@1.0.0');
    const { code, out, error } = await publish(
      root,
      'b@1.0.0',
      '--note',
      '  Kinder.\r\n\r\n- Less stress \n',
    );
    assert.deepEqual([code, error], [0, '']);
    assert.match(
      out,
      /^Published b@1\.0\.0 in [^\n]+\nThe note is in \.prompt-bundles\/published\/b@1\.0\.0\.note\.md\.\n$/,
    );
    assert.equal(text(root), 'Kinder.\n\n- Less stress\n');
    const snapshot = `${PUBLISHED}/b@1.0.0.json`;
    assert.equal(
      readFileSync(path.join(root, snapshot), 'utf8'),
      readFileSync(path.join(plain, snapshot), 'utf8'),
    );
    assert.deepEqual(
      (await run(root, 'lint', '--format', 'json')).out,
      (await run(plain, 'lint', '--format', 'json')).out,
    );
    assert.equal((await run(root, 'ci')).code, 0);
  });

  it('is added to a version that is published already, and never written over', async () => {
    const root = folder(small());
    await publish(root, 'b@1.0.0');
    const again = await publish(root, 'b@1.0.0', '--note', 'Kinder.', '--format', 'json');
    assert.equal(again.code, 0);
    assert.deepEqual((JSON.parse(again.out) as { note: unknown }).note, { status: 'written', file: NOTE });
    assert.match((await publish(root, 'b@1.0.0', '--note', 'Kinder.')).out, /has this note already\.$/m);
    const other = await publish(root, 'b@1.0.0', '--note', 'Colder.');
    assert.deepEqual(
      [other.code, other.error],
      [1, `The note is not written: ${NOTE} says something else already. Edit that. [file_exists]\n`],
    );
    assert.equal(text(root), 'Kinder.\n');
  });

  it('is never there without its version', async () => {
    const root = folder({ 'b.prompt-bundle.yaml': 'bundle_id: b\nsemver: 1.0.0\n' });
    assert.equal((await publish(root, 'b@1.0.0', '--note', 'Kinder.')).code, 1);
    assert.equal(existsSync(path.join(root, PUBLISHED)), false);
    writeFiles(root, small());
    mkdirSync(path.join(root, NOTE), { recursive: true });
    const { code, error } = await publish(root, 'b@1.0.0', '--note', 'Kinder.');
    assert.equal(code, 1);
    assert.match(error, /^The note could not be written: .* \[not_writable\]$/m);
    assert.deepEqual(readdirSync(path.join(root, PUBLISHED)).sort(), ['b@1.0.0.json', 'b@1.0.0.note.md']);
    assert.equal((await run(root, 'log', 'b')).code, 0);
  });

  it('reads the note from a file, and refuses none, two, or a book, before anything is published', async () => {
    const root = folder({
      ...small(),
      'note.md': '\uFEFFKinder.\r\nShorter.\r\n',
      'long.md': 'x'.repeat(50_000),
    });
    for (const args of [
      ['--note', 'x', '--note-file', 'note.md'],
      ['--note', ' \n '],
      ['--note', '😀'.repeat(5_000)],
      ['--note-file', 'long.md'],
      ['--note-file', 'nowhere.md'],
    ])
      assert.equal((await publish(root, 'b@1.0.0', ...args)).code, 2, args.join(' ').slice(0, 40));
    assert.equal(existsSync(path.join(root, PUBLISHED)), false);
    assert.equal((await publish(root, 'b@1.0.0', '--note-file', 'note.md')).code, 0);
    assert.equal(text(root), 'Kinder.\nShorter.\n');
  });
});

describe('prompt-bundles log', () => {
  const folder = temporaryFolder();
  /** Two versions, the first with a note. */
  const published = async (note = 'Kinder.\n\n- Less stress'): Promise<string> => {
    const root = folder(small());
    await publish(root, 'b@1.0.0', '--note', note);
    writeFiles(root, small(NEXT));
    await publish(root, 'b@1.1.0');
    writeFiles(root, { [LABELS]: '{"b": {"production": "1.0.0", "beta": "1.0.0"}}' });
    return root;
  };

  it('lists versions newest first, with notes, or what they change', async () => {
    const root = await published();
    const { code, out, error } = await run(root, 'log', 'b');
    assert.deepEqual([code, error], [0, '']);
    assert.equal(
      out,
      `1.1.0  minor
  Since 1.0.0: Only the personality differs: p 1.0.0 → 1.1.0.
  personality: \` and short\` is new (patch: the wording changed)

1.0.0  beta, production
  Kinder.

  - Less stress
`,
    );
  });

  it('is a changelog as Markdown, and one object as JSON', async () => {
    const root = await published();
    assert.equal(
      (await run(root, 'log', 'b', '--format', 'markdown')).out,
      `# b

## 1.1.0

minor

- Since 1.0.0: Only the personality differs: p 1.0.0 -> 1.1.0.
- personality: \` and short\` is new (patch: the wording changed)

## 1.0.0

beta, production

Kinder.

- Less stress
`.replaceAll('->', '→'),
    );
    const { versions } = JSON.parse((await run(root, 'log', 'b', '--format', 'json')).out) as {
      versions: readonly Readonly<Record<string, unknown>>[];
    };
    assert.deepEqual(
      versions.map(({ semver, date, labels, note, since, level, asks_for }) => [
        semver,
        date,
        labels,
        note,
        since,
        level,
        asks_for,
      ]),
      [
        ['1.1.0', null, [], null, '1.0.0', 'minor', null],
        ['1.0.0', null, ['beta', 'production'], 'Kinder.\n\n- Less stress', null, null, null],
      ],
    );
  });

  it('has the day of the first commit of each version, where the whole history is there', async () => {
    const root = await published();
    const git = (cwd: string, date: string, ...args: string[]): string =>
      execFileSync('git', args, {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      });
    const snapshot = `${PUBLISHED}/b@1.1.0.json`;
    const kept = readFileSync(path.join(root, snapshot));
    rmSync(path.join(root, snapshot));
    git(root, '', 'init', '--quiet');
    for (const [name, value] of [
      ['user.name', 'Someone'],
      ['user.email', 'someone@example.org'],
      ['commit.gpgSign', 'false'],
    ] as const)
      git(root, '', 'config', name, value);
    const commit = (date: string): void => {
      git(root, date, 'add', '--all');
      git(root, date, 'commit', '--quiet', '--message', '=Change');
    };
    commit('2024-01-02T23:30:00+02:00');
    writeFileSync(path.join(root, snapshot), kept);
    commit('2024-03-04T10:00:00Z');
    const days = async (cwd: string): Promise<string[]> =>
      (await run(cwd, 'log', 'b')).out.split('\n').filter((line) => /^\d/.test(line));
    assert.deepEqual(await days(root), ['1.1.0  2024-03-04  minor', '1.0.0  2024-01-02  beta, production']);
    const clone = path.join(folder(), 'clone');
    git(root, '', 'clone', '--quiet', '--depth', '1', `file://${root}`, clone);
    assert.deepEqual(await days(clone), ['1.1.0  minor', '1.0.0  beta, production']);
  });

  it('says so where nothing is published, and takes one bundle', async () => {
    const root = folder(small());
    const { code, error } = await run(root, 'log', 'b');
    assert.deepEqual([code, error], [1, 'No version of b is published. [not_published]\n']);
    assert.equal((await run(root, 'log')).code, 2);
    assert.equal((await run(root, 'log', 'b', 'c')).code, 2);
  });

  it('shows what notes hold as text, and reads none through a link or over the limit', async () => {
    const root = await published(
      '</td>@someone #1 [x](command:x) \u001B[31m\n::error::\n##vso[x]\n# Heading\n```\n1. one',
    );
    for (const args of [
      ['log', 'b'],
      ['log', 'b', '--format', 'markdown'],
      ['log', 'b', '--format', 'json'],
      ['compare', 'b', '--no-audit'],
      ['compare', 'b', '--no-audit', '--format', 'markdown'],
    ]) {
      const { code, out } = await run(root, ...args);
      assert.equal(code, 0);
      assert.equal(out.includes('\u001B'), false);
      assert.doesNotMatch(out, /^\s*::error|##vso\[/m);
      assert.match(out, /Heading/);
    }
    const { out } = await run(root, 'log', 'b', '--format', 'markdown');
    assert.match(out, /^`#` Heading$/m);
    assert.doesNotMatch(out, /^```(?!`)/m);
    writeFileSync(path.join(root, NOTE), 'x'.repeat(20_001));
    assert.doesNotMatch((await run(root, 'log', 'b')).out, /x{9}/);
    rmSync(path.join(root, NOTE));
    writeFileSync(path.join(root, 'secret'), 'secret');
    symlinkSync(path.join(root, 'secret'), path.join(root, NOTE));
    assert.doesNotMatch((await run(root, 'log', 'b')).out, /secret/);
  });
});

describe('notes in comparisons', () => {
  const folder = temporaryFolder();

  it('stand below the table, in JSON with their version, and in what labels change', async () => {
    const root = folder(small());
    await publish(root, 'b@1.0.0', '--note', 'The beginning.');
    writeFiles(root, small(NEXT));
    await publish(root, 'b@1.1.0', '--note', 'Shorter.\nMuch.');
    const compare = async (...args: string[]): Promise<string> => (await run(root, 'compare', ...args)).out;
    assert.match(
      await compare('b', '--no-audit'),
      /\nNote of 1\.0\.0: The beginning\.\nNote of 1\.1\.0: Shorter\.\n {2}Much\.\n$/,
    );
    assert.match(
      await compare('b', '--no-audit', '--format', 'markdown'),
      /\nNote of 1\.1\.0:\n\nShorter\.\nMuch\.\n$/,
    );
    const { versions } = JSON.parse(await compare('b', '--no-audit', '--format', 'json')) as {
      versions: readonly { note?: string }[];
    };
    assert.deepEqual(
      versions.map(({ note }) => note),
      ['The beginning.', 'Shorter.\nMuch.'],
    );
    const move = await compare('b', '1.0.0', '1.1.0', '--labels');
    assert.match(move, /^ {2}Note of 1\.1\.0: Shorter\.$/m);
    assert.doesNotMatch(move, /beginning/);
    assert.match(
      await compare('b', '1.1.0', '1.0.0', '--labels', '--format', 'markdown'),
      /\nNote of 1\.0\.0:\n\nThe beginning\.\n$/,
    );
  });
});
