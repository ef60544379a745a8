// From a database into a folder: what is there is written as files or snapshots, and nothing that is here is lost.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runWith, type Run } from '../unit/commandLineRun.js';
import { small } from '../unit/published/samples.js';
import { renderFiles, type Files } from '../unit/rendering.js';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { runAgainst } from './databaseRuns.js';
import { empty, insertBundle, insertTemplates } from './rows.js';
import { useDatabase } from './useDatabase.js';

/** All files below a folder, by their paths from it. */
function filesIn(root: string): Files {
  const names = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(root, file), readFileSync(file, 'utf8')] as const;
    }),
  );
}

describe('prompt-bundles pull', () => {
  const db = useDatabase();
  const folder = temporaryFolder();
  const pull = (root: string, ...args: string[]): Promise<Run> => runAgainst(db(), 'pull', root, ...args);
  const publish = async (files: Files, name = 'b@1.0.0'): Promise<void> => {
    const { code, error } = await runAgainst(db(), 'publish', folder(files), name, '--no-audit');
    assert.equal(code, 0, error);
  };
  beforeEach(() => empty(db()));

  it('writes a version as files that render the same, in an empty folder too', async () => {
    await publish(small());
    const root = folder();
    assert.deepEqual(await pull(root, 'b@1.0.0'), {
      code: 0,
      out: 'Pulled b@1.0.0: templates/p.prompt-template.md, bundles/b.prompt-bundle.yaml.\n',
      error: '',
    });
    const [here, there] = [await renderFiles(filesIn(root)), await renderFiles(small())];
    assert.equal(here.rendered_prompt, there.rendered_prompt);
    assert.equal(here.content_hash, there.content_hash);
    assert.equal((await runAgainst(db(), 'verify', root, 'b@1.0.0')).code, 0);
    const before = filesIn(root);
    const again = await pull(root, 'b@1.0.0');
    assert.equal(again.out, 'b@1.0.0 is here already, with the same content.\n');
    assert.deepEqual(filesIn(root), before);
  });

  it('never writes over other content: neither a bundle nor a template', async () => {
    await publish(small());
    const changed = folder(small({ content: 'Be unkind.' }));
    const { code, error } = await pull(changed, 'b@1.0.0');
    assert.equal(code, 1);
    assert.match(
      error,
      /^b@1\.0\.0 was not pulled from database [^\n]*\. It is here with other content: content of personality\..* \[different_here\]$/m,
    );
    const { 'p.prompt-template.yaml': template = '' } = small({ content: 'Be unkind.' });
    const half = folder({ 'p.prompt-template.yaml': template });
    assert.match(
      (await pull(half, 'b@1.0.0')).error,
      /p@1\.0\.0 is in p\.prompt-template\.yaml with other content: content\. \[different_here\]\n$/,
    );
    assert.deepEqual(filesIn(half), { 'p.prompt-template.yaml': template });
  });

  it('pulls all, in the manner of the folder, each template once', async () => {
    for (const semver of ['1.0.0', '1.1.0', '2.0.0-rc.1']) await publish(small({ semver }), `b@${semver}`);
    await publish(small({ id: 'other' }), 'other@1.0.0');
    const root = folder({
      'prompts/z@1.0.0.prompt-template.yaml': 'template_id: z\nsemver: 1.0.0\nrole: user\ncontent: hello\n',
    });
    const { code, out } = await pull(root, '--all');
    assert.equal(code, 0);
    assert.match(out, /\n4 versions: 4 pulled, 0 unchanged, 0 refused\.\n$/);
    assert.deepEqual(Object.keys(filesIn(root)).sort(), [
      'bundles/b-1.1.0.prompt-bundle.yaml',
      'bundles/b-2.0.0-rc.1.prompt-bundle.yaml',
      'bundles/b.prompt-bundle.yaml',
      'bundles/other.prompt-bundle.yaml',
      'prompts/p@1.0.0.prompt-template.yaml',
      'prompts/z@1.0.0.prompt-template.yaml',
    ]);
    assert.match((await pull(root, '--all')).out, /^4 versions: 0 pulled, 4 unchanged, 0 refused\.$/m);
  });

  it('writes snapshots, which are those that publishing here would write', async () => {
    await publish(small());
    const root = folder();
    assert.equal((await pull(root, 'b@1.0.0', '--snapshots')).code, 0);
    const other = folder(small());
    await runWith({}, other, 'publish', 'b@1.0.0', '--no-audit');
    const file = '.prompt-bundles/published/b@1.0.0.json';
    assert.equal(filesIn(root)[file], filesIn(other)[file]);
    assert.match((await pull(root, 'b@1.0.0', '--snapshots')).out, /^b@1\.0\.0 is here already/);
  });

  it('says of each version what no file can hold, and pulls the others', async () => {
    await publish(small());
    const ids = await insertTemplates(db(), [
      { template_id: 'odd', role: 'assistant', constraints: '{"MAX_SENTENCE_LENGTH": "20"}' },
    ]);
    const [odd = ''] = ids;
    await insertBundle(db(), { bundle_id: 'a' }, [odd, odd, odd, odd]);
    const root = folder();
    const { code, out, error } = await pull(root, '--all', '--format', 'json');
    assert.deepEqual([code, error], [1, '']);
    assert.deepEqual(JSON.parse(out), {
      pulled: [
        {
          bundle: 'a@1.0.0',
          status: 'refused',
          files: [],
          code: 'not_writable',
          reason: 'No file can hold odd@1.0.0 as it is stored.',
        },
        {
          bundle: 'b@1.0.0',
          status: 'pulled',
          files: ['templates/p.prompt-template.md', 'bundles/b.prompt-bundle.yaml'],
        },
      ],
    });
  });

  it('keeps every byte of a content that some syntaxes cannot hold', async () => {
    const contents = [
      '\n\nBlank lines around.\n\n',
      'CR\r\nLF, tab\t, \u2028, \ufeff, é e\u0301 😀',
      '---\n# "x": {y}\n---',
      '  indented\n\ttext ',
    ];
    const ids = await insertTemplates(
      db(),
      contents.map((content, i) => ({ template_id: `c${i}`, content })),
    );
    await insertBundle(db(), { bundle_id: 'b' }, ids);
    const root = folder();
    const { code, error } = await pull(root, 'b@1.0.0');
    assert.equal(code, 0, error);
    assert.equal((await renderFiles(filesIn(root))).rendered_prompt, contents.join('\n\n'));
  });

  it('writes nothing outside the root, whatever an id is', async () => {
    const ids = await insertTemplates(db(), [{ template_id: '../../up' }]);
    const [id = ''] = ids;
    await insertBundle(db(), { bundle_id: '../../../b' }, [id, id, id, id]);
    const root = folder({ 'in/a.txt': '' });
    const { code, out, error } = await pull(path.join(root, 'in'), '../../../b@1.0.0');
    assert.equal(code, 0, error);
    assert.match(out, /: templates\/up\.prompt-template\.md, bundles\/b\.prompt-bundle\.yaml\.\n$/);
    assert.deepEqual(readdirSync(root), ['in']);
  });

  it('is called wrongly without a version or with both, and pulls nothing over HTTP', async () => {
    const call = async (...args: string[]): Promise<string> => {
      const { code, error } = await pull(folder(), ...args);
      return `${code} ${error.split('\n')[0] ?? ''}`;
    };
    const problem =
      '2 Name one bundle version, as bundle_id@semver, or --all. See prompt-bundles pull --help.';
    assert.equal(await call(), problem);
    assert.equal(await call('b@1.0.0', '--all'), problem);
    assert.match(
      await call('b@1.0.0'),
      /^1 b@1\.0\.0 was not pulled from database .*\. It is not there\. \[not_in_registry\]$/,
    );
    const over = await runWith({}, folder(), 'pull', '--all', '--registry', 'http://127.0.0.1:1');
    assert.deepEqual(
      [over.code, over.error],
      [
        1,
        'Nothing can be pulled from the service at http://127.0.0.1:1: its API gives no template back. Name its database. [registry_unable]\n',
      ],
    );
  });

  it('says what file cannot be written, and goes on', async () => {
    await publish(small());
    const root = folder();
    writeFileSync(path.join(root, 'bundles'), 'in the way');
    const { code, error } = await pull(root, '--all');
    assert.equal(code, 1);
    assert.match(error, /^b@1\.0\.0 was not pulled from database [^\n]*\. It could not be written: /);
  });
});
