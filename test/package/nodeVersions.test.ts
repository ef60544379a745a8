// The package by npx in an empty folder, on each version of Node that it is for.
import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workspaces } from '../harness/project.mjs';
import { findProgram } from '../harness/runProgram.mjs';
import { NODE_VERSIONS, setUpNode } from '../harness/setUpNode.mjs';
import { installPackage, type InstalledPackage } from './installPackage.js';

const LIBRARY = `
  const { renderInline } = await import(process.argv[1]);
  const { prompt_hash } = await renderInline({ bundle_id: 'b', semver: '1.0.0', parts: ['A', 'B {{stress}}', 'C', '{{task}}'] });
  console.log(prompt_hash);
`;

describe('the package by npx', function () {
  // A version of Node is fetched first.
  this.timeout(300_000);
  let installed: InstalledPackage;
  before(async () => {
    installed = await installPackage();
  });
  after(() => {
    installed.dispose();
  });

  /** What each version gave. */
  const given = new Map<string, readonly string[]>();
  for (const version of NODE_VERSIONS)
    it(`runs on Node ${version}`, async () => {
      const node = await setUpNode(version);
      const empty = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-npx-'));
      const npxProgram = realpathSync(findProgram('npx') ?? '');
      const env = { PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}` };
      const npx = (...args: string[]): Promise<string> =>
        installed.execute(node, [npxProgram, '--yes', `--package=${installed.tarball}`, '--', ...args], {
          cwd: empty,
          env,
        });
      const root = ['--root', workspaces.sample];
      const input = ['--input', 'inputs/calm.prompt-input.yaml'];
      try {
        assert.equal((await npx('node', '--version')).trim(), `v${version}`);
        assert.match(await npx('prompt-bundles', '--help'), /^Prompt Bundles: /);
        given.set(version, [
          await npx('prompt-bundles', 'render', 'support-agent@1.2.0', ...input, ...root, '--no-audit'),
          await npx('prompt-bundles', 'lint', ...root, '--format', 'json', '--no-cache'),
          await installed.execute(node, [
            '--input-type=module',
            '--eval',
            LIBRARY,
            path.join(installed.home, 'node_modules/prompt-bundles/dist/core.mjs'),
          ]),
        ]);
      } finally {
        rmSync(empty, { recursive: true });
      }
    });

  it('gives the same on each', () => {
    const [first, ...others] = [...given.values()];
    assert.equal(others.length, NODE_VERSIONS.length - 1);
    for (const other of others) assert.deepEqual(other, first);
  });
});
