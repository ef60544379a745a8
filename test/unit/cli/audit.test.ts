import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WrittenRecord } from '../../../src/core/audit/record.js';
import { logOf, severalRecords } from '../audit/logs.js';
import { IRREGULAR_FILES } from '../irregularFiles.js';
import { run as runIn, type Run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const LOGS = '.prompt-bundles/audit';
const INPUT = { 'i.prompt-input.yaml': 'task: Where is it?\n' };

describe('the log of a run', () => {
  const folder = temporaryFolder();
  const log = (root: string): string => {
    const [name = ''] = readdirSync(path.join(root, LOGS)).filter((file) => file.endsWith('.jsonl'));
    return readFileSync(path.join(root, LOGS, name), 'utf8');
  };

  it('has one record, whole in itself, and git leaves it alone', async () => {
    const root = folder({ ...small(), ...INPUT });
    await runIn(root, 'render', 'b@1.0.0', '--input', 'i.prompt-input.yaml');
    const record = JSON.parse(log(root)) as WrittenRecord;
    assert.deepEqual([record.event, record.previous, record.semver], ['command-line', null, '1.0.0']);
    assert.equal(record.rendered_prompt, 'System.\n\nBe kind.\n\n0.0\n\nWhere is it?');
    const body = log(root).slice(0, log(root).indexOf(',"checksum"'));
    assert.equal(record.checksum, createHash('sha256').update(body).digest('hex'));
    assert.equal(readFileSync(path.join(root, LOGS, '.gitignore'), 'utf8'), '*.jsonl\n.gitignore\n');
  });

  it('of hashes has neither the input nor the prompt, and off is no log', async () => {
    const root = folder({ ...small(), ...INPUT });
    await runIn(root, 'render', 'b@1.0.0', '--input', 'i.prompt-input.yaml', '--audit', 'hashes');
    const { input, rendered_prompt } = JSON.parse(log(root)) as WrittenRecord;
    assert.deepEqual([input, rendered_prompt], [null, null]);
    assert.ok(!log(root).includes('Where is it?'));
    for (const args of [['--audit', 'off'], ['--no-audit']]) {
      const other = folder(small());
      assert.equal((await runIn(other, 'render', 'b@1.0.0', ...args)).code, 0);
      assert.ok(!existsSync(path.join(other, '.prompt-bundles')));
    }
    assert.equal((await runIn(root, 'render', 'b@1.0.0', '--audit', 'some')).code, 2);
  });

  describe('where the configuration speaks of it', () => {
    const CONFIGURATION = '.prompt-bundles/config.json';
    const render = (root: string, ...args: string[]): Promise<Run> =>
      runIn(root, 'render', 'b@1.0.0', '--input', 'i.prompt-input.yaml', ...args);
    const logs = (root: string, place: string): string[] =>
      existsSync(path.join(root, place))
        ? readdirSync(path.join(root, place)).filter((file) => file.endsWith('.jsonl'))
        : [];
    const configured = (audit: unknown, files = {}): string =>
      folder({ ...small(), ...INPUT, ...files, [CONFIGURATION]: JSON.stringify({ audit }) });

    it('is what it says, where it says, and an option counts before it', async () => {
      const root = configured({ mode: 'hashes', folder: 'logs/prompts' });
      assert.equal((await render(root)).error, '');
      const [name = ''] = logs(root, 'logs/prompts');
      const written = readFileSync(path.join(root, 'logs/prompts', name), 'utf8');
      assert.equal((JSON.parse(written) as WrittenRecord).rendered_prompt, null);
      assert.match((await runIn(root, 'audit', 'list')).out, /\n1 record\.\n$/);
      assert.match((await runIn(root, 'audit', 'verify')).out, /1 record in 1 file/);
      assert.match((await runIn(root, 'ci')).out, /1 record in 1 log file, whole\./);
      assert.deepEqual(logs(root, LOGS), []);
      await render(root, '--audit', 'full', '--log', 'others');
      assert.match(readFileSync(path.join(root, 'others', logs(root, 'others')[0] ?? ''), 'utf8'), /Be kind/);
    });

    it('is none with off, unless an option says otherwise', async () => {
      const root = configured({ mode: 'off' });
      await render(root);
      await runIn(root, 'publish', 'b@1.0.0');
      assert.deepEqual(logs(root, LOGS), []);
      await render(root, '--audit', 'full');
      assert.equal(logs(root, LOGS).length, 1);
    });

    it('stays inside of the folder, and in none that has something else', async () => {
      const outside = configured({ folder: '../elsewhere' });
      assert.equal((await render(outside)).error, '');
      assert.equal(logs(outside, LOGS).length, 1);
      const foreign = configured({ folder: 'src' }, { 'src/index.ts': '' });
      assert.match(
        (await render(foreign)).error,
        /^The audit log cannot be in the folder that \.prompt-bundles\/config\.json names: src holds index\.ts, which is not an audit log\. It is in \.prompt-bundles\/audit\.\n$/,
      );
      assert.deepEqual(
        [logs(foreign, LOGS).length, readdirSync(path.join(foreign, 'src'))],
        [1, ['index.ts']],
      );
    });

    it('is none while nobody can read what may be recorded', async () => {
      const root = folder({ ...small(), ...INPUT, [CONFIGURATION]: '{"audit": {"mode": "off"' });
      const { code, out, error } = await render(root);
      assert.deepEqual([code, out], [0, 'System.\n\nBe kind.\n\n0.0\n\nWhere is it?']);
      assert.match(
        error,
        /^Nothing is recorded in the audit log: \.prompt-bundles\/config\.json cannot be read/,
      );
      assert.deepEqual(logs(root, LOGS), []);
      assert.equal((await render(root, '--audit', 'hashes')).error, '');
      assert.equal(logs(root, LOGS).length, 1);
    });
  });

  it('leaves a .gitignore that is there as it is', async () => {
    const root = folder({ ...small(), [`${LOGS}/.gitignore`]: '# ours\n' });
    await runIn(root, 'render', 'b@1.0.0');
    assert.equal(readFileSync(path.join(root, LOGS, '.gitignore'), 'utf8'), '# ours\n');
  });

  it('that cannot be written is told, and the prompt is printed all the same', async () => {
    const root = folder({ ...small(), '.prompt-bundles': 'a file' });
    const { code, out, error } = await runIn(root, 'render', 'b@1.0.0');
    assert.deepEqual([code, out], [0, 'System.\n\nBe kind.\n\n0.0\n\n']);
    assert.match(error, /^The audit record could not be written: [^\n]+\n$/);
  });
});

describe('prompt-bundles audit', () => {
  const folder = temporaryFolder();
  const audit = (root: string, ...args: string[]): Promise<Run> => runIn(root, 'audit', ...args);
  async function json<Answer>(root: string, ...args: string[]): Promise<readonly [number, Answer]> {
    const { code, out, error } = await audit(root, ...args, '--format', 'json');
    assert.equal(error, '');
    return [code, JSON.parse(out) as Answer];
  }

  /** Two logs of three records each, of which the second is torn at its end. */
  async function twoLogs(): Promise<{ root: string; a: string; b: string }> {
    const log = await logOf(await severalRecords(3));
    const [a, b] = [`${LOGS}/a.jsonl`, `${LOGS}/b.jsonl`];
    const root = folder({ ...small(), [a]: log, [b]: `${log}{"record":1,"crea` });
    return { root, a, b };
  }

  describe('verify', () => {
    it('of whole logs is right, a torn last line apart', async () => {
      const { root } = await twoLogs();
      assert.deepEqual(await json(root, 'verify'), [0, { files: 2, records: 6, torn: 1, broken: [] }]);
      assert.deepEqual(await audit(root, 'verify'), {
        code: 0,
        out: `${LOGS}/b.jsonl: the last line is torn and skipped.\n6 records in 2 files, 1 torn, 0 broken.\n`,
        error: '',
      });
    });

    it('of a changed log names the line, and fails', async () => {
      const { root, a } = await twoLogs();
      const file = path.join(root, a);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"1.1.0"', '"9.1.0"'));
      const reason = 'The line was changed: its checksum is wrong.';
      assert.deepEqual(await json(root, 'verify'), [
        1,
        { files: 2, records: 6, torn: 1, broken: [{ file: a, line: 2, reason }] },
      ]);
      const { code, out } = await audit(root, 'verify');
      assert.equal(code, 1);
      assert.ok(out.startsWith(`${a}:2: ${reason}\n`));
    });

    it('finds a changed digit in the one line of a log', async () => {
      const root = folder(small());
      await runIn(root, 'render', 'b@1.0.0');
      const [name = ''] = readdirSync(path.join(root, LOGS)).filter((file) => file.endsWith('.jsonl'));
      const file = path.join(root, LOGS, name);
      assert.equal((await audit(root, 'verify')).code, 0);
      writeFileSync(file, readFileSync(file, 'utf8').replace('T07:08:09', 'T07:08:08'));
      assert.equal((await audit(root, 'verify')).code, 1);
    });

    it('of no logs is right', async () => {
      const none = { files: 0, records: 0, torn: 0, broken: [] };
      assert.deepEqual(await json(folder(), 'verify'), [0, none]);
      assert.deepEqual(await json(folder({ '.prompt-bundles': 'a file' }), 'verify'), [0, none]);
    });

    it('fails where something else stands in place of the folder', async () => {
      const { code, out } = await audit(folder({ [LOGS]: 'a file' }), 'verify');
      assert.deepEqual([code, out], [1, '']);
    });

    it('leaves alone what is no log: folders and other files', async () => {
      const { root } = await twoLogs();
      mkdirSync(path.join(root, LOGS, 'c.jsonl'));
      writeFiles(root, { [`${LOGS}/notes.txt`]: 'x' });
      assert.deepEqual((await json<{ files: number }>(root, 'verify'))[1].files, 2);
    });
  });

  describe('what is no file in place of a log', () => {
    for (const { title, kind, make } of IRREGULAR_FILES.filter((one) => one.kind !== 'a folder'))
      it(`is broken for verify, told by list and replay, and waited for by nobody: ${title}`, async function () {
        if (process.platform === 'win32') this.skip();
        const { root, a } = await twoLogs();
        const file = `${LOGS}/c.jsonl`;
        make(path.join(root, file));
        const [code, { broken, records }] = await json<{
          broken: { file: string; reason: string }[];
          records: number;
        }>(root, 'verify');
        assert.deepEqual([code, records, broken.length, broken[0]?.file], [1, 6, 1, file]);
        assert.match(broken[0]?.reason ?? '', new RegExp(`^The log cannot be read: .*it is ${kind}`));
        assert.match((await audit(root, 'verify')).out, /^\S+c\.jsonl: The log cannot be read/);
        for (const args of [['list'], ['replay', '--all'], ['replay']]) {
          const { code: exitCode, out, error } = await audit(root, ...args);
          assert.equal(exitCode, 1);
          assert.match(out, /[61] records?[.:]/);
          assert.match(
            error,
            new RegExp(
              `^${file.replaceAll('.', '\\.')} cannot be used: it is ${kind} \\(\\w+\\)\\. Replace it with a file\\. \\[unusable_file\\]\n$`,
            ),
          );
        }
        const anchoring = await audit(root, 'anchor');
        assert.deepEqual([anchoring.code, anchoring.out], [1, '']);
        assert.match((await runIn(root, 'render', 'b@1.0.0')).out, /^System\./);
        assert.ok(existsSync(path.join(root, a)));
      });
  });

  describe('--log', () => {
    for (const [what, name, files, reason] of [
      ['hooks of git', '.git/hooks', { '.git/hooks/pre-commit.sample': '' }, "is in git's own folder"],
      ['a folder of git that is not there', '.git/audit', {}, "is in git's own folder"],
      ['sources', 'src', { 'src/index.ts': '' }, 'holds index.ts, which is not an audit log'],
      [
        'data',
        'data',
        { 'data/train.jsonl': '{"messages":[]}\n' },
        'holds train.jsonl, which is not an audit log',
      ],
      ['a folder of folders', 'logs', { 'logs/app/x.log': '' }, 'holds app, which is not an audit log'],
    ] as const)
      it(`takes no folder of others: ${what}`, async () => {
        const root = folder({ ...small(), ...files });
        const before = readdirSync(root, { recursive: true }).length;
        for (const args of [
          ['render', 'b@1.0.0'],
          ['publish', 'b@1.0.0'],
          ['compare', 'b'],
          ...['list', 'verify', 'anchor', 'replay'].map((one) => ['audit', one]),
        ]) {
          const { code, out, error } = await runIn(root, ...args, '--log', name);
          assert.deepEqual([code, out], [2, ''], args.join(' '));
          assert.ok(error.includes(`${name} ${reason}.`), error);
        }
        assert.equal(readdirSync(root, { recursive: true }).length, before);
      });

    it('takes an empty folder, one that is not there, and its own again', async () => {
      const root = folder(small());
      mkdirSync(path.join(root, 'empty'));
      for (const name of ['empty', 'new/logs', 'empty', '.prompt-bundles/audit']) {
        const { code, error } = await runIn(root, 'render', 'b@1.0.0', '--log', name);
        assert.deepEqual([code, name === 'empty' ? '' : error], [0, '']);
        assert.equal((await audit(root, 'verify', '--log', name)).code, 0);
      }
      const out = 'empty/anchor.json';
      assert.equal((await audit(root, 'anchor', '--log', 'empty', '--out', out)).code, 0);
      assert.equal((await audit(root, 'verify', '--log', 'empty', '--anchor', out)).code, 0);
    });
  });

  describe('anchor', () => {
    interface Verified {
      readonly broken: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
      readonly anchor?: { readonly logs: number; readonly lines: number; readonly intact: number };
    }
    const ANCHOR = 'audit-anchor.json';
    async function anchored(): Promise<{ root: string; a: string; b: string }> {
      const made = await twoLogs();
      assert.equal(
        (await audit(made.root, 'anchor', '--out', ANCHOR)).error,
        `${made.b}: the last line is torn and not anchored.\n`,
      );
      return made;
    }

    it('is printed, or written to a file, the same each time; as JSON what was written', async () => {
      const { root, b } = await twoLogs();
      const printed = await audit(root, 'anchor');
      assert.deepEqual([printed.code, printed.error], [0, `${b}: the last line is torn and not anchored.\n`]);
      assert.deepEqual(Object.keys(JSON.parse(printed.out) as object), ['anchor', 'logs']);
      assert.equal((await audit(root, 'anchor', '--format', 'json')).out, printed.out);
      const { code, out } = await audit(root, 'anchor', '--out', ANCHOR);
      assert.deepEqual([code, out], [0, `Anchored 6 lines in 2 logs in ${ANCHOR}.\n`]);
      assert.equal(readFileSync(path.join(root, ANCHOR), 'utf8'), printed.out);
      const again = await audit(root, 'anchor', '--out', ANCHOR, '--format', 'json');
      assert.deepEqual(JSON.parse(again.out), { status: 'unchanged', file: ANCHOR, logs: 2, lines: 6 });
      assert.deepEqual(
        readdirSync(root).filter((name) => name.includes('tmp')),
        [],
      );
    });

    it('holds while the logs grow, and is then written anew', async () => {
      const { root } = await anchored();
      await runIn(root, 'render', 'b@1.0.0');
      const text = await audit(root, 'verify', '--anchor', ANCHOR);
      assert.equal(text.code, 0);
      assert.ok(
        text.out.endsWith(
          `7 records in 3 files, 1 torn, 0 broken.\n${ANCHOR} anchors 6 lines in 2 logs: all are as they were.\n`,
        ),
      );
      const [code, { broken, anchor }] = await json<Verified>(root, 'verify', '--anchor', ANCHOR);
      assert.deepEqual([code, broken, anchor], [0, [], { file: ANCHOR, logs: 2, lines: 6, intact: 2 }]);
      assert.match((await audit(root, 'anchor', '--out', ANCHOR)).out, /^Anchored 7 lines in 3 logs/);
      assert.equal((await audit(root, 'verify', '--anchor', path.join(root, ANCHOR))).code, 0);
    });

    for (const [what, tamper, broken] of [
      [
        'sealed anew',
        async (file: string) => {
          writeFileSync(
            file,
            await logOf((await severalRecords(3)).map((record) => ({ ...record, engine_version: '9' }))),
          );
        },
        [3],
      ],
      [
        'cut off',
        async (file: string) => {
          writeFileSync(file, await logOf(await severalRecords(2)));
        },
        [2],
      ],
      [
        'emptied',
        (file: string) => {
          writeFileSync(file, '');
        },
        [0],
      ],
      [
        'deleted',
        (file: string) => {
          rmSync(file);
        },
        [0],
      ],
      [
        'changed',
        (file: string) => {
          writeFileSync(file, readFileSync(file, 'utf8').replace('"1.1.0"', '"9.1.0"'));
        },
        [2],
      ],
    ] as readonly (readonly [string, (file: string) => void | Promise<void>, readonly number[]])[])
      it(`finds a log that was ${what}, and is not written over it`, async () => {
        const { root, a } = await anchored();
        await tamper(path.join(root, a));
        const [code, { broken: told, anchor }] = await json<Verified>(root, 'verify', '--anchor', ANCHOR);
        assert.deepEqual(
          [code, told.map(({ file, line }) => [file, line]), anchor?.intact],
          [1, broken.map((line) => [a, line]), 1],
        );
        const { out } = await audit(root, 'verify', '--anchor', ANCHOR);
        assert.ok(
          out.endsWith(`${ANCHOR} anchors 6 lines in 2 logs: 1 of the logs is not as it was anchored.\n`),
          out,
        );
        const before = readFileSync(path.join(root, ANCHOR), 'utf8');
        const again = await audit(root, 'anchor', '--out', ANCHOR);
        assert.deepEqual([again.code, again.out], [1, '']);
        assert.match(again.error, new RegExp(`^${a.replaceAll('.', '\\.')}`));
        assert.equal(readFileSync(path.join(root, ANCHOR), 'utf8'), before);
        const [, refused] = await audit(root, 'anchor', '--out', ANCHOR, '--format', 'json').then(
          (run) => [run.code, JSON.parse(run.out) as { status: string; broken: unknown[] }] as const,
        );
        assert.deepEqual([refused.status, refused.broken.length], ['refused', 1]);
      });

    it('is made of no log that is broken', async () => {
      const { root, a } = await twoLogs();
      const file = path.join(root, a);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"1.1.0"', '"9.1.0"'));
      const { code, out, error } = await audit(root, 'anchor', '--out', ANCHOR);
      assert.deepEqual([code, out], [1, '']);
      assert.equal(
        error,
        `${a}:2: The line was changed: its checksum is wrong.\nNo anchor was made: a log is damaged. Run prompt-bundles audit verify to see where. [damaged_log]\n`,
      );
      assert.equal(existsSync(path.join(root, ANCHOR)), false);
    });

    for (const [what, text] of [
      ['another file', 'notes\n'],
      ['an empty file', ''],
      ['another JSON file', '{"name":"x"}\n'],
      ['an anchor that was edited', '{"anchor":1,"logs":[]}'],
    ] as const)
      it(`is written over nothing but an anchor, and held against nothing else: ${what}`, async () => {
        const { root } = await twoLogs();
        writeFiles(root, { [ANCHOR]: text });
        const { code, error } = await audit(root, 'anchor', '--out', ANCHOR);
        assert.equal(code, 1);
        assert.match(
          error,
          /^audit-anchor\.json already exists and was not replaced\. It [^.]+\. Choose another file\. \[file_exists\]\n$/,
        );
        assert.equal(readFileSync(path.join(root, ANCHOR), 'utf8'), text);
        const [exitCode, { broken }] = await json<Verified>(root, 'verify', '--anchor', ANCHOR);
        assert.deepEqual([exitCode, broken.map(({ file, line }) => [file, line])], [1, [[ANCHOR, 0]]]);
        assert.match(
          (await audit(root, 'verify', '--anchor', ANCHOR)).out,
          /^audit-anchor\.json: The logs cannot be compared with this anchor\. It /,
        );
      });

    for (const { title, kind, make } of IRREGULAR_FILES)
      it(`is neither written to nor read from what is no file: ${title}`, async function () {
        if (process.platform === 'win32') this.skip();
        const { root } = await twoLogs();
        make(path.join(root, ANCHOR));
        const { code, error } = await audit(root, 'anchor', '--out', ANCHOR);
        assert.equal(code, 1);
        assert.ok(
          error.includes(
            `already exists and was not replaced. ${path.join(root, ANCHOR)} cannot be used: it is ${kind} (`,
          ),
          error,
        );
        assert.equal((await audit(root, 'verify', '--anchor', ANCHOR)).code, 1);
      });

    it('is not held against a folder of logs that is gone, or by a file that is', async () => {
      const { root } = await anchored();
      rmSync(path.join(root, LOGS), { recursive: true });
      const [code, { broken }] = await json<Verified>(root, 'verify', '--anchor', ANCHOR);
      assert.deepEqual([code, broken.length], [1, 2]);
      assert.equal((await audit(root, 'verify', '--anchor', 'none.json')).code, 2);
      assert.equal((await audit(root, 'anchor', '--out', 'none/anchor.json')).code, 1);
      assert.equal((await audit(root, 'anchor', '--out', 'anchor.jsonl')).code, 2);
    });
  });

  describe('list', () => {
    interface List {
      readonly records: readonly (Readonly<Record<string, unknown>> & { file: string; line: number })[];
      readonly total: number;
    }

    it('gives the newest first, without what may be personal', async () => {
      const { root, b } = await twoLogs();
      const [code, { records, total }] = await json<List>(root, 'list');
      assert.deepEqual([code, total, records.length], [0, 6, 6]);
      assert.deepEqual(
        records.map(({ file, line }) => `${file.slice(-7, -6)}${line}`),
        ['b3', 'a3', 'b2', 'a2', 'b1', 'a1'],
      );
      const [first] = records;
      assert.equal(first?.file, b);
      assert.deepEqual(Object.keys(first), [
        'file',
        'line',
        'created_at',
        'event',
        'bundle_id',
        'semver',
        'bundle_hash',
        'personality_hash',
        'prompt_hash',
        'content_hash',
        'engine_version',
        'adapter_versions',
        'renderer_version',
        'templates',
      ]);
    });

    it('prints a line each, and how many there are', async () => {
      const { root } = await twoLogs();
      const { out } = await audit(root, 'list', '--limit', '1');
      assert.match(
        out,
        /^2026-03-01T00:02:00\.000Z {2}copy {10}b@1\.0\.0 {2}[0-9a-f]{64} {2}\.prompt-bundles\/audit\/b\.jsonl:3\n6 records\. 5 older ones are not listed\.\n$/,
      );
    });

    it('filters by bundle, hash and time', async () => {
      const { root } = await twoLogs();
      const total = async (...args: string[]): Promise<number> =>
        (await json<List>(root, 'list', ...args))[1].total;
      const [, { records }] = await json<List>(root, 'list', '--limit', '1');
      assert.equal(await total('--bundle', 'b'), 6);
      assert.equal(await total('--bundle', 'b@1.0.1'), 0);
      assert.equal(await total('--hash', String(records[0]?.['prompt_hash']).slice(0, 12)), 2);
      assert.equal(await total('--since', '2026-03-01T00:01'), 4);
      assert.equal(await total('--until', '2026-03-01T00:01'), 4);
      assert.equal(await total('--since', '2026-03-01T00:01', '--until', '2026-03-01T00:01'), 2);
      assert.equal(await total('--since', '2027'), 0);
    });
  });

  describe('replay', () => {
    it('of the newest record, or of all, is identical', async () => {
      const { root } = await twoLogs();
      const all = { records: 6, identical: 6, changed: [], not_replayable: 0 };
      assert.deepEqual(await json(root, 'replay', '--all'), [0, all]);
      assert.deepEqual(await json(root, 'replay'), [0, { ...all, records: 1, identical: 1 }]);
      assert.equal(
        (await audit(root, 'replay')).out,
        '1 record: 1 identical, 0 changed, 0 not replayable.\n',
      );
    });

    it('names what changed, and fails', async () => {
      const { root, b } = await twoLogs();
      writeFiles(root, small({ content: 'Be cold.' }));
      const [code, answer] = await json<{ changed: unknown[] }>(root, 'replay');
      assert.deepEqual(
        [code, answer],
        [
          1,
          {
            records: 1,
            identical: 0,
            changed: [{ file: b, line: 3, verdict: 'templates' }],
            not_replayable: 0,
          },
        ],
      );
      assert.equal(
        (await audit(root, 'replay')).out,
        `${b}:3: b@1.0.0: templates: Changed since: the personality, p@1.0.0.\n1 record: 0 identical, 1 changed, 0 not replayable.\n`,
      );
    });

    it('is identical again once the version is published', async () => {
      const { root } = await twoLogs();
      await runIn(root, 'publish', 'b@1.0.0', '--no-audit');
      writeFiles(root, small({ content: 'Be cold.', semver: '2.0.0', template: '2.0.0' }));
      assert.equal((await audit(root, 'replay', '--all')).code, 0);
    });

    it('that is not possible is counted, and is no failure', async () => {
      const log = await logOf(await severalRecords(2), 'hashes');
      const root = folder({ ...small(), [`${LOGS}/a.jsonl`]: log });
      assert.deepEqual(await json(root, 'replay', '--all'), [
        0,
        { records: 2, identical: 0, changed: [], not_replayable: 2 },
      ]);
      const { out } = await audit(root, 'replay');
      assert.match(
        out,
        /^\.prompt-bundles\/audit\/a\.jsonl:2: b@1\.0\.0: not-replayable: Only hashes were recorded/,
      );
    });

    it('of nothing is nothing', async () => {
      assert.deepEqual(await json(folder(), 'replay'), [
        0,
        { records: 0, identical: 0, changed: [], not_replayable: 0 },
      ]);
    });
  });

  for (const args of [
    [],
    ['read'],
    ['verify', '--all'],
    ['verify', 'x'],
    ['list', '--limit', '0'],
    ['list', '--limit', 'x'],
    ['list', '--format', 'markdown'],
    ['replay', '--limit', '1'],
    ['verify', '--root', 'nowhere'],
    ['verify', '--out', 'x'],
    ['anchor', '--anchor', 'x'],
    ['list', '--anchor', 'x'],
    ['anchor', 'x.json'],
  ]) {
    it(`called with ${args.join(' ') || 'nothing'} is called wrongly`, async () => {
      const { code, out } = await audit(folder(), ...args);
      assert.deepEqual([code, out], [2, '']);
    });
  }
});
