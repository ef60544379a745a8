import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const LABELS = '.prompt-bundles/labels.json';

describe('label', () => {
  const folder = temporaryFolder();
  const published = async (): Promise<string> => {
    const root = folder(small());
    await run(root, 'publish', 'b@1.0.0', '--no-audit');
    writeFiles(root, small({ semver: '1.1.0' }));
    return root;
  };
  const text = (root: string): string => readFileSync(path.join(root, LABELS), 'utf8');

  it('sets, moves, lists and removes a label', async () => {
    const root = await published();
    assert.deepEqual(await run(root, 'label', 'b@1.0.0', 'production'), {
      code: 0,
      out: 'production of b: 1.0.0.\n',
      error: '',
    });
    assert.equal(text(root), '{\n  "b": {\n    "production": "1.0.0"\n  }\n}\n');
    assert.equal(
      (await run(root, 'label', 'b@1.0.0', 'production')).out,
      'production of b is 1.0.0 already.\n',
    );
    await run(root, 'publish', 'b@1.1.0', '--no-audit');
    assert.equal(
      (await run(root, 'label', 'b@1.1.0', 'production')).out,
      'production of b: 1.0.0 → 1.1.0.\n',
    );
    assert.equal((await run(root, 'label', '--list')).out, 'b@1.1.0 production\n');
    assert.deepEqual(JSON.parse((await run(root, 'label', '--list', 'b', '--format', 'json')).out), {
      labels: [{ bundle_id: 'b', label: 'production', semver: '1.1.0', is_published: true }],
    });
    assert.equal((await run(root, 'label', '--list', 'other')).out, '');
    const removed = await run(root, 'label', '--remove', 'b', 'production');
    assert.equal(removed.out, 'Removed the label production of b (1.1.0).\n');
    assert.deepEqual(JSON.parse(text(root)), {});
    const gone = await run(root, 'label', '--remove', 'b', 'production');
    assert.deepEqual([gone.code, gone.error], [1, '`b` has no label `production`. [unknown_label]\n']);
  });

  it('refuses what is not published, what is no label, and a file that has errors, and leaves the file', async () => {
    const root = await published();
    const refused = async (...args: string[]): Promise<string> => {
      const { code, error } = await run(root, 'label', ...args);
      assert.equal(code, 1);
      return error;
    };
    assert.equal(
      await refused('b@1.1.0', 'production'),
      '`b@1.1.0` is not published. Only published versions can be labelled, since only they never change. Published: `1.0.0`. [not_published]\n',
    );
    assert.match(
      await refused('b@1.0.0', 'Production'),
      /^`Production` is no label\. A label begins.* \[invalid_label\]$/m,
    );
    assert.match(await refused('other@1.0.0', 'production'), /^`other@1\.0\.0` is not published/);
    assert.equal(existsSync(path.join(root, LABELS)), false);
    writeFiles(root, { [LABELS]: '{"b": ' });
    assert.match(
      await refused('b@1.0.0', 'production'),
      /has errors\. Run lint, and fix them first\. \[invalid_labels\]$/m,
    );
    assert.equal(text(root), '{"b": ');
    assert.equal((await run(root, 'label', 'b', 'production')).code, 2);
    assert.equal((await run(root, 'label', 'b@1.0.0')).code, 2);
    assert.equal((await run(root, 'label', '--list', '--remove', 'b', 'x')).code, 2);
  });

  it('writes nothing through a link that leads out of the root', async () => {
    const root = await published();
    const outside = path.join(folder({}), 'labels.json');
    writeFileSync(outside, '{}');
    symlinkSync(outside, path.join(root, LABELS));
    const { code, error } = await run(root, 'label', 'b@1.0.0', 'production');
    assert.deepEqual([code, error], [1, `${LABELS} is a link that leads out of the root. [not_writable]\n`]);
    assert.equal(readFileSync(outside, 'utf8'), '{}');
  });

  it('names the version to render', async () => {
    const root = await published();
    await run(root, 'label', 'b@1.0.0', 'production');
    const exact = await run(root, 'render', 'b@1.0.0', '--no-audit', '--format', 'json');
    const named = await run(root, 'render', 'b', '--label', 'production', '--no-audit', '--format', 'json');
    assert.deepEqual(named, exact);
    const none = await run(root, 'render', 'b', '--label', 'live', '--no-audit');
    assert.deepEqual(
      [none.code, none.error],
      [1, 'The bundle `b` has no label `live`. It has `production`. [unknown_label]\n'],
    );
    writeFiles(root, { [LABELS]: '{"b": {"next": "1.1.0"}}' });
    const draft = await run(root, 'render', 'b', '--label', 'next', '--no-audit');
    assert.deepEqual(
      [draft.code, draft.error],
      [1, 'The label `next` names `b@1.1.0`, which is not published. [not_published]\n'],
    );
    assert.equal((await run(root, 'render', '--all', '--label', 'next')).code, 2);
  });
});
