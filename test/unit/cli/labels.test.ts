import assert from 'node:assert/strict';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const LABELS = '.prompt-bundles/labels.json';

interface Told {
  readonly findings: readonly Readonly<Record<'code' | 'severity' | 'file' | 'message', string>>[];
}

describe('labels of published versions, as lint tells of them', () => {
  const folder = temporaryFolder();
  const lint = async (root: string, ...args: string[]): Promise<string[]> => {
    const { out, error } = await run(root, 'lint', '--format', 'json', ...args);
    assert.equal(error, '');
    return (JSON.parse(out) as Told).findings.map(
      ({ file, severity, code, message }) => `${file}: ${severity} ${code}: ${message}`,
    );
  };
  const labelled = async (labels: unknown): Promise<string> => {
    const root = folder({ ...small(), [LABELS]: JSON.stringify(labels) });
    await run(root, 'publish', 'b@1.0.0', '--no-audit');
    return root;
  };

  it('has nothing to say of a version that is published', async () => {
    assert.deepEqual(await lint(await labelled({ b: { production: '1.0.0' } })), []);
  });

  it('tells of versions that are not, whether a file has them or not, and of bundles that nobody knows', async () => {
    const root = await labelled({ b: { production: '1.1.0', staging: '9.0.0' }, bb: { live: '1.0.0' } });
    writeFiles(root, small({ semver: '1.1.0' }));
    assert.deepEqual(await lint(root), [
      `${LABELS}: error label-unpublished: \`b@1.1.0\` is not published, so the label \`production\` leads nowhere. Publish it, or name a published version. Published: \`1.0.0\`.`,
      `${LABELS}: error label-unpublished: There is no published \`b@9.0.0\` for the label \`staging\`. Name a published version. Published: \`1.0.0\`.`,
      `${LABELS}: error label-unknown: There is no bundle \`bb\`, in files or published. Did you mean \`b\`?`,
    ]);
    assert.equal((await run(root, 'lint')).code, 1);
    const { out } = await run(root, 'lint', LABELS);
    assert.match(out, /^\.prompt-bundles\/labels\.json:1:20: error: `b@1\.1\.0` is not published/);
  });

  it('keeps no prompt from being rendered, and goes by the configuration', async () => {
    const root = await labelled({ b: { production: '1.1.0' } });
    assert.equal((await run(root, 'render', 'b@1.0.0', '--no-audit')).code, 0);
    writeFiles(root, {
      '.prompt-bundles/config.json': JSON.stringify({ rules: { 'label-unpublished': 'off' } }),
    });
    assert.deepEqual(await lint(root), []);
  });

  it('tells of a labelled version that is damaged', async () => {
    const root = await labelled({ b: { production: '1.0.0' }, c: { live: '1.0.0' } });
    writeFiles(root, {
      '.prompt-bundles/published/b@1.0.0.json': '{}',
      '.prompt-bundles/published/c@1.0.0.json': '{}',
    });
    assert.deepEqual(
      (await lint(root)).filter((line) => line.includes('label')),
      [
        `${LABELS}: error label-unpublished: The published \`b@1.0.0\` is damaged, so the label \`production\` leads nowhere. Restore its file from version control.`,
        `${LABELS}: error label-unpublished: The published \`c@1.0.0\` is damaged, so the label \`live\` leads nowhere. Restore its file from version control.`,
      ],
    );
  });

  it('says the same from what an earlier run left, after each kind of change', async () => {
    const root = await labelled({ b: { production: '1.0.0' } });
    const place = path.join(folder({}), 'cache');
    const both = async (): Promise<string[]> => {
      const kept = await lint(root, '--cache', '--cache-location', place);
      assert.deepEqual(kept, await lint(root, '--no-cache'));
      return kept;
    };
    assert.deepEqual(await both(), []);
    writeFiles(root, { [LABELS]: '{"b": {"production": "1.0.1"}}' });
    assert.equal((await both()).length, 1);
    writeFiles(root, small({ semver: '1.0.1' }));
    assert.match((await both())[0] ?? '', /is not published, so/);
    await run(root, 'publish', 'b@1.0.1', '--no-audit');
    assert.deepEqual(await both(), []);
  });

  it('are those of each root by itself', async () => {
    const inner = Object.fromEntries(Object.entries(small()).map(([name, text]) => [`inner/${name}`, text]));
    const root = folder({ ...inner, [`inner/${LABELS}`]: '{"b": {"live": "1.0.0"}}' });
    await run(path.join(root, 'inner'), 'publish', 'b@1.0.0', '--no-audit', '--root', '.');
    writeFiles(root, { [`inner/${LABELS}`]: '{"b": {"live": "2.0.0"}}' });
    assert.match(
      (await lint(root))[0] ?? '',
      /^inner\/\.prompt-bundles\/labels\.json: error label-unpublished/,
    );
  });
});
