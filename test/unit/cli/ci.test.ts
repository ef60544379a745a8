// `ci`: one run of all checks, each of which passes or fails by itself.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { temporaryFolder } from '../temporaryFolder.js';

const bundle = (system = 'You help.'): string =>
  `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: { content: "${system}" }\n  personality: { content: "Be kind." }\n  activity: { content: "At {{activity_level}}." }\n  task: { content: "{{task}}" }\n`;
const input = (text = 'Be kind.'): string =>
  `task: Where is it?\nexpect:\n  b@1.0.0: { contains: ["${text}"] }\n`;
const LABELS = '.prompt-bundles/labels.json';

interface Told {
  readonly passed: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly summary: string;
    readonly problems: readonly { readonly file: string; readonly code?: string; readonly start: object }[];
  }[];
}

describe('prompt-bundles ci', () => {
  const folder = temporaryFolder();

  /** A folder in which everything holds: a published version, a label, an expectation and a log. */
  const sound = async (): Promise<string> => {
    const cwd = folder({ 'b.prompt-bundle.yaml': bundle(), 'an input.prompt-input.yaml': input() });
    assert.equal((await run(cwd, 'publish', 'b@1.0.0')).code, 0);
    write(cwd, LABELS, '{ "b": { "production": "1.0.0" } }');
    return cwd;
  };
  const write = (cwd: string, name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  };
  const told = async (cwd: string, ...args: string[]): Promise<Told> => {
    const { out, code } = await run(cwd, 'ci', '--format', 'json', ...args);
    const result = JSON.parse(out) as Told;
    assert.equal(code, result.passed ? 0 : 1);
    return result;
  };
  /** The checks that failed, each with the codes of its problems. */
  const failed = async (cwd: string, ...args: string[]): Promise<readonly string[]> =>
    (await told(cwd, ...args)).checks
      .filter(({ passed }) => !passed)
      .map(({ name, problems }) => `${name}: ${problems.map(({ code }) => code ?? '-').join(' ')}`);

  it('passes where all holds, and says what was looked at', async () => {
    const { code, out } = await run(await sound(), 'ci');
    assert.equal(code, 0);
    assert.equal(
      out,
      [
        'Files               passed  2 files, no errors or warnings.',
        'Tests               passed  1 expectation, all hold.',
        'Published versions  passed  1 published version, no errors or warnings.',
        'Labels              passed  1 label, no errors or warnings.',
        'Audit logs          passed  1 record in 1 log file, whole.',
        '',
      ].join('\n'),
    );
  });

  it('fails the check of its kind alone', async () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['an input.prompt-input.yaml', input('Be rude.'), 'tests: expectation-failed'],
      ['b.prompt-bundle.yaml', bundle('You may help.'), 'published: published-version-changed'],
      [LABELS, '{ "b": { "production": "1.2.0" } }', 'labels: label-unpublished'],
      ['broken.prompt-bundle.yaml', 'bundle_id: [', 'files: syntax'],
      ['.prompt-bundles/published/b@1.0.0.json', '{}', 'published: schema'],
    ];
    for (const [name, text, expected] of cases) {
      const cwd = await sound();
      write(cwd, name, text);
      const [first, ...others] = await failed(cwd);
      if (name.includes('published')) {
        // What it was published as is not known any more, so the label leads nowhere.
        assert.match(first ?? '', /^published: /);
        assert.deepEqual(others, ['labels: label-unpublished']);
      } else assert.deepEqual([first, ...others], [expected]);
    }
  });

  it('fails where a log is changed, and where it is not as anchored', async () => {
    const cwd = await sound();
    await run(cwd, 'audit', 'anchor', '--out', 'anchor.json');
    const anchored = await told(cwd, '--anchor', 'anchor.json');
    assert.equal(anchored.checks.at(-1)?.summary, '1 record in 1 log file, whole, as anchored.');
    await run(cwd, 'render', 'b@1.0.0');
    assert.deepEqual(await failed(cwd, '--anchor', 'anchor.json'), []);
    const [name = ''] = readdirSync(path.join(cwd, '.prompt-bundles/audit')).filter((one) =>
      one.endsWith('.jsonl'),
    );
    const log = `.prompt-bundles/audit/${name}`;
    const text = readFileSync(path.join(cwd, log), 'utf8');
    write(cwd, log, text.replace('"b"', '"c"'));
    const audit = (await told(cwd)).checks.at(-1);
    assert.deepEqual(
      [audit?.name, audit?.passed, audit?.problems[0]?.file, audit?.problems[0]?.start],
      ['audit', false, log, { line: 1, column: 1 }],
    );
    write(cwd, log, '');
    assert.deepEqual(await failed(cwd, '--anchor', 'anchor.json'), ['audit: -']);
  });

  it('checks the roots below, with their own labels and logs', async () => {
    const cwd = await sound();
    write(cwd, 'team b/.prompt-bundles/config.json', '{}');
    write(cwd, 'team b/b.prompt-bundle.yaml', bundle());
    write(cwd, 'team b/.prompt-bundles/labels.json', '{ "nobody": { "production": "1.0.0" } }');
    write(cwd, 'team b/.prompt-bundles/audit/2024-05.jsonl', 'no record\n');
    const { checks } = await told(cwd);
    const files = checks.flatMap(({ problems }) => problems.map(({ file }) => file));
    assert.deepEqual(files, [
      'team b/.prompt-bundles/labels.json',
      'team b/.prompt-bundles/audit/2024-05.jsonl',
    ]);
  });

  it('fails for more warnings than are allowed, wherever they are', async () => {
    const cwd = await sound();
    write(cwd, 'c.prompt-bundle.yaml', bundle('{{typo}}').replace('bundle_id: b', 'bundle_id: c'));
    const { checks } = await told(cwd);
    assert.equal(checks[0]?.summary, '3 files, 1 warning.');
    assert.deepEqual(await failed(cwd, '--max-warnings', '1'), []);
    const [files] = (await told(cwd, '--max-warnings', '0')).checks;
    assert.equal(
      files?.summary,
      '3 files, 1 warning. --max-warnings allows 0 in all, and 1 warning is found.',
    );
    assert.equal(files.passed, false);
  });

  it('appends one summary as Markdown, in which what files say is text', async () => {
    const cwd = await sound();
    write(cwd, 'an input.prompt-input.yaml', input('@everyone | ![x](https://example.org)'));
    write(cwd, 'summary.md', 'Before.\n');
    const { code, out } = await run(cwd, 'ci', '--summary', 'summary.md', '--format', 'markdown');
    assert.equal(code, 1);
    const text = readFileSync(path.join(cwd, 'summary.md'), 'utf8');
    assert.equal(text, `Before.\n${out}`);
    assert.match(
      out,
      /^### Prompt bundles\n\n\| Check \| Result \| \|\n\| --- \| --- \| --- \|\n\| Files \| passed \| /,
    );
    assert.match(out, /\n\| Tests \| failed \| 1 expectation, 1 failed\. \|\n/);
    assert.match(out, /\n- `an input\.prompt-input\.yaml:3:25` error: .* `expectation-failed`\n$/);
    assert.doesNotMatch(out, /!\[x\]|(^|\s)@everyone/);
  });

  it('says where the summary cannot be written', async () => {
    const cwd = await sound();
    const { code, error } = await run(cwd, 'ci', '--summary', 'nowhere/summary.md');
    assert.equal(code, 1);
    assert.match(error, /^The summary could not be written to nowhere\/summary\.md: /);
  });

  it('annotates files for GitHub, by their paths from the current folder', async () => {
    const cwd = await sound();
    write(cwd, 'an input.prompt-input.yaml', input('Be rude.'));
    mkdirSync(path.join(cwd, 'below'));
    const { out } = await run(path.join(cwd, 'below'), 'ci', '--format', 'github', '--root', '..');
    const [first, ...rows] = out.trimEnd().split('\n');
    assert.match(
      first ?? '',
      /^::error file=\.\.\/an input\.prompt-input\.yaml,line=3,endLine=3,col=25,endColumn=35,title=expectation-failed::/,
    );
    assert.equal(rows.length, 5);
  });

  it('takes no file, and no format that it does not have', async () => {
    const cwd = await sound();
    assert.deepEqual((await run(cwd, 'ci', 'b')).code, 2);
    assert.deepEqual((await run(cwd, 'ci', '--format', 'sarif')).code, 2);
  });
});
