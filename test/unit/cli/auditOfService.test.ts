// `audit list` of a service: the newest render of each version that is named, which is all that its API gives.
import assert from 'node:assert/strict';
import { run, type Run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { renderFiles } from '../rendering.js';
import { answerJson, testServers } from '../registry/http/testServer.js';
import { temporaryFolder } from '../temporaryFolder.js';

describe('prompt-bundles audit list, of a service', () => {
  const serve = testServers();
  const folder = temporaryFolder();
  const ID = '60111835-15ad-4fd6-87f9-f47b634a21a0';

  /** Lists what a service has that rendered `b@1.0.0` alone. */
  async function list(...args: string[]): Promise<Run> {
    const { bundle_hash, personality_hash } = await renderFiles(small());
    const url = await serve(({ path }, response) => {
      if (path === `/api/v1/audit/${bundle_hash}`)
        answerJson(response, 200, { id: ID, bundle_hash, personality_hash, rendered_prompt: 'A secret.' });
      else answerJson(response, 404, { detail: 'Audit record not found' });
    });
    return run(folder(small()), 'audit', 'list', ...args, '--registry', url);
  }

  it('lists the newest of a version, or of each version that the folder has of a bundle', async () => {
    const { personality_hash } = await renderFiles(small());
    for (const name of ['b@1.0.0', 'b']) {
      const { code, out, error } = await list('--bundle', name);
      assert.deepEqual([code, error], [0, '']);
      const [row, total, note] = out.split('\n');
      assert.equal(row, `-  b@1.0.0  ${personality_hash}  ${ID}`);
      assert.match(total ?? '', /^1 record in the service at http:/);
      assert.equal(note, 'Its API gives the newest of each version alone.');
    }
    const { out } = await list('--bundle', 'b@2.0.0', '--format', 'json');
    const { records, total } = JSON.parse(out) as { records: unknown[]; total: number };
    assert.deepEqual([records, total], [[], 0]);
  });

  it('says what to name where more is asked for than its API gives', async () => {
    for (const args of [[], ['--hash', 'ab'], ['--bundle', 'b', '--since', '2026']]) {
      const { code, out, error } = await list(...args);
      assert.deepEqual([code, out], [1, '']);
      assert.match(
        error,
        /^The API of the service at http:[^\n]* gives the newest render of each version that is named, and no time\. Name versions with --bundle alone, or name its database\. \[registry_unable\]\n$/,
      );
    }
  });
});

describe('prompt-bundles, recording in a registry', () => {
  const folder = temporaryFolder();
  const render = (...args: string[]): Promise<Run> => run(folder(small()), 'render', 'b@1.0.0', ...args);

  for (const [args, problem] of [
    [
      ['--audit-registry', 'https://prompts.example.org'],
      'A service records what it renders itself, and nothing else. Name its database by --audit-registry.',
    ],
    [
      ['--audit-registry', 'postgres://a@127.0.0.1:1/b', '--no-audit'],
      '--audit-registry records renders, and nothing is to be recorded: leave it out, or say --audit full.',
    ],
    [
      ['--audit-registry', 'postgres://a:secret@127.0.0.1:1/b'],
      'The URL holds a password. Remove it, and set PROMPT_BUNDLES_REGISTRY_PASSWORD instead.',
    ],
  ] as const)
    it(`called with ${args.join(' ')} is called wrongly, and renders nothing`, async () => {
      const { code, out, error } = await render(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.equal(error, `${problem} See prompt-bundles render --help.\n`);
    });

  it('prints the prompt where the database does not answer, and says so after it', async () => {
    const { code, out, error } = await render('--audit-registry', 'postgres://a@127.0.0.1:1/b');
    assert.equal(code, 0);
    assert.notEqual(out, '');
    assert.match(error, /^Renders are not recorded in the registry\. /);
  });
});
