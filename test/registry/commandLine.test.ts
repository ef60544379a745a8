// The command line against a real database: what it publishes, and what it says of what is stored there.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Run } from '../unit/commandLineRun.js';
import { small } from '../unit/published/samples.js';
import { renderFiles } from '../unit/rendering.js';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { runAgainst } from './databaseRuns.js';
import { empty, insertBundle, insertTemplates } from './rows.js';
import { useDatabase } from './useDatabase.js';

describe('the command line, against a database', () => {
  const db = useDatabase();
  const folder = temporaryFolder();
  const run = (command: string, root: string, ...args: string[]): Promise<Run> =>
    runAgainst(db(), command, root, 'b@1.0.0', ...args);
  const verify = (root: string, ...args: string[]): Promise<Run> => run('verify', root, ...args);

  /** Stores what the files hold. */
  async function store(files: Readonly<Record<string, string>>): Promise<void> {
    await empty(db());
    const { parts } = await renderFiles(files);
    const rows = Object.entries(parts).map(([slot, { template }]) => ({
      template_id: `t.${slot}`,
      content: template.content,
    }));
    await insertBundle(db(), { bundle_id: 'b' }, await insertTemplates(db(), rows));
  }

  it('publishes a version that it then finds the same, once', async () => {
    await empty(db());
    const root = folder(small());
    const published = await run('publish', root, '--no-audit');
    assert.equal(published.code, 0, published.error);
    assert.match(
      published.out,
      /^Published b@1\.0\.0 in database [^\n]*, with 4 new templates\.\nPublished /,
    );
    assert.deepEqual((await verify(root)).code, 0);
    const again = await run('publish', root, '--no-audit');
    assert.match(again.out, /^Already published, with the same content: b@1\.0\.0 in database /);
    const other = folder(small({ content: 'Be unkind.' }));
    const refused = await run('publish', other, '--no-audit');
    assert.equal(refused.code, 1);
    assert.match(refused.error, /The registry has other content for `p@1\.0\.0` \(content\)\./);
    assert.deepEqual(readdirSync(other).sort(), ['b.prompt-bundle.yaml', 'p.prompt-template.yaml']);
  });

  it('says that both are the same, and writes nothing', async () => {
    await store(small());
    const { prompt_hash } = await renderFiles(small());
    const { code, out, error } = await verify(folder(small()));
    assert.deepEqual([code, error], [0, '']);
    assert.equal(
      out,
      `b@1.0.0 is the same here and in database ${db().connection.database} on ${db().connection.host}:${db().connection.port} (prompt ${prompt_hash}).\n`,
    );
    assert.deepEqual(await db().sql('select count(*)::int as count from prompt_audit'), [{ count: 0 }]);
  });

  it('says what was changed in the database', async () => {
    await store(small());
    await db().sql(
      "update prompt_template set content = content || ' Changed.' where template_id = 't.task'",
    );
    const { code, out, error } = await verify(folder(small()));
    assert.equal(code, 1);
    assert.match(error, /^b@1\.0\.0 differs between here and database [^\n]*: rendered_prompt\.\n$/);
    assert.match(out, /^\+.* Changed\.$/m);
  });

  it('says that a version is not there, or serves no such model', async () => {
    await store(small());
    const input = 'm.prompt-input.yaml';
    const root = folder({ ...small({ more: 'tags: [gpt-4o]\n' }), [input]: 'model_type: gpt-4o\n' });
    const refused = await verify(root, '--input', input);
    assert.equal(refused.code, 1);
    assert.match(
      refused.error,
      /^b@1\.0\.0 could not be verified against database [^\n]*\. Bundle does not support model_type 'gpt-4o' \[registry_refused\]\n$/,
    );
    await db().sql("update prompt_bundle set semver = '1.0.1'");
    const missing = await verify(root);
    assert.deepEqual([missing.code, missing.out], [1, '']);
    assert.match(missing.error, /^b@1\.0\.0 is not in database .* \[not_in_registry\]\n$/);
  });
});
