// `init` and the schema of what it writes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfiguration } from '../../../../src/language/configuration/readConfiguration.js';
import { run } from '../../commandLineRun.js';
import { temporaryFolder } from '../../temporaryFolder.js';

describe('prompt-bundles init', () => {
  const folder = temporaryFolder();
  const FILE = '.prompt-bundles/config.json';
  const textIn = (root: string): string => readFileSync(path.join(root, FILE), 'utf8');

  it('writes what holds without it, in which nothing is wrong', async () => {
    const root = folder();
    assert.deepEqual(await run(root, 'init'), { code: 0, out: `Wrote ${FILE}.\n`, error: '' });
    const { findings, configuration } = readConfiguration(textIn(root));
    assert.deepEqual(findings, []);
    assert.deepEqual(configuration, {
      rules: {},
      overrides: [],
      exclude: [],
      useGitignore: true,
      maxFileBytes: 5_000_000,
    });
    assert.equal((await run(root, 'lint')).code, 0);
  });

  it('writes what it is told, and the schema where the package is installed', async () => {
    const root = folder({ 'node_modules/prompt-bundles/dist/schemas/configuration.schema.json': '{}' });
    await run(root, 'init', '--exclude', 'drafts/**', '--max-file-size', '0.5', '--no-gitignore');
    const { $schema, ...others } = JSON.parse(textIn(root)) as Record<string, unknown>;
    assert.equal($schema, '../node_modules/prompt-bundles/dist/schemas/configuration.schema.json');
    assert.deepEqual(others, {
      rules: {},
      exclude: ['drafts/**'],
      useGitignore: false,
      maxFileSize: 0.5,
    });
    assert.deepEqual(readConfiguration(textIn(root)).findings, []);
  });

  it('takes over what the settings of the folder say, as far as it is right, and an option counts before', async () => {
    const SETTINGS = `\uFEFF{
      // JSON with comments, and a comma too many
      "editor.tabSize": 2,
      "promptBundles.rules": { "emoji": "off", "syntax": "loud", "nothing": "off", /* here */ "assertiveness": "error" },
      "promptBundles.exclude": ["archive", 7],
      "promptBundles.useGitignore": false,
      "promptBundles.maxFileSize": 99,
      "promptBundles.audit.mode": "hashes",
      "promptBundles.audit.folder": "../elsewhere",
    }`;
    const root = folder({ '.vscode/settings.json': SETTINGS });
    const { code, out } = await run(root, 'init', '--exclude', 'drafts');
    assert.deepEqual([code, out], [0, `Wrote ${FILE}, with what .vscode/settings.json says.\n`]);
    assert.deepEqual(JSON.parse(textIn(root)), {
      rules: { emoji: 'off', assertiveness: 'error' },
      exclude: ['drafts'],
      useGitignore: false,
      maxFileSize: 5,
      audit: { mode: 'hashes' },
    });
    assert.deepEqual(readConfiguration(textIn(root)).findings, []);
  });

  it('writes what holds without settings where there are none that can be read', async () => {
    for (const text of [
      '',
      '[]',
      'null',
      '{',
      '{"promptBundles.rules": 1}',
      '{"__proto__": {"promptBundles.rules": {"emoji": "off"}}}',
    ]) {
      const root = folder({ '.vscode/settings.json': text });
      assert.deepEqual(await run(root, 'init'), { code: 0, out: `Wrote ${FILE}.\n`, error: '' }, text);
      assert.deepEqual((JSON.parse(textIn(root)) as { rules: unknown }).rules, {}, text);
    }
  });

  it('never touches one that is there, from wherever below it is called', async () => {
    const root = folder({ [FILE]: '{"rules": {}}', '.git/HEAD': '', 'a b/x.txt': '' });
    const { code, out, error } = await run(path.join(root, 'a b'), 'init');
    assert.deepEqual(
      [code, out, error],
      [1, '', `../${FILE} is there already. Nothing was changed. [file_exists]\n`],
    );
    assert.equal(textIn(root), '{"rules": {}}');
  });
});

describe('prompt-bundles schema', () => {
  const folder = temporaryFolder();

  for (const kind of ['config', 'labels'])
    it(`prints that of ${kind}`, async () => {
      const { code, out } = await run(folder(), 'schema', kind);
      assert.equal(code, 0);
      assert.equal((JSON.parse(out) as { type: string }).type, 'object');
    });
});
