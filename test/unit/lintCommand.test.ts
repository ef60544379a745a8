import assert from 'node:assert/strict';
import path from 'node:path';
import { run as runIn, type Run } from './commandLineRun.js';
import { temporaryFolder, writeFiles } from './temporaryFolder.js';

interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

interface Report {
  readonly findings: readonly {
    code: string;
    severity: string;
    message: string;
    file: string;
    start: Place;
    end: Place;
    related: readonly { message: string; file: string; start: Place; end: Place }[];
  }[];
  readonly files: number;
  readonly truncated: boolean;
}

const FRONT = 'template_id: ID\nsemver: 1.0.0\nrole: system\n';
const template = (id: string, content: string, constraints = ''): string =>
  `---\n${FRONT.replace('ID', id)}${constraints}---\n${content}\n`;
const BUNDLE = `bundle_id: b
semver: 1.0.0
tags: [m]
templates:
  system: s@1.0.0
  personality: p@1.0.0
  activity: { content: A }
  task: { content: "{{task}}" }
`;
const FILES = {
  'prompts/s.prompt-template.md': template('s', 'Be calm.', 'constraints:\n  FORBIDDEN_TOKENS: [never]\n'),
  'prompts/p.prompt-template.md': template('p', 'You are kind, never cold.'),
  'prompts/b.prompt-bundle.yaml': BUNDLE,
  'inputs/i.prompt-input.yaml': 'task: Never mind.\n',
};

describe('prompt-bundles lint', () => {
  const made = temporaryFolder();
  let folder = '';
  let root = '';

  beforeEach(() => {
    folder = made({ 'root/README.md': '' });
    root = path.join(folder, 'root');
  });

  const write = (files: Readonly<Record<string, string>>): void => {
    writeFiles(root, files);
  };
  const run = (args: readonly string[], cwd = root): Promise<Run> => runIn(cwd, 'lint', ...args);

  async function report(args: readonly string[] = [], cwd = root): Promise<Report> {
    const { out, error } = await run([...args, '--format', 'json'], cwd);
    assert.equal(error, '');
    return JSON.parse(out) as Report;
  }

  const filesIn = ({ findings }: Report): string[] => findings.map(({ file }) => file);

  it('prints JSON with places from 1 and offsets from 0, and the constraint that objects', async () => {
    write(FILES);
    const { out, code } = await run(['--format', 'json']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      findings: [
        {
          code: 'forbidden-token',
          severity: 'warning',
          message:
            '“Never” is forbidden by FORBIDDEN_TOKENS (as “never”). Leave it out or say it in other words. (s@1.0.0)',
          file: 'inputs/i.prompt-input.yaml',
          start: { line: 1, column: 7, offset: 6 },
          end: { line: 1, column: 12, offset: 11 },
          related: [
            {
              message: 'The constraint.',
              file: 'prompts/s.prompt-template.md',
              start: { line: 6, column: 22, offset: 80 },
              end: { line: 6, column: 27, offset: 85 },
            },
          ],
        },
        {
          code: 'forbidden-token',
          severity: 'warning',
          message:
            '“never” is forbidden by FORBIDDEN_TOKENS. Leave it out or say it in other words. (s@1.0.0)',
          file: 'prompts/p.prompt-template.md',
          start: { line: 6, column: 15, offset: 64 },
          end: { line: 6, column: 20, offset: 69 },
          related: [
            {
              message: 'The constraint.',
              file: 'prompts/s.prompt-template.md',
              start: { line: 6, column: 22, offset: 80 },
              end: { line: 6, column: 27, offset: 85 },
            },
          ],
        },
      ],
      files: 4,
      truncated: false,
    });
  });

  it('counts offsets in the file as it is stored: with a byte order mark and CRLF', async () => {
    const crlf = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    write({
      ...FILES,
      'prompts/p.prompt-template.md': crlf(template('p', '🙂 never.\nAnd never,\n')),
      'prompts/s.prompt-template.md': crlf(FILES['prompts/s.prompt-template.md']),
    });
    const { findings } = await report(['prompts']);
    const stored = crlf(template('p', '🙂 never.\nAnd never,\n'));
    assert.deepEqual(
      findings.map(({ start, end }) => [start, stored.slice(start.offset, end.offset)]),
      [
        [{ line: 6, column: 4, offset: stored.indexOf('never') }, 'never'],
        [{ line: 7, column: 5, offset: stored.lastIndexOf('never') }, 'never'],
      ],
    );
    const related = findings[0]?.related[0];
    const rules = crlf(FILES['prompts/s.prompt-template.md']);
    assert.equal(rules.slice(related?.start.offset, related?.end.offset), 'never');
  });

  it('orders findings by file, then by place', async () => {
    write({
      'b.prompt-template.md': template('b', '{{x}} {{y}}'),
      'a/z.prompt-template.md': template('z', '{{x}}'),
      'a.prompt-template.md': template('a', '{{y}}\n{{x}}'),
    });
    const { findings } = await report();
    assert.deepEqual(
      findings.map(({ file, start }) => `${file}:${start.line}:${start.column}`),
      [
        'a.prompt-template.md:6:1',
        'a.prompt-template.md:7:1',
        'a/z.prompt-template.md:6:1',
        'b.prompt-template.md:6:1',
        'b.prompt-template.md:6:7',
      ],
    );
  });

  it('spells out what would break a line or command a terminal', async () => {
    write({
      'a.prompt-bundle.yaml': 'bundle_id: b\nsemver: 1.0.0\ntemplates: {}\n"x\\n::error::pwn\\e[31m": 1\n',
    });
    const { out } = await run([]);
    assert.match(out, /x\\u000a::error::pwn\\u001b\[31m/);
    // eslint-disable-next-line no-control-regex -- that is what must not be there
    assert.doesNotMatch(out, /\n::error|\u001b/);
  });

  it('prints one line a finding, and how many there are', async () => {
    write(FILES);
    assert.equal(
      (await run([])).out,
      'inputs/i.prompt-input.yaml:1:7: warning: “Never” is forbidden by FORBIDDEN_TOKENS (as “never”). Leave it out or say it in other words. (s@1.0.0) [forbidden-token]\n' +
        'prompts/p.prompt-template.md:6:15: warning: “never” is forbidden by FORBIDDEN_TOKENS. Leave it out or say it in other words. (s@1.0.0) [forbidden-token]\n' +
        '2 findings in 4 files.\n',
    );
  });

  describe('exits with', () => {
    it('0 without errors, warnings or not, and where there are no files', async () => {
      assert.deepEqual(await run([]), { code: 0, out: '0 findings in 0 files.\n', error: '' });
      assert.equal((await run(['.'])).code, 0);
      write(FILES);
      assert.equal((await run([])).code, 0);
    });

    it('1 with an error, in the paths that are asked for', async () => {
      write({ ...FILES, 'bad/x.prompt-input.yaml': 'stress: 2\n' });
      assert.equal((await run([])).code, 1);
      assert.equal((await run(['bad'])).code, 1);
      assert.equal((await run(['prompts'])).code, 0);
    });

    it('2 when called wrongly', async () => {
      write(FILES);
      for (const args of [
        ['nowhere'],
        ['--format', 'xml'],
        ['--root', 'nowhere'],
        ['--input', 'nowhere.yaml'],
        ['--unknown'],
        ['--input', 'prompts/s.prompt-template.md'],
      ]) {
        const { code, out, error } = await run(args);
        assert.equal(code, 2, args.join(' '));
        assert.equal(out, '');
        assert.match(error, /^.+ See prompt-bundles lint --help\.\n$/);
      }
    });
  });

  describe('paths', () => {
    it('are files and folders, each file once, and all is still checked with all', async () => {
      write(FILES);
      const one = await report(['prompts/p.prompt-template.md']);
      assert.deepEqual([filesIn(one), one.files], [['prompts/p.prompt-template.md'], 1]);
      const both = await report(['prompts/', './prompts/p.prompt-template.md', path.join(root, 'inputs')]);
      assert.deepEqual(
        [filesIn(both), both.files],
        [['inputs/i.prompt-input.yaml', 'prompts/p.prompt-template.md'], 4],
      );
      assert.equal((await report(['.'])).files, 4);
    });

    it('are from the current folder, or else from the root', async () => {
      write({ ...FILES, 'prompts/inputs/j.prompt-input.yaml': 'task: Never again.\n' });
      const below = path.join(root, 'prompts');
      assert.deepEqual(filesIn(await report(['inputs', '--root', '..'], below)), [
        'prompts/inputs/j.prompt-input.yaml',
      ]);
      assert.deepEqual(filesIn(await report(['p.prompt-template.md', '--root', root], below)), [
        'prompts/p.prompt-template.md',
      ]);
      assert.deepEqual(filesIn(await report(['inputs', '--root', 'root'], folder)), [
        'inputs/i.prompt-input.yaml',
      ]);
      assert.equal((await run(['prompts/p.prompt-template.mdx'])).code, 2);
    });

    it('do not match by the beginning of a name', async () => {
      write({
        'a/x.prompt-template.md': template('a', '{{x}}'),
        'ab/x.prompt-template.md': template('b', '{{x}}'),
      });
      assert.deepEqual(filesIn(await report(['a'])), ['a/x.prompt-template.md']);
    });
  });

  describe('an input', () => {
    it('inside the root takes the place of those that are meant for a bundle', async () => {
      write({
        ...FILES,
        'inputs/k.prompt-input.yaml': 'task: Not ever.\n',
        'inputs/other.yaml': 'task: Now or never.\nmodel_type: none\n',
      });
      assert.deepEqual(filesIn(await report(['inputs', '--input', 'inputs/k.prompt-input.yaml'])), []);
      const other = await report(['--input', 'other.yaml', '--root', '..'], path.join(root, 'inputs'));
      assert.deepEqual(
        other.findings.map(({ file, code }) => `${file} ${code}`),
        [
          'inputs/other.yaml forbidden-token',
          'inputs/other.yaml unsupported-model',
          'prompts/p.prompt-template.md forbidden-token',
        ],
      );
    });

    it('outside the root is told by its path from there', async () => {
      write(FILES);
      writeFiles(folder, { 'in.json': '{ "task": "now or never" }' });
      const { findings, files } = await report(['--input', '../in.json']);
      assert.deepEqual(
        findings.map(({ file, start }) => `${file}:${start.line}:${start.column}`),
        ['../in.json:1:19', 'prompts/p.prompt-template.md:6:15'],
      );
      assert.equal(files, 5);
    });

    it('with errors is told, and bundles are checked without one', async () => {
      write(FILES);
      writeFiles(folder, { 'in.json': '{ "task": 7 }' });
      const { code, out } = await run(['--input', '../in.json']);
      assert.equal(code, 1);
      assert.match(
        out,
        /^\.\.\/in\.json:1:11: error: .*\[schema\]\nprompts\/p\.prompt-template\.md:6:15: warning: /,
      );
    });
  });

  it('tells when a bundle has more inputs than it is checked with', async () => {
    const inputs = Array.from({ length: 1_001 }, (_, i): [string, string] => [
      `i${i}.prompt-input.yaml`,
      'task: x\n',
    ]);
    write({ ...FILES, ...Object.fromEntries(inputs.slice(2)) });
    assert.equal((await report()).truncated, false);
    write(Object.fromEntries(inputs));
    assert.equal((await report()).truncated, true);
    assert.match((await run([])).out, /Some were left out/);
  }).timeout(30_000);

  it('tells when there are more findings than it prints, and an error among the rest still counts', async () => {
    const many = '{{x}} '.repeat(10_001);
    write({ 'a.prompt-template.md': template('a', many), 'z.prompt-input.yaml': 'stress: 2\n' });
    const { findings, truncated } = await report();
    assert.deepEqual([findings.length, truncated], [10_000, true]);
    assert.equal((await run([])).code, 1);
  }).timeout(20_000);

  it('passes over the folders of others and files of other names', async () => {
    write({
      'node_modules/x/a.prompt-template.md': 'x',
      '.prompt-bundles/published/a.prompt-bundle.json': '{',
      '.git/a.prompt-input.yaml': '{',
      'a.prompt-template.txt': 'x',
    });
    assert.deepEqual(await report(), { findings: [], files: 0, truncated: false });
  });
});
