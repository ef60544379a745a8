import assert from 'node:assert/strict';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REFUSAL_CODES, refusalPage } from '../../../src/cli/documents/refusalPages.js';
import { FINDING_CODES } from '../../../src/core/model/findings.js';
import type { RefusalCode } from '../../../src/core/model/refusal.js';
import { logOf, severalRecords } from '../audit/logs.js';
import { run, runWith, type Run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { FakeService } from '../registry/http/fakeService.js';
import { answerJson, testServers } from '../registry/http/testServer.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const LABELS = '.prompt-bundles/labels.json';
const LOG = '.prompt-bundles/audit/a.jsonl';
const PLACE = '.prompt-bundles/published/b@1.0.0.json';
const RENDER = ['render', 'b@1.0.0', '--no-audit'];
const PUBLISH = ['publish', 'b@1.0.0', '--no-audit'];

describe('a code of a refusal', () => {
  const folder = temporaryFolder();
  const serve = testServers();
  const { 'p.prompt-template.yaml': persona = '', 'b.prompt-bundle.yaml': bundle = '' } = small();

  const published = async (): Promise<string> => {
    const root = folder(small());
    assert.equal((await run(root, ...PUBLISH)).code, 0);
    return root;
  };
  /** A file of a log, and an anchor of it. */
  const anchored = async (): Promise<string> => {
    const root = folder({ [LOG]: await logOf(await severalRecords(3)) });
    assert.equal((await run(root, 'audit', 'anchor', '--out', 'anchor.json')).code, 0);
    return root;
  };
  const refusing = (): Promise<string> =>
    serve((_request, response) => {
      answerJson(response, 401, { detail: 'Not authenticated' });
    });

  /** What is refused with each code: every one of them, by the type, but what takes a database and is tested with one. */
  const CASES: Readonly<Record<Exclude<RefusalCode, 'different_here'>, () => Promise<Run>>> = {
    unknown_bundle: () => run(folder(small()), 'render', 'b@2.0.0'),
    ambiguous_bundle: () => run(folder({ ...small(), 'c.prompt-bundle.yaml': bundle }), ...RENDER),
    invalid_bundle: () =>
      run(folder({ ...small(), 'b.prompt-bundle.yaml': `${bundle}extra: 1\n` }), ...RENDER),
    unresolved_template: () => run(folder({ 'b.prompt-bundle.yaml': bundle }), ...RENDER),
    ambiguous_template: () => run(folder({ ...small(), 'q.prompt-template.yaml': persona }), ...RENDER),
    invalid_template: () =>
      run(folder({ ...small(), 'p.prompt-template.yaml': `${persona}extra: 1\n` }), ...RENDER),
    invalid_input: () => run(folder({ ...small(), 'in.yaml': 'tak: 1\n' }), ...RENDER, '--input', 'in.yaml'),
    bundle_unsupported_model: () => run(folder(small()), ...RENDER, '--model', 'huge'),
    has_errors: () => run(folder({ ...small(), 'b.prompt-bundle.yaml': `${bundle}extra: 1\n` }), ...PUBLISH),
    published_otherwise: async () => {
      const root = await published();
      writeFiles(root, small({ content: 'Be cold.' }));
      return run(root, ...PUBLISH);
    },
    damaged_version: () => run(folder({ ...small(), [PLACE]: '{}' }), ...PUBLISH),
    too_large: () => run(folder(small()), ...PUBLISH, '--max-file-size', '0.0005'),
    not_writable: async () => {
      const root = await published();
      symlinkSync(path.join(folder({ 'labels.json': '{}' }), 'labels.json'), path.join(root, LABELS));
      return run(root, 'label', 'b@1.0.0', 'production');
    },
    file_exists: () => run(folder({ '.prompt-bundles/config.json': '{}' }), 'init'),
    changed_meanwhile: async () => {
      const root = await published();
      await run(root, 'label', 'b@1.0.0', 'production');
      // Asked for between reading and writing.
      const newId = (): string => {
        writeFileSync(path.join(root, LABELS), '{"b": {"theirs": "1.0.0"}}');
        return 'an-id';
      };
      return runWith({ newId }, root, 'label', 'b@1.0.0', 'staging');
    },
    not_published: () => run(folder(small()), 'label', 'b@1.0.0', 'production'),
    invalid_label: async () => run(await published(), 'label', 'b@1.0.0', 'Production'),
    unknown_label: async () => run(await published(), 'render', 'b', '--label', 'production'),
    invalid_labels: async () => {
      const root = await published();
      writeFiles(root, { [LABELS]: '{"b": ' });
      return run(root, 'label', 'b@1.0.0', 'production');
    },
    invalid_baseline: () =>
      run(
        folder({ ...small(), '.prompt-bundles/baseline.json': '{"b": ' }),
        ...['lint', 'p.prompt-template.yaml', '--write-baseline', '--no-cache'],
      ),
    version_exists: () => run(folder({ ...small(), 'b.txt': 'Text.' }), 'import', 'b.txt'),
    not_in_registry: async () => {
      const fake = new FakeService();
      const url = await serve(({ path: place, ...request }, response) => {
        if (place.includes('/render')) answerJson(response, 404, { detail: 'Bundle not found' });
        else fake.handle({ path: place, ...request }, response);
      });
      return run(folder(small()), 'verify', 'b@1.0.0', '--registry', url);
    },
    registry_refused: async () => run(folder(small()), 'verify', 'b@1.0.0', '--registry', await refusing()),
    registry_unanswered: () => run(folder(small()), 'verify', 'b@1.0.0', '--registry', 'http://127.0.0.1:1'),
    registry_unable: () => run(folder(small()), 'pull', '--all', '--registry', 'http://127.0.0.1:1'),
    damaged_log: () => run(folder({ [LOG]: 'no record\n' }), 'audit', 'anchor'),
    anchor_differs: async () => {
      const root = await anchored();
      rmSync(path.join(root, LOG));
      return run(root, 'audit', 'anchor', '--out', 'anchor.json');
    },
    unusable_file: () =>
      run(folder({ ...small(), 'a.txt': new Uint8Array([0x61, 0xe4]) }), 'check', 'b@1.0.0', 'a.txt'),
  };

  for (const [code, refused] of Object.entries(CASES) as [RefusalCode, () => Promise<Run>][])
    it(`${code} stands behind what is told`, async () => {
      const { code: exit, out, error } = await refused();
      assert.equal(exit, 1, out);
      assert.match(error, new RegExp(`^[^\\n]+[.'] \\[${code}\\]$`, 'm'));
    });

  it('is none of a finding', () => {
    const findings = new Set<string>(FINDING_CODES);
    assert.deepEqual(
      REFUSAL_CODES.filter((code) => findings.has(code)),
      [],
    );
  });

  it('is explained by name', async () => {
    const root = folder();
    for (const code of REFUSAL_CODES)
      assert.deepEqual(await run(root, 'explain', code), { code: 0, out: refusalPage(code), error: '' });
    const { code, error } = await run(root, 'explain', 'unknown_labels');
    assert.deepEqual(
      [code, error],
      [
        2,
        'There is no code unknown_labels. Did you mean unknown_label? See prompt-bundles explain --help.\n',
      ],
    );
  });

  it('has a title, and sentences that say what it is and what to do', () => {
    for (const code of REFUSAL_CODES)
      assert.match(
        refusalPage(code),
        /^# [A-Z][^\n]+[^.\n]\n\n`[a-z_]+`, a refusal\n\n[A-Z`][^\n]{20,}\.\n$/,
      );
  });
});
