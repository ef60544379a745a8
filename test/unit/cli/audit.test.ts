import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WrittenRecord } from '../../../src/core/audit/record.js';
import { logOf, severalRecords } from '../audit/logs.js';
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

    it('leaves alone what is no log: folders and other files', async () => {
      const { root } = await twoLogs();
      mkdirSync(path.join(root, LOGS, 'c.jsonl'));
      writeFiles(root, { [`${LOGS}/notes.txt`]: 'x' });
      assert.deepEqual((await json<{ files: number }>(root, 'verify'))[1].files, 2);
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
  ]) {
    it(`called with ${args.join(' ') || 'nothing'} is called wrongly`, async () => {
      const { code, out } = await audit(folder(), ...args);
      assert.deepEqual([code, out], [2, '']);
    });
  }
});
