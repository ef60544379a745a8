// A configuration, or labels, that cannot be read are there all the same: that is told, and never taken for none.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const FILES = { 'a.prompt-template.yaml': 'template_id: a\nsemver: 1.0.0\nrole: system\ncontent: x\n' };
const isWindows = process.platform === 'win32';

for (const [name, megabytes] of [
  ['config.json', 1],
  ['labels.json', 5],
] as const)
  describe(`.prompt-bundles/${name} that cannot be read, on the command line`, () => {
    const folder = temporaryFolder();
    const record = `.prompt-bundles/${name}`;
    const told = async (root: string, ...args: string[]): Promise<string> => {
      const { out, code, error } = await run(root, 'lint', ...args);
      assert.deepEqual([code, error], [1, '']);
      assert.match(out, /\n1 finding in 1 file\.\n$/);
      return out.split('\n', 1)[0] ?? '';
    };

    it('is a folder', async () => {
      const root = folder(FILES);
      mkdirSync(path.join(root, record), { recursive: true });
      assert.equal(
        await told(root),
        `${record}:1:1: error: This is a folder, not a regular file, so it is not read. Replace or remove it. [unreadable-file]`,
      );
    });

    it('is a link to nothing', async function () {
      if (isWindows) this.skip();
      const root = folder({ ...FILES, '.prompt-bundles/other': '' });
      symlinkSync('nothing', path.join(root, record));
      assert.match(await told(root), /This is a link to nothing, not a regular file/);
    });

    it(`has more than ${megabytes} MB, which nothing that is set changes`, async () => {
      const root = folder({ ...FILES, [record]: `{${' '.repeat(megabytes * 1_000_000)}}` });
      assert.equal(
        await told(root, '--max-file-size', '20'),
        `${record}:1:1: error: This file has ${megabytes}.000002 MB, more than the ${megabytes} MB that are read, so nothing in it is checked or used. Make it smaller. [unreadable-file]`,
      );
    });

    it('is not UTF-8, which is told where it begins not to be', async () => {
      const root = folder({ ...FILES, [record]: Buffer.from('{\n"x-é": 1}', 'latin1') });
      assert.equal(
        await told(root),
        `${record}:2:4: error: The file is not UTF-8 from here on. Save it as UTF-8. [syntax]`,
      );
    });

    it('is not there at all, and nothing is told', async () => {
      const root = folder({ ...FILES, '.prompt-bundles/other': '' });
      const { out, code } = await run(root, 'lint');
      assert.deepEqual([code, out], [0, '0 findings in 1 file.\n']);
    });

    it('is part of what a cache is told by', async () => {
      const [root, kept] = [folder({ ...FILES, [record]: '{}' }), folder()];
      const lint = async (): Promise<string> => (await run(root, 'lint', '--cache-location', kept)).out;
      assert.match(await lint(), /^0 findings/);
      assert.match(await lint(), /^0 findings/);
      rmSync(path.join(root, record));
      mkdirSync(path.join(root, record));
      assert.match(await lint(), /This is a folder/);
      assert.match(await lint(), /This is a folder/);
      rmSync(path.join(root, record), { recursive: true });
      writeFiles(root, { [record]: Buffer.from('{"x-é": 1}', 'latin1') });
      assert.match(await lint(), /not UTF-8/);
      // The same text with what stands in place of the bytes.
      writeFiles(root, { [record]: '{"$schema": "\uFFFD"}' });
      assert.match(await lint(), /^0 findings/);
    });
  });
