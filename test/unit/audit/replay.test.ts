import assert from 'node:assert/strict';
import type { AuditRecord } from '../../../src/core/audit/record.js';
import { replayRecord, type ReplayOutcome } from '../../../src/core/audit/replay.js';
import { replaySources } from '../../../src/language/audit/replaySources.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { sha256 } from '../../../src/node/sha256.js';
import { workspaceOf } from '../language/memoryWorkspace.js';
import { small } from '../published/samples.js';
import { read, snapshotOf, type Files } from '../rendering.js';
import { recordOf } from './logs.js';

const INPUT = 'task: Where is it?\nstress: 1\nsemantic_traits: {a: 1, b: 1.0}\n';

/** Replays a record where there are these files and these published versions. */
async function replay(
  record: AuditRecord,
  files: Files,
  published: readonly { readonly name: string; readonly text: string }[] = [],
): Promise<ReplayOutcome> {
  const workspace = await workspaceOf(files);
  const { scope } = workspace;
  for (const { name, text } of published) scope.updateSnapshot(read(name, text));
  const { language } = workspace;
  return replayRecord(record, await replaySources(language, ''), await language.hashing());
}

const hashesOnly = (record: AuditRecord): AuditRecord => ({ ...record, input: null, rendered_prompt: null });

describe('a replay', () => {
  it('is identical from the files', async () => {
    const record = await recordOf(small(), INPUT);
    assert.deepEqual(await replay(record, small()), {
      verdict: 'identical',
      reason: 'The same prompt, byte for byte.',
      rendered_prompt: record.rendered_prompt,
    });
  });

  it('is identical from the published version, whatever the files say by now', async () => {
    const record = await recordOf(small(), INPUT);
    const snapshots = [await snapshotOf(small())];
    for (const files of [{}, small({ content: 'Be cold.' }), small({ semver: '2.0.0', template: '2.0.0' })])
      assert.equal((await replay(record, files, snapshots)).verdict, 'identical');
  });

  it('is identical with a template of the same content that has another name by now', async () => {
    const record = await recordOf(small(), INPUT);
    assert.equal((await replay(record, small({ template: '9.0.0' }))).verdict, 'identical');
  });

  it('does not depend on the models a bundle serves', async () => {
    const record = await recordOf(small({ more: 'tags: [m]\n' }), `${INPUT}model_type: m\n`);
    assert.equal((await replay(record, small())).verdict, 'identical');
  });

  it('says which templates changed, and gives the prompt they make now', async () => {
    const record = await recordOf(small(), INPUT);
    const changed = small({ content: 'Be cold.' });
    const files = {
      ...changed,
      'b.prompt-bundle.yaml': (changed['b.prompt-bundle.yaml'] ?? '').replace('System.', 'System!'),
    };
    const outcome = await replay(record, files);
    assert.equal(outcome.verdict, 'templates');
    assert.equal(outcome.reason, 'Changed since: the system; the personality, p@1.0.0.');
    assert.equal(outcome.rendered_prompt, 'System!\n\nBe cold.\n\n0.0\n\nWhere is it?');
  });

  it('says that the input changed where it does not give its hash', async () => {
    const record = await recordOf(small(), INPUT);
    const input = record.input?.replace('Where', 'There') ?? '';
    const outcome = await replay({ ...record, input }, small());
    assert.equal(outcome.verdict, 'input');
    assert.match(outcome.rendered_prompt, /There is it\?$/);
  });

  it('says that the input changed where its numbers are written otherwise', async () => {
    const record = await recordOf(small(), INPUT);
    const input = record.input?.replace('"a":1', '"a":1.0') ?? '';
    assert.notEqual(input, record.input);
    assert.equal((await replay({ ...record, input }, small())).verdict, 'input');
  });

  it('says that the renderer changed where it writes the same input otherwise', async () => {
    const record = await recordOf(small(), INPUT);
    const input = ` ${record.input ?? ''}`;
    const personality_hash = (await loadHashing(sha256)).xxh3(input);
    const outcome = await replay({ ...record, input, personality_hash }, small());
    assert.equal(outcome.verdict, 'renderer');
    assert.equal(outcome.reason, 'The same input now gives another personality_hash.');
  });

  it('says that the renderer changed where all else is the same', async () => {
    const record = await recordOf(small(), INPUT);
    const outcome = await replay(
      { ...record, prompt_hash: '0'.repeat(64), rendered_prompt: 'Other.' },
      small(),
    );
    assert.equal(outcome.verdict, 'renderer');
    assert.equal(outcome.rendered_prompt, record.rendered_prompt);
  });

  it('of hashes alone is done with the input file that still gives them', async () => {
    const record = hashesOnly(await recordOf(small(), INPUT));
    const files = { ...small(), 'a.prompt-input.yaml': 'task: Other\n', 'i.prompt-input.yaml': INPUT };
    assert.equal((await replay(record, files)).verdict, 'identical');
    assert.equal(
      (await replay(record, { 'i.prompt-input.yaml': INPUT }, [await snapshotOf(small())])).verdict,
      'identical',
    );
    const changed = { ...small({ content: 'Be cold.' }), 'i.prompt-input.yaml': INPUT };
    assert.equal((await replay(record, changed)).verdict, 'templates');
  });

  it('is not possible without the input', async () => {
    const record = hashesOnly(await recordOf(small(), INPUT));
    for (const files of [small(), { ...small(), 'i.prompt-input.yaml': `${INPUT}activity_level: 1\n` }])
      assert.deepEqual(await replay(record, files), {
        verdict: 'not-replayable',
        reason: 'Only hashes were recorded, and no input file gives them.',
      });
  });

  it('is not possible with an input that cannot be read', async () => {
    const record = await recordOf(small(), INPUT);
    for (const input of ['', 'x', '[]', '{"task":'])
      assert.deepEqual(await replay({ ...record, input }, small()), {
        verdict: 'not-replayable',
        reason: 'The recorded input cannot be read.',
      });
  });

  it('is not possible without the templates, or where a name means two of them', async () => {
    const record = await recordOf(small(), INPUT);
    assert.deepEqual(await replay(record, {}), {
      verdict: 'not-replayable',
      reason:
        'Neither a file nor a published version still has the system; the personality, p@1.0.0; the activity; the task.',
    });
    const { 'p.prompt-template.yaml': template = '', ...rest } = small({ content: 'Be cold.' });
    const twice = { ...rest, 'p.prompt-template.yaml': template, 'q.prompt-template.yaml': template };
    assert.deepEqual(await replay(record, twice), {
      verdict: 'not-replayable',
      reason: 'Neither a file nor a published version still has the personality, p@1.0.0.',
    });
  });

  it('takes hostile inputs of a record as they are', async () => {
    const record = await recordOf(small(), INPUT);
    for (const input of [
      '{"task":1,"stress":"x"}',
      '{"semantic_traits":[]}',
      '{"__proto__":{"task":"x"}}',
      `{"semantic_traits":${'{"a":'.repeat(90)}1${'}'.repeat(90)}}`,
      '['.repeat(10_000),
    ]) {
      const { verdict } = await replay({ ...record, input }, small());
      assert.ok(verdict === 'input' || verdict === 'not-replayable', input.slice(0, 30));
    }
  });
});
