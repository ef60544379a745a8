// `compare` against a real database: what is equal there is one row with the files, and what differs is told with its hashes.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SLOTS } from '../../src/core/model/slots.js';
import type { Run } from '../unit/commandLineRun.js';
import { small } from '../unit/published/samples.js';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { runAgainst } from './databaseRuns.js';
import { empty, insertBundle, insertTemplates } from './rows.js';
import { useDatabase } from './useDatabase.js';

interface Compared {
  readonly registry: string;
  readonly notes: readonly string[];
  readonly versions: readonly { readonly semver: string; readonly sources: readonly string[] }[];
  readonly differences: readonly {
    readonly from: string;
    readonly from_source: string;
    readonly to: string;
    readonly to_source: string;
    readonly slots: readonly string[];
    readonly hashes: readonly string[];
    readonly summary: string;
  }[];
}

describe('compare, against a database', () => {
  const db = useDatabase();
  const folder = temporaryFolder();
  const compare = (root: string, ...args: string[]): Promise<Run> =>
    runAgainst(db(), 'compare', root, 'b', ...args, '--no-audit');
  async function json(root: string, ...args: string[]): Promise<Compared> {
    const { code, out, error } = await compare(root, ...args, '--format', 'json');
    assert.deepEqual([code, error], [0, '']);
    return JSON.parse(out) as Compared;
  }
  const sources = ({ versions }: Compared): unknown[] =>
    versions.map(({ semver, sources: all }) => [semver, ...all]);
  /** Writes another text into a file. */
  function edit(root: string, file: string, from: string, to: string): void {
    const place = path.join(root, file);
    writeFileSync(place, readFileSync(place, 'utf8').replace(from, to));
  }

  it('shows one row of what was published, and two once a template was changed, where, and by which hash', async () => {
    await empty(db());
    const root = folder(small());
    await runAgainst(db(), 'publish', root, 'b@1.0.0', '--no-audit');
    const same = await json(root);
    assert.deepEqual(sources(same), [['1.0.0', 'workspace', 'published', 'registry']]);
    assert.deepEqual(same.differences, []);
    assert.match(same.registry, /^database /);

    edit(root, 'p.prompt-template.yaml', 'Be kind.', 'Be very kind.');
    const other = await json(root);
    assert.deepEqual(sources(other), [
      ['1.0.0', 'published', 'registry'],
      ['1.0.0', 'workspace'],
    ]);
    const [{ slots, hashes, ...difference } = { slots: [], hashes: [] }] = other.differences;
    assert.deepEqual(slots, ['personality']);
    assert.deepEqual(hashes, ['prompt', 'content', 'personality template']);
    assert.deepEqual(difference, {
      from: '1.0.0',
      from_source: 'published',
      to: '1.0.0',
      to_source: 'workspace',
      summary: 'Only the personality differs: p 1.0.0, edited.',
    });
    const { out } = await compare(root);
    assert.match(out, /^1\.0\.0 +published\+registry +/m);
    assert.match(
      out,
      /^1\.0\.0 \(published\) → 1\.0\.0 \(workspace\): Only the personality differs: p 1\.0\.0, edited\. 1 word added/m,
    );
    assert.match(out, /Other hashes: prompt, content, personality template\.$/m);

    await db().sql("update prompt_template set content = 'Drifted.' where template_id = 'p'");
    assert.deepEqual(sources(await json(root)), [
      ['1.0.0', 'registry'],
      ['1.0.0', 'published'],
      ['1.0.0', 'workspace'],
    ]);
  });

  it('takes for equal what is stored in other words, and says what its hashes are made with', async () => {
    await empty(db());
    const more = 'adapter_version: "3"\nconstraints:\n  WEIGHT: 1e2\n';
    const root = folder(small());
    edit(root, 'p.prompt-template.yaml', 'role: developer\n', `role: developer\n${more}`);
    await runAgainst(db(), 'publish', root, 'b@1.0.0', '--no-audit');
    const same = await json(root);
    assert.deepEqual(sources(same), [['1.0.0', 'workspace', 'published', 'registry']]);
    assert.match(same.notes.join(' '), /`adapter_version`/);
    const { error } = await compare(root);
    assert.match(error, /^A registry stores no `adapter_version`\./);
  });

  it('lists what the database alone has, and takes two versions of it', async () => {
    await empty(db());
    const ids = await insertTemplates(
      db(),
      SLOTS.map((slot) => ({ template_id: slot, content: `The ${slot}.` })),
    );
    for (const semver of ['10.0.0', '2.0.0', 'odd'])
      await insertBundle(db(), { bundle_id: 'b', semver }, ids);
    await insertBundle(db(), { bundle_id: 'c' }, ids);
    const root = folder(small());
    assert.deepEqual(sources(await json(root)), [
      ['odd', 'registry'],
      ['1.0.0', 'workspace'],
      ['2.0.0', 'registry'],
      ['10.0.0', 'registry'],
    ]);
    const two = await json(root, '2.0.0', '10.0.0');
    assert.deepEqual(
      two.differences.map(({ summary }) => summary),
      ['Nothing but the version differs.'],
    );
    const missing = await compare(root, '2.0.0', '3.0.0');
    assert.deepEqual(
      [missing.code, missing.error],
      [1, 'There is no version 3.0.0 of b. [unknown_bundle]\n'],
    );
  });

  it('tells a database that cannot be asked, and shows nothing', async function () {
    // There every name is that of the one database.
    if (db().server.isStandIn) this.skip();
    const { server, connection } = db();
    const gone = { ...db(), connection: { ...connection, database: `${connection.database}_gone` }, server };
    const { code, out, error } = await runAgainst(gone, 'compare', folder(small()), 'b', '--no-audit');
    assert.deepEqual([code, out], [1, '']);
    assert.match(error, /_gone/);
  });
});
