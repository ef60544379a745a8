import { jsonLinesSink } from '../../src/core/audit/jsonLines.js';
import type { AuditRecord } from '../../src/core/audit/record.js';
import { loadHashing } from '../../src/core/hashing.js';
import { loadPortableSha256 } from '../../src/core/portableSha256.js';

// Logs for tests, as a writer of ours makes them. Nothing here needs Node: the tests in the web worker use it too.

/** A record of a render that no file gives, with all its hashes right; what is given takes the place of what it has. */
export async function madeRecord(given: Partial<AuditRecord> = {}): Promise<AuditRecord> {
  const { xxh3, sha256 } = await loadHashing(await loadPortableSha256());
  const {
    bundle_id = 'made-up',
    semver = '1.0.0',
    input = '{"activity_level":0.0,"semantic_traits":{},"stress":0.0,"task":""}',
    rendered_prompt = 'You are made up.',
  } = given;
  const template = { id: 'nowhere', semver: '1.0.0', template_hash: sha256('nowhere') };
  return {
    record: 1,
    created_at: '2026-03-14T12:00:00.000Z',
    event: 'copy',
    bundle_id,
    semver,
    bundle_hash: xxh3(`${bundle_id}:${semver}`),
    personality_hash: xxh3(input ?? ''),
    prompt_hash: sha256(rendered_prompt ?? ''),
    content_hash: sha256(`${bundle_id} ${semver}`),
    engine_version: null,
    adapter_versions: { system: null, personality: null, activity: null, task: null },
    renderer_version: '1.0.0',
    input,
    templates: { system: template, personality: template, activity: template, task: template },
    rendered_prompt,
    ...given,
  };
}

/** The text of a log that holds these records, oldest first. */
export async function logText(
  records: readonly AuditRecord[],
  mode: 'full' | 'hashes' = 'full',
): Promise<string> {
  let text = '';
  const failures: unknown[] = [];
  const sink = jsonLinesSink({
    append: (line) => Promise.resolve(void (text += line)),
    sha256: await loadPortableSha256(),
    onFailure: (error) => failures.push(error),
    mode,
  });
  for (const record of records) sink.append(record);
  await sink.flush();
  if (failures.length > 0) throw failures[0];
  return text;
}
