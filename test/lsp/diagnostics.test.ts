// What the language server tells of files is what `lint` finds in them, with what the editor shows in place of what is stored.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { temporaryFolder, writeFiles } from '../unit/temporaryFolder.js';
import { ABLE, cli, Client, lintLines } from './client.js';

const SAMPLE = path.join(projectFolder, 'media/sample');

const ROLES: Readonly<Record<string, string>> = { f: 'system', t: 'user' };
const template = (id: string, words: string, rest = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: ${ROLES[id] ?? 'system'}\ncontent: ${words}\n${rest}`;
const bundle = (persona: string): string =>
  `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: ${persona}@1.0.0\n  personality: f@1.0.0\n  activity: p@1.0.0\n  task: t@1.0.0\n`;
/** A bundle of four templates, one of which forbids a word that another has. */
const FILES = {
  'a.prompt-template.yaml': template('a', 'We fix it basically.'),
  'f.prompt-template.yaml': template('f', 'Be short.', 'constraints: {FORBIDDEN_TOKENS: [basically]}\n'),
  'p.prompt-template.yaml': template('p', 'Be kind.'),
  't.prompt-template.yaml': template('t', '"{{task}}"'),
  'b.prompt-bundle.yaml': bundle('a'),
};

describe('what the language server tells', () => {
  const folderWith = temporaryFolder();
  const clients: Client[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });

  const real = (files: Readonly<Record<string, string>>): string => realpathSync(folderWith(files));
  async function start(...given: Parameters<typeof Client.start>): Promise<Client> {
    const client = await Client.start(...given);
    clients.push(client);
    return client;
  }
  /** Waits until what is told is what `lint` finds. */
  async function equalsLint(client: Client, folder = client.folder): Promise<void> {
    const expected = [...(await lintLines(folder))].sort();
    let told: readonly string[] = [];
    const isSame = (): boolean => {
      told = [...client.lines()].sort();
      return JSON.stringify(told) === JSON.stringify(expected);
    };
    const late = setTimeout(() => {
      client.kill();
    }, 10_000);
    await client.until(isSame).catch(() => undefined);
    clearTimeout(late);
    assert.deepEqual(told, expected);
  }

  it('is what lint finds in the whole sample, made worse in every file', async () => {
    const folder = real({});
    cpSync(SAMPLE, folder, { recursive: true });
    const client = await start(folder);
    await equalsLint(client);
    for (const name of readdir(folder)) {
      const place = path.join(folder, name);
      writeFileSync(
        place,
        readFileSync(place, 'utf8')
          .replace(/semver: .*/, 'semver: 1.x')
          .replace('{{task}}', '{{tusk}}'),
      );
      await client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri(name), type: 2 }],
      });
    }
    await equalsLint(client);
    assert.ok(client.lines().length > 3);
  });

  it('counts what the editor shows over what is stored, in the other files that speak of it, too', async () => {
    const folder = real(FILES);
    const client = await start(folder);
    await equalsLint(client);
    assert.match(client.lines().join('\n'), /basically/);

    // The same folder as it would be if all were saved.
    const saved = real(FILES);
    const edit = async (file: string, text: string): Promise<void> => {
      writeFiles(saved, { [file]: text });
      const isOpen = client.told.get(client.uri(file))?.version !== undefined;
      if (isOpen) await client.change(file, { text });
      else await client.open(file, text);
      const told = [...(await lintLines(saved))].sort();
      await client.until(() => JSON.stringify([...client.lines()].sort()) === JSON.stringify(told));
    };
    await edit('f.prompt-template.yaml', template('f', 'Be short.'));
    await edit(
      'f.prompt-template.yaml',
      template('f', 'Be short.', 'constraints: {FORBIDDEN_TOKENS: [fix]}\n'),
    );
    await edit('f.prompt-template.yaml', template('g', 'Be short.'));
    await edit('b.prompt-bundle.yaml', bundle('x'));
    await edit('new.prompt-template.yaml', template('x', 'Nowhere yet.'));
    await edit('b.prompt-bundle.yaml', 'bundle_id: [');
    // Closed, what is stored counts again.
    for (const file of ['f.prompt-template.yaml', 'b.prompt-bundle.yaml', 'new.prompt-template.yaml'])
      await client.close(file);
    await equalsLint(client);
  });

  it('goes by configurations, baselines, suppressions and roots below', async () => {
    const suppressed = `${template('s', 'It is basically done.', 'constraints: {FORBIDDEN_TOKENS: [basically]}\n')}suppress:\n  - code: forbidden-token\n    reason: quoted\n`;
    const folder = real({
      ...FILES,
      's.prompt-template.yaml': suppressed,
      '.prompt-bundles/config.json': '{ "rules": { "forbidden-token": "error" } }',
      'below/c.prompt-template.yaml': template('c', 'We fix it.', 'constraint: {}\n'),
      'below/.prompt-bundles/config.json': '{ "rules": { "unknown-key": "information" } }',
    });
    const client = await start(folder);
    await equalsLint(client);
    assert.match(client.lines().join('\n'), /error forbidden-token/);
    assert.match(client.lines().join('\n'), /information unknown-key/);
    await cli(folder, 'lint', '--no-cache', '--write-baseline');
    const changed = (name: string): Promise<void> =>
      client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri(`.prompt-bundles/${name}.json`), type: 2 }],
      });
    await changed('baseline');
    await equalsLint(client);
    assert.doesNotMatch(client.lines().join('\n'), /forbidden-token/);
    writeFiles(folder, { '.prompt-bundles/config.json': '{ "rules": 7 }' });
    await changed('config');
    await equalsLint(client);
    assert.match(client.lines().join('\n'), /config\.json/);
  });

  it('leaves out what lint leaves out, and looks at a file that is shown all the same, on its own', async () => {
    const folder = real({
      ...FILES,
      '.prompt-bundles/config.json': '{ "exclude": ["old"] }',
      'old/o.prompt-template.yaml': template('o', '"{{tusk}}"'),
    });
    const client = await start(folder);
    await equalsLint(client);
    await client.open('old/o.prompt-template.yaml', template('o', '"{{tusk}}"'));
    await client.toldOf('old/o.prompt-template.yaml', 1);
    const own = client.lines().filter((line) => line.startsWith('old/'));
    assert.deepEqual(own, await lintLines(folder, 'old/o.prompt-template.yaml'));
    assert.match(own.join('\n'), /left-out-file/);
    await client.close('old/o.prompt-template.yaml');
    await equalsLint(client);
  });

  it('follows the disk as the editor tells, and by what is saved where it cannot', async () => {
    const folder = real(FILES);
    const client = await start(folder);
    await client.until(() => client.watched.length > 0);
    assert.ok(client.watched.some((glob) => glob.includes('prompt-template.md')));
    await equalsLint(client);
    rmSync(path.join(folder, 'f.prompt-template.yaml'));
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('f.prompt-template.yaml'), type: 3 }],
    });
    await equalsLint(client);

    const blind = await start(folder, { ...ABLE, workspace: {} });
    await equalsLint(blind);
    assert.deepEqual(blind.watched, []);
    await blind.open('a.prompt-template.yaml', FILES['a.prompt-template.yaml']);
    writeFiles(folder, FILES);
    await blind.notify('textDocument/didSave', {
      textDocument: { uri: blind.uri('a.prompt-template.yaml') },
    });
    await equalsLint(blind);
  });

  it('tells of each version of a document, of the newest last', async () => {
    const folder = real(FILES);
    const client = await start(folder);
    const file = 'a.prompt-template.yaml';
    await client.open(file, FILES[file]);
    let version = 1;
    for (let i = 0; i < 20; i++)
      version = await client.change(file, {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        text: '# a line above\n',
      });
    const [finding] = await client.toldOf(file, version);
    assert.equal(finding?.range.start.line, 23);
  });

  it('speaks of several folders, and of one that comes and goes', async () => {
    const [one, two] = [real(FILES), real({ 'w.prompt-template.yaml': template('w', '"{{tusk}}"') })];
    const client = new Client(one);
    clients.push(client);
    let folders = [one, two];
    client.connection.onRequest('workspace/workspaceFolders', () =>
      folders.map((folder) => ({ uri: new URL(`file://${folder}`).href, name: folder })),
    );
    await client.initialize(ABLE, folders);
    const other = new URL(`file://${two}/w.prompt-template.yaml`).href;
    await client.until(() => (client.told.get(other)?.diagnostics.length ?? 0) > 0);
    folders = [one];
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: new URL(`file://${two}`).href, name: two }] },
    });
    await client.until(() => client.told.get(other)?.diagnostics.length === 0);
    await equalsLint(client);
  });

  it('looks at a file outside of all folders among those beside it', async () => {
    const folder = real({ ...FILES, 'deep/d.prompt-template.yaml': template('d', '"{{tusk}}"') });
    mkdirSync(path.join(folder, 'empty'));
    const client = new Client(folder);
    clients.push(client);
    await client.initialize(ABLE, []);
    await client.open('a.prompt-template.yaml', FILES['a.prompt-template.yaml']);
    const told = await client.toldOf('a.prompt-template.yaml', 1);
    assert.deepEqual(
      told.map(({ code }) => code),
      ['forbidden-token'],
    );
    assert.equal(client.told.size, 1);
  });

  it('links each code to its page, and shows no text that acts', async () => {
    const folder = real({ 'a.prompt-template.yaml': template('a', 'Hi.', '"evil\\u202ekey": 1\n') });
    const client = await start(folder);
    await client.until(() => client.told.size > 0);
    const [finding] = [...client.told.values()].flatMap(({ diagnostics }) => diagnostics);
    assert.ok(finding?.codeDescription);
    const page = readFileSync(new URL(finding.codeDescription.href), 'utf8');
    assert.ok(page.includes(`\`${String(finding.code)}\``));
    assert.doesNotMatch(finding.message as string, /\u202e/);
    assert.equal(finding.source, 'Prompt Bundles');
  });
});

function readdir(folder: string): readonly string[] {
  return ['templates', 'bundles', 'inputs'].flatMap((one) =>
    readdirSync(path.join(folder, one)).map((name) => `${one}/${name}`),
  );
}
