// Audit records and their log (spec, section 7).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sha256 } from '../../../src/node/sha256.js';
import { auditFileName } from '../../../src/core/audit/files.js';
import { MAX_LINE_BYTES } from '../../../src/core/audit/logLines.js';
import { verifyLog } from '../../../src/core/audit/verify.js';
import { encodeUtf8 } from '../../../src/core/text/utf8.js';
import { jsonLinesSink } from '../../../src/core/audit/jsonLines.js';
import { nullAuditSink } from '../../../src/core/audit/null.js';
import { sealLine } from '../../../src/core/audit/checksum.js';
import type { AuditRecord, WrittenRecord } from '../../../src/core/audit/record.js';
import { loadHashing } from '../../../src/core/hashing.js';
import type { PromptTemplate } from '../../../src/core/model/template.js';
import { createAuditRecord, createPromptGenerator, type Render } from '../../../src/core/promptGenerator.js';
import { inlineBundleSource, inlineTemplateSource } from '../../../src/core/sources/inline.js';
import { chunksOf } from './logs.js';
import { parseBundle, parseInput } from '../documents/parsing.js';

const NOW = new Date('2024-05-06T07:08:09.010Z');
const TEMPLATES = ['p', 'a', 't'].map((template_id): PromptTemplate => ({
  template_id,
  semver: '1.0.0',
  role: 'user',
  content: `${template_id} {{task}}`,
  constraints: null,
  adapter_version: template_id === 'a' ? '2.0' : null,
}));

async function render(input = 'task: "é\\u2028"\nengine_version: 0.1.2\n'): Promise<Render> {
  const bundle = parseBundle(
    'bundle_id: b\nsemver: 1.0.0\ntemplates: {system: {content: hello}, personality: p@1.0.0, activity: a@1.0.0, task: t@1.0.0}\n',
  ).model;
  const model = parseInput(input).model;
  assert.ok(bundle && model);
  const generator = createPromptGenerator({
    bundles: inlineBundleSource([bundle]),
    templates: inlineTemplateSource(TEMPLATES),
    audit: nullAuditSink,
    hashing: await loadHashing(sha256),
    now: () => NOW,
  });
  return generator.renderFromBundle({ bundle: { id: 'b', semver: '1.0.0' }, input: model });
}

describe('an audit record', () => {
  it('holds all that names a render and all that made it', async () => {
    const made = await render();
    const record = createAuditRecord(made, 'copy', NOW);
    assert.deepEqual(record, {
      record: 1,
      created_at: '2024-05-06T07:08:09.010Z',
      event: 'copy',
      bundle_id: 'b',
      semver: '1.0.0',
      bundle_hash: made.bundle_hash,
      personality_hash: made.personality_hash,
      prompt_hash: made.prompt_hash,
      content_hash: made.content_hash,
      engine_version: '0.1.2',
      adapter_versions: { system: null, personality: null, activity: '2.0', task: null },
      renderer_version: '1.0.0',
      input: '{"activity_level":0.0,"semantic_traits":{},"stress":0.0,"task":"é\u2028"}',
      templates: {
        system: { id: null, semver: null, template_hash: made.template_hashes.system },
        personality: { id: 'p', semver: '1.0.0', template_hash: made.template_hashes.personality },
        activity: { id: 'a', semver: '1.0.0', template_hash: made.template_hashes.activity },
        task: { id: 't', semver: '1.0.0', template_hash: made.template_hashes.task },
      },
      rendered_prompt: made.rendered_prompt,
    });
    assert.equal(record.prompt_hash, sha256(record.rendered_prompt));
  });

  it('without an engine version says so', async () => {
    assert.equal(createAuditRecord(await render('{}'), 'open', NOW).engine_version, null);
  });
});

describe('an audit log of JSON lines', () => {
  const record = async (): Promise<AuditRecord> => createAuditRecord(await render(), 'save', NOW);

  it('is one line a record, each with the hash of the bytes of the line before and one of its own', async () => {
    let file = '';
    const append = (text: string): Promise<void> => Promise.resolve(void (file += text));
    const sink = jsonLinesSink({ append, sha256, onFailure: assert.ifError });
    const given = await record();
    for (let i = 0; i < 3; i++) sink.append(given);
    await sink.flush();
    const lines = file.split('\n');
    assert.equal(lines.pop(), '');
    assert.equal(lines.length, 3);
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1];
      const previous =
        before === undefined ? null : createHash('sha256').update(before, 'utf8').digest('hex');
      const [body = ''] = line.split(',"checksum"');
      const checksum = createHash('sha256').update(body, 'utf8').digest('hex');
      assert.equal(line, `${body},"checksum":"${checksum}"}`);
      assert.deepEqual(JSON.parse(line), { ...given, previous, checksum });
    }
  });

  it('goes on in the next file before a line would make one too large, and not before', async () => {
    const given = await record();
    const [first, next] = [null, sha256('')].map(
      (previous) => encodeUtf8(`${sealLine(JSON.stringify({ ...given, previous }), sha256)}\n`).length,
    );
    assert.ok(first !== undefined && next !== undefined);
    for (const [maxBytes, counts] of [
      [first + next, [2, 2, 1]],
      [first + next - 1, [1, 1, 1, 1, 1]],
      [1, [1, 1, 1, 1, 1]],
    ] as const) {
      const files = new Map<number, string>();
      const sink = jsonLinesSink({
        append: (text, sequence) =>
          Promise.resolve(void files.set(sequence, (files.get(sequence) ?? '') + text)),
        sha256,
        onFailure: assert.ifError,
        maxBytes,
      });
      for (let i = 0; i < 5; i++) sink.append(given);
      await sink.flush();
      const lines = [...files.values()].map((text) => text.trimEnd().split('\n'));
      assert.deepEqual(
        [...files.keys()],
        counts.map((_count, i) => i + 1),
      );
      assert.deepEqual(
        lines.map(({ length }) => length),
        counts,
      );
      for (const [line = ''] of lines) assert.equal((JSON.parse(line) as WrittenRecord).previous, null);
    }
  });

  it('goes on in the next file where the clock went back by more than a minute', async () => {
    const files = new Map<number, string[]>();
    const sink = jsonLinesSink({
      append: (text, sequence) =>
        Promise.resolve(void files.set(sequence, [...(files.get(sequence) ?? []), text])),
      sha256,
      onFailure: assert.ifError,
    });
    const given = await record();
    for (const second of [100, 40, 100, 39, 39, 5000, 40])
      sink.append({ ...given, created_at: new Date(second * 1000).toISOString() });
    await sink.flush();
    assert.deepEqual(
      [...files.values()].map(({ length }) => length),
      [3, 3, 1],
    );
    const hashing = await loadHashing(sha256);
    for (const lines of files.values())
      assert.deepEqual((await verifyLog(chunksOf(encodeUtf8(lines.join(''))), hashing)).broken, []);
  });

  it('takes no record that its reader would not: it is told once, and the file goes on', async () => {
    const written: number[] = [];
    const failures: unknown[] = [];
    const given = await record();
    const longest = sealLine(JSON.stringify({ ...given, previous: sha256('') }), sha256);
    const one = encodeUtf8(longest).length + 10;
    let fails = false;
    const sink = jsonLinesSink({
      append: (_text, sequence) => {
        if (fails) return Promise.reject(new Error('full'));
        written.push(sequence);
        return Promise.resolve();
      },
      sha256,
      onFailure: (error) => failures.push(error),
      maxLineBytes: one,
    });
    const long = { ...given, rendered_prompt: 'é'.repeat(one / 2) };
    for (const next of [long, given, long, { ...long, rendered_prompt: 'x'.repeat(one + 1) }, given]) {
      sink.append(next);
      await sink.flush();
    }
    // A full disk is another thing to be told of, and the next record that is too long is one more.
    fails = true;
    for (const next of [long, given, long]) sink.append(next);
    await sink.flush();
    assert.deepEqual(written, [1, 1]);
    assert.deepEqual(
      failures.map((error) => (error as Error).name),
      ['RecordTooLongError', 'RecordTooLongError', 'RecordTooLongError', 'Error', 'RecordTooLongError'],
    );
    assert.match(
      String(failures[0]),
      /^RecordTooLongError: The record has 0\.0 MB, and a log accepts at most 0\.0 MB per record\./,
    );
  });

  it('has the longest record that its reader takes, and none that is longer by a byte', async () => {
    const given = { ...(await record()), input: null, rendered_prompt: '' };
    const rest = sealLine(JSON.stringify({ ...given, previous: null }), sha256).length;
    const hashing = await loadHashing(sha256);
    for (const more of [0, 1]) {
      let file = '';
      const failures: unknown[] = [];
      const sink = jsonLinesSink({
        append: (text) => Promise.resolve(void (file += text)),
        sha256,
        onFailure: (error) => failures.push(error),
      });
      const rendered_prompt = 'x'.repeat(MAX_LINE_BYTES - 1 - rest + more);
      sink.append({ ...given, rendered_prompt, prompt_hash: sha256(rendered_prompt) });
      await sink.flush();
      assert.equal(failures.length, more);
      // A checkout may have added a carriage return.
      const bytes = encodeUtf8(file.replace('\n', '\r\n'));
      const { records, broken } = await verifyLog(chunksOf(bytes, 1 << 22), hashing);
      assert.deepEqual([records, broken], [1 - more, []]);
    }
  });

  it('says how large a record is, to a tenth, also of one that makes no text', async () => {
    const failures: unknown[] = [];
    const append = (): Promise<void> => Promise.reject(new Error('nothing is written'));
    const sink = jsonLinesSink({ append, sha256, onFailure: (error) => failures.push(error) });
    const half = 'x'.repeat(500_200_000);
    sink.append({ ...(await record()), input: half, rendered_prompt: half });
    await sink.flush();
    assert.match(String(failures[0]), /The record has 1000\.4 MB, and a log accepts at most 64\.0 MB/);
  });

  it('of hashes alone has neither the input nor the prompt', async () => {
    let file = '';
    const append = (text: string): Promise<void> => Promise.resolve(void (file += text));
    const sink = jsonLinesSink({ append, sha256, onFailure: assert.ifError, mode: 'hashes' });
    const given = await record();
    sink.append(given);
    await sink.flush();
    const { checksum, ...written } = JSON.parse(file) as WrittenRecord;
    assert.ok(checksum);
    assert.deepEqual(written, { ...given, input: null, rendered_prompt: null, previous: null });
  });

  it('goes on in a new file after a failure, and tells the next one again', async () => {
    const files = new Map<number, string>();
    const failures: unknown[] = [];
    let fails = false;
    const sink = jsonLinesSink({
      append: (text, sequence) => {
        if (fails) return Promise.reject(new Error(`full ${sequence}`));
        return Promise.resolve(void files.set(sequence, (files.get(sequence) ?? '') + text));
      },
      sha256,
      onFailure: (error) => failures.push(error),
    });
    const given = await record();
    for (const state of [false, true, true, false, true, false]) {
      fails = state;
      sink.append(given);
      await sink.flush();
    }
    assert.equal(failures.length, 2);
    assert.equal([...files.values()].join('').match(/\n/g)?.length, 3);
    for (const text of files.values()) assert.match(text, /^[^\n]*"previous":null[^\n]*\n$/);
  });

  it('goes on at once in a new file where the one so far was taken away, and tells nobody', async () => {
    const written: number[] = [];
    const append = (_text: string, sequence: number): Promise<void> =>
      written.length > 0 && sequence === 1
        ? Promise.reject(new Error('gone'))
        : Promise.resolve(void written.push(sequence));
    const sink = jsonLinesSink({ append, sha256, onFailure: assert.ifError });
    const given = await record();
    for (let i = 0; i < 3; i++) sink.append(given);
    await sink.flush();
    assert.deepEqual(written, [1, 2, 2]);
  });

  it('keeps the order of records that come while one is being written', async () => {
    const written: string[] = [];
    const append = async (text: string): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 3 - written.length));
      written.push((JSON.parse(text) as AuditRecord).semver);
    };
    const sink = jsonLinesSink({ append, sha256, onFailure: assert.ifError });
    const given = await record();
    for (const semver of ['1.0.0', '2.0.0', '3.0.0']) sink.append({ ...given, semver });
    await sink.flush();
    assert.deepEqual(written, ['1.0.0', '2.0.0', '3.0.0']);
  });

  it('tells the first failure, once, and neither throws nor rejects', async () => {
    const failures: unknown[] = [];
    const sink = jsonLinesSink({
      append: () => Promise.reject(new Error('disk full')),
      sha256,
      onFailure: (error) => failures.push(error),
    });
    const given = await record();
    sink.append(given);
    sink.append(given);
    await sink.flush();
    assert.deepEqual(failures.map(String), ['Error: disk full']);
  });

  it('to nowhere takes everything', async () => {
    nullAuditSink.append(await record());
    await nullAuditSink.flush();
  });
});

describe('the name of a log', () => {
  it('sorts by time and holds no sign that a file system minds', () => {
    assert.equal(auditFileName(NOW, 'a1-b2', 1), '20240506T070809Z-a1-b2.jsonl');
    assert.equal(auditFileName(NOW, '../x:y z', 1), '20240506T070809Z-xyz.jsonl');
    const names = ['2024-12-31T23:59:59.999Z', '2025-01-01T00:00:00.000Z'].map((time) =>
      auditFileName(new Date(time), 'x', 1),
    );
    assert.deepEqual([...names].sort(), names);
  });

  it('is another for each writer', () => {
    assert.notEqual(auditFileName(NOW, 'a', 1), auditFileName(NOW, 'b', 1));
  });
});
