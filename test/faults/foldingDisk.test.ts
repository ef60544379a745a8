// Files on a disk that takes names of another case for the same, and has no links: what a memory card has, and Windows.
import assert from 'node:assert/strict';
import { cpSync, existsSync, linkSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mountFoldingDisk } from '../harness/foldingDisk.mjs';
import { workspaces } from '../harness/project.mjs';
import { run } from '../unit/commandLineRun.js';
import { small } from '../unit/published/samples.js';
import { temporaryFolder, writeFiles } from '../unit/temporaryFolder.js';

describe('a disk that folds names, and has no links', function () {
  // What mounts it may have to be installed.
  this.timeout(300_000);
  let disk: Awaited<ReturnType<typeof mountFoldingDisk>>;
  // Before the folder goes that it is in.
  afterEach(() => disk?.remove());
  const folder = temporaryFolder();

  beforeEach(async function () {
    disk = await mountFoldingDisk(folder());
    if (!disk) this.skip();
    writeFileSync(at('Probe'), 'x');
    assert.ok(existsSync(at('pROBE')));
    assert.throws(() => {
      linkSync(at('Probe'), at('other'));
    });
  });
  const at = (name: string): string => path.join(disk?.place ?? '', name);

  it('holds a folder that is checked, tested and rendered as it is elsewhere', async () => {
    const here = folder();
    for (const root of [here, at('root')]) cpSync(workspaces.sample, root, { recursive: true });
    for (const args of [
      ['lint', '--format', 'json', '--no-cache'],
      ['test', '--format', 'json'],
      ['render', '--all', '--no-audit', '--format', 'json'],
    ]) {
      const [expected, found] = [await run(here, ...args), await run(at('root'), ...args)];
      assert.deepEqual(found, expected, args.join(' '));
    }
  });

  it('takes published versions, labels, a baseline, records and an anchor, each whole, and never one in place of another', async () => {
    const root = at('root');
    writeFiles(root, small());
    // Ids that differ in case alone are two bundles, and have two files on every disk.
    const [{ 'b.prompt-bundle.yaml': upper = '' }] = [small({ id: 'B' })];
    writeFiles(root, { 'upper.prompt-bundle.yaml': upper.replace('System.', 'Other.') });
    for (const version of ['b@1.0.0', 'B@1.0.0'])
      assert.equal((await run(root, 'publish', version)).code, 0, version);
    assert.equal((await run(root, 'publish', 'b@1.0.0')).code, 0);
    const published = readdirSync(path.join(root, '.prompt-bundles/published'));
    assert.equal(published.filter((name) => name.endsWith('.json')).length, 2);
    const { out } = await run(root, 'render', 'B@1.0.0');
    assert.match(out, /^Other\./);
    assert.equal((await run(root, 'label', 'b@1.0.0', 'production')).code, 0);
    assert.equal((await run(root, 'lint', '--write-baseline')).code, 0);
    assert.equal((await run(root, 'audit', 'anchor', '--out', 'anchor.json')).code, 0);
    assert.equal((await run(root, 'audit', 'verify', '--anchor', 'anchor.json')).code, 0);
    assert.equal((await run(root, 'audit', 'replay', '--all')).code, 0);
    // Nothing is left over of what was written first under another name.
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      names.filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('refuses a published version with other content, and writes it over by no other name either', async () => {
    const root = at('root');
    writeFiles(root, small());
    assert.equal((await run(root, 'publish', 'b@1.0.0')).code, 0);
    writeFiles(root, small({ content: 'Be brief.' }));
    const refused = await run(root, 'publish', 'b@1.0.0');
    assert.equal(refused.code, 1);
    const snapshot = readFileSync(path.join(root, '.prompt-bundles/published/b@1.0.0.json'), 'utf8');
    assert.match(snapshot, /Be kind\./);
  });

  it('follows a file whose name changes in case alone, and imports nothing over one of another case', async () => {
    const root = at('root');
    writeFiles(root, small());
    renameSync(path.join(root, 'p.prompt-template.yaml'), path.join(root, 'P.prompt-template.yaml'));
    const { code, out } = await run(root, 'lint', '--no-cache');
    assert.deepEqual([code, out], [0, '0 findings in 2 files.\n']);
    writeFiles(root, { 'bundles/HOST.prompt-bundle.yaml': 'x: 1\n', 'host.txt': 'Text.' });
    assert.equal((await run(root, 'import', 'host.txt')).code, 0);
    assert.equal(readFileSync(path.join(root, 'bundles/HOST.prompt-bundle.yaml'), 'utf8'), 'x: 1\n');
  });
});
