// `test`: what inputs expect, run as tests, updated and frozen.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { temporaryFolder } from '../temporaryFolder.js';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const bundle = (id: string, more = ''): string => `bundle_id: ${id}
semver: 1.0.0
templates:
  system: { content: S never }
  personality: { content: P }
  activity: { content: A }
  task: { content: "{{task}}" }
${more}`;
const prompt = (task: string): string => `S never\n\nP\n\nA\n\n${task}`;
const B = { 'b.prompt-bundle.yaml': bundle('b') };
const GOOD = `task: x\nexpect:\n  b@1.0.0: ${sha(prompt('x'))}\n`;
const [OLD, NEW] = [sha('old'), sha(prompt('y'))];
const BAD = `# kept
task: y
expect:
  'b@1.0.0': # why
    prompt_hash: "${OLD}" # golden
    contains: [P]
    excludes: [never]
    max_characters: 3
    max_tokens: { o200k_base: 2, cl100k_base: 9000 }
`;
const both = { ...B, 'good.prompt-input.yaml': GOOD, 'in/bad.prompt-input.yaml': BAD };

describe('prompt-bundles test', () => {
  const folder = temporaryFolder();
  const textOf = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');

  it('says what does not hold, with its place, and how much was compared', async () => {
    const root = folder(both);
    const { code, out, error } = await run(root, 'test');
    assert.equal(error, '');
    assert.equal(code, 1);
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(/(: error: ).*/, '$1')),
      [
        ...[18, 16, 21, 31].map(
          (column, i) => `in/bad.prompt-input.yaml:${i === 0 ? 5 : i + 6}:${i === 0 ? 18 : column}: error: `,
        ),
        '4 of 7 expectations fail, of 2 versions of 2 inputs. Where the change is meant, update with --update.',
        '',
      ],
    );
  });

  it('proposes no update where no number tells what is meant', async () => {
    const text = `task: y\nexpect:\n  'b@1.0.0': { contains: [nowhere] }\n`;
    const { out } = await run(folder({ ...B, 'i.prompt-input.yaml': text }), 'test');
    assert.match(out, /\n1 of 1 expectation fails, of 1 version of 1 input\.\n$/);
  });

  it('is done where all holds, and where nothing is expected', async () => {
    assert.deepEqual(await run(folder({ ...B, 'good.prompt-input.yaml': GOOD }), 'test'), {
      code: 0,
      out: '1 expectation holds, of 1 version of 1 input.\n',
      error: '',
    });
    assert.deepEqual(await run(folder(B), 'test'), {
      code: 0,
      out: 'No input expects anything.\n',
      error: '',
    });
  });

  it('compares what a pattern selects, by input or version', async () => {
    const root = folder(both);
    for (const [pattern, code] of [
      ['good', 0],
      ['in/', 1],
      ['b@1.0.0', 1],
    ] as const)
      assert.equal((await run(root, 'test', pattern)).code, code, pattern);
    assert.deepEqual(await run(root, 'test', 'nowhere'), {
      code: 2,
      out: '',
      error: 'No input expects anything where nowhere occurs. See prompt-bundles test --help.\n',
    });
  });

  it('is called wrongly with two patterns, a format there is none of, or a version that is none', async () => {
    const root = folder(both);
    for (const args of [['a', 'b'], ['--format', 'xml'], ['--freeze', 'b'], ['--updat']])
      assert.equal((await run(root, 'test', ...args)).code, 2, args.join(' '));
  });

  it('fails where an input cannot be read, or a version not be rendered', async () => {
    const root = folder({
      ...B,
      'broken.prompt-input.yaml': 'task: [\n',
      'wrong.prompt-input.yaml': `task: 1\n`,
      'unknown.prompt-input.yaml': `expect:\n  b@2.0.0: ${OLD}\n`,
    });
    const { code, out } = await run(root, 'test', '--format', 'json');
    const { tests } = JSON.parse(out) as { tests: { input: string; expectation: string; holds: boolean }[] };
    assert.equal(code, 1);
    // What is expected nowhere is no test, whatever else is wrong with it.
    assert.deepEqual(
      tests.map(({ input, expectation, holds }) => [input, expectation, holds]),
      [
        ['broken.prompt-input.yaml', 'has no errors', false],
        ['unknown.prompt-input.yaml', 'renders', false],
      ],
    );
  });

  it('tests the roots below with their own versions', async () => {
    const root = folder({
      ...B,
      'below/.prompt-bundles/config.json': '{}',
      'below/b.prompt-bundle.yaml': bundle('b').replace('S never', 'T'),
      'below/good.prompt-input.yaml': GOOD.replace(sha(prompt('x')), sha('T\n\nP\n\nA\n\nx')),
      'good.prompt-input.yaml': GOOD,
    });
    assert.equal((await run(root, 'test')).out, '2 expectations hold, of 2 versions of 2 inputs.\n');
  });

  describe('--format', () => {
    it('json says what each is, and what there is', async () => {
      const { out } = await run(folder(both), 'test', '--format', 'json');
      const { tests, ...counts } = JSON.parse(out) as {
        tests: { input: string; bundle: string; expectation: string; holds: boolean; actual: unknown }[];
      };
      assert.deepEqual(counts, { passed: 3, failed: 4 });
      assert.deepEqual(
        tests.map((one) => [one.expectation, one.holds, one.actual]),
        [
          [`prompt_hash ${sha(prompt('x')).slice(0, 8)}…`, true, sha(prompt('x'))],
          [`prompt_hash ${OLD.slice(0, 8)}…`, false, NEW],
          ['contains “P”', true, true],
          ['excludes “never”', false, true],
          ['max_characters 3', false, prompt('y').length],
          ['max_tokens 2 (o200k_base)', false, 8],
          ['max_tokens 9,000 (cl100k_base)', true, 8],
        ],
      );
    });

    it('tap numbers all, and escapes what has a meaning', async () => {
      const { out } = await run(
        folder({ ...B, 'a#b.prompt-input.yaml': GOOD, 'c.prompt-input.yaml': GOOD.replace('x', 'z') }),
        'test',
        '--format',
        'tap',
      );
      const hash = sha(prompt('x'));
      assert.deepEqual(out.split('\n').slice(0, 6), [
        'TAP version 14',
        '1..2',
        `ok 1 - a\\#b.prompt-input.yaml › b@1.0.0 › prompt_hash ${hash.slice(0, 8)}…`,
        `not ok 2 - c.prompt-input.yaml › b@1.0.0 › prompt_hash ${hash.slice(0, 8)}…`,
        '  ---',
        `  message: "\`b@1.0.0\` gives another prompt, with the \`prompt_hash\` ${sha(prompt('z'))}. Update the expected hash if that is meant."`,
      ]);
    });

    it('junit has a suite for each input, github a command for each failure', async () => {
      const root = folder({ ...both, 'in/<&>.prompt-input.yaml': BAD });
      const { out } = await run(root, 'test', '--format', 'junit');
      assert.match(out, /<testsuites name="prompt-bundles test" tests="13" failures="8" errors="0">/);
      assert.match(out, /<testsuite name="in\/&lt;&amp;&gt;\.prompt-input\.yaml" tests="6" failures="4"/);
      const github = (await run(root, 'test', 'bad', '--format', 'github')).out;
      assert.match(github, /^::error file=in\/bad\.prompt-input\.yaml,line=5,endLine=5,col=18,/);
      assert.equal(github.split('\n').length, 5);
    });
  });

  describe('--update', () => {
    it('writes what there is in its place, leaves texts to the author, and touches nothing else', async () => {
      const root = folder(both);
      const before = statSync(path.join(root, 'good.prompt-input.yaml')).ino;
      const { code, error } = await run(root, 'test', '--update');
      assert.equal(error, 'Updated: 3 in 1 input.\n');
      assert.equal(code, 1);
      const updated = BAD.replace(OLD, NEW)
        .replace('max_characters: 3', `max_characters: ${prompt('y').length}`)
        .replace('o200k_base: 2', 'o200k_base: 8');
      assert.equal(textOf(root, 'in/bad.prompt-input.yaml'), updated);
      assert.equal(statSync(path.join(root, 'good.prompt-input.yaml')).ino, before);
      const again = await run(root, 'test', '--update');
      assert.equal(again.error, '');
      assert.match(again.out, /1 of 7 expectations fails, of 2 versions of 2 inputs\.\n$/);
    });

    it('keeps the byte order mark, line ends and rights of a file, in JSON too', async () => {
      const given = `\uFEFF{"task": "y",\r\n "expect": {"b@1.0.0" : "${OLD}"}}\r\n`;
      const root = folder({ ...B, 'i.prompt-input.json': given });
      chmodSync(path.join(root, 'i.prompt-input.json'), 0o640);
      assert.equal((await run(root, 'test', '--update')).code, 0);
      assert.equal(textOf(root, 'i.prompt-input.json'), given.replace(OLD, NEW));
      assert.equal(statSync(path.join(root, 'i.prompt-input.json')).mode & 0o777, 0o640);
    });

    it('writes only what the pattern selects', async () => {
      const root = folder({ ...B, 'a.prompt-input.yaml': BAD, 'c.prompt-input.yaml': BAD });
      await run(root, 'test', 'a.prompt', '--update');
      assert.notEqual(textOf(root, 'a.prompt-input.yaml'), BAD);
      assert.equal(textOf(root, 'c.prompt-input.yaml'), BAD);
    });

    it('says which file it cannot write, and fails', async () => {
      const root = folder({ ...B, 'i.prompt-input.yaml': BAD });
      chmodSync(path.join(root, 'i.prompt-input.yaml'), 0o444);
      const { code, error } = await run(root, 'test', '--update');
      assert.equal(code, 1);
      assert.equal(error, 'i.prompt-input.yaml was not written: it is read-only. [not_writable]\n');
      assert.equal(textOf(root, 'i.prompt-input.yaml'), BAD);
    });

    it('writes nothing outside of the root', async () => {
      const outside = folder({ 'i.yaml': BAD });
      const root = folder(B);
      symlinkSync(path.join(outside, 'i.yaml'), path.join(root, 'i.prompt-input.yaml'));
      await run(root, 'test', '--update');
      assert.equal(textOf(outside, 'i.yaml'), BAD);
    });
  });

  describe('--freeze', () => {
    it('has all inputs of a published version expect its hash, but what expects one', async () => {
      const root = folder({
        ...B,
        'bad.prompt-input.yaml': BAD,
        'none.prompt-input.yaml': '# kept\ntask: y\n',
        'empty.prompt-input.yaml': '{}\n',
        'other.prompt-input.yaml': `task: y\nexpect: { c@1.0.0: ${OLD} }\n`,
        'limit.prompt-input.json': '{ "task": "y", "expect": { "b@1.0.0": { "max_characters": 99 } } }',
        'model.prompt-input.yaml': 'model_type: m\n',
      });
      assert.equal((await run(root, 'publish', 'b@1.0.0')).code, 0);
      // The published version counts, whatever its file says by now.
      writeFileSync(path.join(root, 'b.prompt-bundle.yaml'), bundle('b').replace('S never', 'S'));
      const { error } = await run(root, 'test', 'prompt-input', '--freeze', 'b@1.0.0');
      assert.equal(error, 'Frozen: 3 inputs.\n');
      assert.equal(textOf(root, 'bad.prompt-input.yaml'), BAD);
      assert.equal(textOf(root, 'none.prompt-input.yaml'), `# kept\ntask: y\nexpect:\n  "b@1.0.0": ${NEW}\n`);
      assert.equal(
        textOf(root, 'limit.prompt-input.json'),
        `{ "task": "y", "expect": { "b@1.0.0": { "max_characters": 99, "prompt_hash": "${NEW}" } } }`,
      );
      assert.match(
        textOf(root, 'empty.prompt-input.yaml'),
        new RegExp(`^\\{ expect: \\{ .*${sha(prompt(''))}`),
      );
      assert.equal(textOf(root, 'model.prompt-input.yaml'), 'model_type: m\n');
    });

    it('refuses a version that is not published', async () => {
      const { code, error } = await run(
        folder({ ...B, 'i.prompt-input.yaml': 'task: x\n' }),
        'test',
        '--freeze',
        'b@1.0.0',
      );
      assert.equal(code, 1);
      assert.match(error, /b@1\.0\.0 is not published: publish it/);
    });
  });
});
