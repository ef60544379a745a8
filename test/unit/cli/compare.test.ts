import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { run as runIn, type Run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { renderFiles } from '../rendering.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

interface Comparison {
  readonly bundle_id: string;
  readonly versions: readonly (Readonly<Record<string, unknown>> & { semver: string; source: string })[];
  readonly differences: readonly { from: string; to: string; slots: string[]; summary: string }[];
}

const renamed = (files: Readonly<Record<string, string>>, suffix: string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace('.', `${suffix}.`), text]));
const ONE = small();
const TWO = renamed(small({ semver: '1.1.0', template: '2.0.0', content: 'Be cold.' }), '2');
const FILES = { ...ONE, ...TWO, 'i.prompt-input.yaml': 'task: Where is it?\n' };

describe('prompt-bundles compare', () => {
  const folder = temporaryFolder();
  const compare = (root: string, ...args: string[]): Promise<Run> =>
    runIn(root, 'compare', ...args, '--no-audit');
  async function json(root: string, ...args: string[]): Promise<Comparison> {
    const { code, out, error } = await compare(root, ...args, '--format', 'json');
    assert.deepEqual([code, error], [0, '']);
    return JSON.parse(out) as Comparison;
  }

  it('shows the beginning of a version that has no end', async () => {
    const long = small({ semver: `1.${'9'.repeat(300_000)}` });
    const root = folder({ ...ONE, ...renamed(long, '2') });
    for (const format of ['text', 'markdown']) {
      const { code, out } = await compare(root, 'b', '--format', format);
      assert.equal(code, 0);
      assert.ok(out.length < 5_000, `${out.length} characters`);
    }
  });

  it('prints one JSON object: versions in SemVer order, and what differs', async () => {
    const row = async (name: string, files: Readonly<Record<string, string>>): Promise<object> => {
      const { bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes } = await renderFiles(
        files,
        name,
      );
      return { bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes };
    };
    assert.deepEqual(await json(folder(FILES), 'b'), {
      bundle_id: 'b',
      versions: [
        { semver: '1.0.0', source: 'workspace', sources: ['workspace'], ...(await row('b@1.0.0', ONE)) },
        { semver: '1.1.0', source: 'workspace', sources: ['workspace'], ...(await row('b@1.1.0', TWO)) },
      ],
      differences: [
        {
          from: '1.0.0',
          from_source: 'workspace',
          to: '1.1.0',
          to_source: 'workspace',
          slots: ['personality'],
          hashes: ['prompt', 'content', 'bundle', 'personality template'],
          summary: 'Only the personality differs: p 1.0.0 → 2.0.0.',
        },
      ],
    });
  });

  it('knows published versions that no file has, and tells those that changed since', async () => {
    const root = folder(FILES);
    await runIn(root, 'publish', 'b@1.0.0', '--no-audit');
    assert.deepEqual(
      (await json(root, 'b')).versions.map(({ source }) => source),
      ['workspace', 'workspace'],
    );
    writeFiles(root, { 'b.prompt-bundle.yaml': '', 'p.prompt-template.yaml': '' });
    assert.deepEqual(
      (await json(root, 'b')).versions.map(({ semver, source }) => [semver, source]),
      [
        ['1.0.0', 'published'],
        ['1.1.0', 'workspace'],
      ],
    );
    writeFiles(root, small({ content: 'Be other.' }));
    const { versions, differences } = await json(root, 'b', '1.0.0', '1.0.0');
    assert.deepEqual(
      versions.map(({ source }) => source),
      ['published', 'workspace'],
    );
    assert.deepEqual(
      differences.map(({ summary }) => summary),
      ['Only the personality differs: p 1.0.0, edited.'],
    );
    const { out } = await compare(root, 'b', '1.0.0', '1.0.0');
    assert.match(
      out,
      /^1\.0\.0 \(published\) → 1\.0\.0 \(workspace\): Only the personality differs: .* Other hashes: prompt, content, personality template\.$/m,
    );
  });

  it('takes two versions alone, in the order they are named', async () => {
    const { versions, differences } = await json(folder(FILES), 'b', '1.1.0', '1.0.0');
    assert.equal(versions.length, 2);
    assert.deepEqual(
      differences.map(({ from, to }) => [from, to]),
      [['1.1.0', '1.0.0']],
    );
  });

  it('takes an input', async () => {
    const root = folder(FILES);
    const [plain, given] = [await json(root, 'b'), await json(root, 'b', '--input', 'i.prompt-input.yaml')];
    for (const [i, version] of given.versions.entries()) {
      assert.notEqual(version['personality_hash'], plain.versions[i]?.['personality_hash']);
      assert.notEqual(version['prompt_hash'], plain.versions[i]?.['prompt_hash']);
      assert.equal(version['content_hash'], plain.versions[i]?.['content_hash']);
    }
  });

  it('prints a table in which what is equal is a sign, and the sentences', async () => {
    const { code, out } = await compare(folder(FILES), 'b');
    assert.equal(code, 0);
    const lines = out.split('\n');
    assert.match(lines[0] ?? '', /^version {2}source +prompt +content +bundle +personality +system template/);
    assert.match(lines[1] ?? '', /^1\.0\.0 +workspace( +[0-9a-f]{12}){8}$/);
    assert.match(lines[2] ?? '', /^1\.1\.0 +workspace( +\w{12}){3} += += +\w{12} += +=$/);
    assert.deepEqual(lines.slice(3), [
      '',
      '1.0.0 → 1.1.0: Only the personality differs: p 1.0.0 → 2.0.0. 1 word added, 1 word removed (4 → 4 words).',
      '',
    ]);
  });

  it('prints Markdown', async () => {
    const { out } = await compare(folder(FILES), 'b', '--format', 'markdown');
    assert.match(out, /\n\n\| version \| source \| prompt \|/);
    assert.match(out, /\n```diff\n@@ [^`]*\n-Be kind\.\n\+Be cold\.\n/);
    assert.match(
      out,
      /^### b\n\n- 1\.0\.0 → 1\.1\.0: Only the personality differs: p 1\.0\.0 → 2\.0\.0\. 1 word added/,
    );
  });

  it('shows a version that does not render, with its hashes of names, and why', async () => {
    const root = folder(FILES);
    rmSync(path.join(root, 'p2.prompt-template.yaml'));
    const { versions, differences } = await json(root, 'b');
    const { problem, prompt_hash, content_hash, template_hashes, bundle_hash } =
      versions[1] ?? ({} as Comparison['versions'][number]);
    assert.deepEqual([prompt_hash, content_hash, template_hashes], [null, null, null]);
    assert.match(String(bundle_hash), /^[0-9a-f]{32}$/);
    assert.equal(problem, 'Template p@2.0.0 is not defined in any file.');
    assert.match(
      differences[0]?.summary ?? '',
      /^1\.1\.0 does not render: Template p@2\.0\.0 is not defined/,
    );
  });

  it('records the versions that were rendered', async () => {
    const root = folder(FILES);
    await runIn(root, 'compare', 'b');
    const { out } = await runIn(root, 'audit', 'list', '--format', 'json');
    const { records } = JSON.parse(out) as { records: { event: string; semver: string }[] };
    assert.deepEqual(records.map(({ event, semver }) => [event, semver]).sort(), [
      ['compare', '1.0.0'],
      ['compare', '1.1.0'],
    ]);
  });

  it('says of a service that nothing can be listed there, and asks it nothing', async () => {
    const { code, out, error } = await compare(folder(FILES), 'b', '--registry', 'http://127.0.0.1:1');
    assert.deepEqual([code, out], [1, '']);
    assert.equal(
      error,
      'Nothing can be compared with the service at http://127.0.0.1:1: its API lists no versions and gives no template back. Name its database, or verify one version. [registry_unable]\n',
    );
  });

  for (const [args, message] of [
    [['c'], 'There is no version of c. [unknown_bundle]\n'],
    [['b', '1.0.0', '9.0.0'], 'There is no version 9.0.0 of b. [unknown_bundle]\n'],
    [
      ['b', '--input', 'bad.prompt-input.yaml'],
      'The input bad.prompt-input.yaml has errors. Fix them to compare with it. [invalid_input]\n',
    ],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const root = folder({ ...FILES, 'bad.prompt-input.yaml': 'stress: 2\n' });
      const { code, out, error } = await compare(root, ...args);
      assert.deepEqual([code, out], [1, '']);
      assert.ok(error.startsWith(message), error);
    });
  }

  for (const args of [
    [],
    ['b', '1.0.0'],
    ['b', '1.0.0', '1.1.0', '2.0.0'],
    ['b', '--format', 'html'],
    ['b', '--input', 'none'],
  ]) {
    it(`called with ${args.join(' ') || 'nothing'} is called wrongly`, async () => {
      assert.equal((await compare(folder(FILES), ...args)).code, 2);
    });
  }
});
