// References that no file and no published version answers, looked up in a real database while the user says so.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  commands,
  ConfigurationTarget,
  type CompletionItem,
  type CompletionList,
  type Hover,
  type Location,
  type LocationLink,
  MarkdownString,
  type Position,
  window,
  workspace,
  type Uri,
} from 'vscode';
import { asked, type Asked } from './dialogs.js';
import { openPreview, rendersBecome } from './openPreview.js';
import { setSecret, useRegistry } from './registryDatabase.js';
import {
  at,
  becomes,
  copied,
  open,
  problems,
  problemsBecome,
  read,
  retype,
  same,
  tidyUp,
  write,
} from './support.js';

const own = at('own-fallback');
const published = at('.prompt-bundles/published');

const bundle = (system: string, id = 'falling'): string =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: ${system}\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. }\n  task: { content: '{{task}}' }\n`;
const template = (id: string, content: string): string =>
  `---\ntemplate_id: ${id}\nsemver: 1.0.0\nrole: system\n---\n\n${content}\n`;

async function setFallback(name: string | undefined): Promise<void> {
  const configuration = workspace.getConfiguration('promptBundles');
  await configuration.update('registry.fallback', name, ConfigurationTarget.Workspace);
}

const codes = (uri: Uri): string[] => problems(uri).map((text) => text.split(' ').slice(0, 2).join(' '));
const codesBecome = (uri: Uri, expected: readonly string[]): Promise<void> =>
  becomes(`The problems of ${uri.path}`, () => codes(uri), [...expected]);
const UNRESOLVED = ['error unresolved-template'];

async function definitions(uri: Uri, place: Position): Promise<string[]> {
  const found = await commands.executeCommand<(Location | LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    uri,
    place,
  );
  return found.map((one) => ('uri' in one ? one.uri : one.targetUri).toString());
}

async function hovered(uri: Uri, place: Position): Promise<string> {
  const found = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, place);
  return found
    .flatMap(({ contents }) => contents)
    .map((one) => (one instanceof MarkdownString ? one.value : ''))
    .join('\n');
}

async function offered(uri: Uri, place: Position): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    place,
    undefined,
    20,
  );
  return list.items.map(({ label }: CompletionItem) =>
    typeof label === 'string' ? label : [label.label, label.description].join(': '),
  );
}

/** Does something, and waits until something is said. */
async function firstSaid(act: () => Promise<void>): Promise<Asked[]> {
  let hear = (): void => undefined;
  const heard = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const answer = (): Promise<undefined> => {
    hear();
    return Promise.resolve(undefined);
  };
  return asked([answer], async () => {
    await act();
    await heard;
  });
}

describe('a registry that references are looked up in', () => {
  const registry = useRegistry();

  const store = async (id: string, content: string, constraints: string | null = null): Promise<void> => {
    await registry().sql(
      `insert into prompt_template (id, template_id, semver, role, content, constraints) values ($1, $2, '1.0.0', 'system', $3, $4)`,
      [randomUUID(), id, content, constraints],
    );
  };

  before(async () => {
    await store('far', 'You answer from far away.', '{"FORBIDDEN_TOKENS": ["quiet"]}');
    await store('far-2', 'You answer from further away.');
    await store('distant', 'You answer from a distance.');
  });

  afterEach(async () => {
    await setFallback(undefined);
    await tidyUp(own);
  });
  after(() => tidyUp(at('frozen@1.0.0.json', published)));

  it('answers them while it is set, in problems, prompts, hovers and definitions', async () => {
    const file = await write(at('a.prompt-bundle.yaml', own), bundle('far@1.0.0'));
    const document = await open(file);
    await window.showTextDocument(document, { preview: false });
    await codesBecome(file, UNRESOLVED);
    await setFallback('team');
    // Its constraints hold for the other parts.
    await codesBecome(file, ['warning forbidden-token']);
    assert.match(problems(file).join(), /quiet.*The constraint\. far-1\.0\.0\.prompt-template\.md/);
    same('The prompt', await copied(file), 'You answer from far away.\n\nBe brief.\n\nIt is quiet.\n\n');
    const place = document.positionAt(document.getText().indexOf('far@'));
    const said = await hovered(file, place);
    assert.ok(said.includes('From the registry `team`, not in this folder.'), said);
    const [defined = ''] = await definitions(file, place);
    same(
      'The definition',
      decodeURIComponent(defined),
      'prompt-bundles-registry:/team/templates/far@1.0.0/far-1.0.0.prompt-template.md',
    );
    await setFallback(undefined);
    await codesBecome(file, UNRESOLVED);
  });

  it('is behind files and what is published', async () => {
    await setFallback('team');
    const file = await write(at('a.prompt-bundle.yaml', own), bundle('distant@1.0.0', 'frozen'));
    await window.showTextDocument(await open(file), { preview: false });
    const preview = await openPreview(file);
    const hash = (): string | undefined =>
      preview.last('render')?.hashes.find(({ name }) => name === 'prompt_hash')?.value;
    await rendersBecome('The problem', preview, ({ problem }) => problem, null);
    const before = hash();
    preview.say({ type: 'openSource', slot: 'system' });
    await becomes(
      'What is open',
      () =>
        window.visibleTextEditors.some(({ document }) => document.uri.scheme === 'prompt-bundles-registry'),
      true,
    );
    const nearer = await write(at('b.prompt-template.md', own), template('distant', 'You answer from here.'));
    await becomes('That the prompt is another', () => ![undefined, before].includes(hash()), true);
    const fromHere = await copied(file);
    assert.ok(fromHere.startsWith('You answer from here.'), fromHere);
    await workspace.fs.delete(nearer);
    await becomes('The hash', hash, before);
    const told = await asked(['Publish'], () => commands.executeCommand('promptBundles.publish', file));
    assert.ok(
      told[0]?.detail?.includes('system: distant@1.0.0 (from the registry team, in no file)'),
      told[0]?.detail,
    );
    await becomes(
      'What is published',
      async () => (await read(at('frozen@1.0.0.json', published))).includes('You answer from a distance.'),
      true,
    );
    await setFallback(undefined);
    await problemsBecome(file, []);
  });

  it('is offered behind the templates of the folder', async () => {
    await setFallback('team');
    const file = await write(at('a.prompt-bundle.yaml', own), bundle('x@1.0.0'));
    const document = await open(file);
    await codesBecome(file, UNRESOLVED);
    await retype(document, bundle('far'));
    const place = document.positionAt(document.getText().indexOf('far') + 3);
    await becomes(
      'What is offered',
      async () => (await offered(file, place)).filter((label) => label.startsWith('far')),
      ['far@1.0.0: registry team', 'far-2@1.0.0: registry team'],
    );
  });

  it('has its templates written into the workspace with the version that they belong to', async () => {
    await registry()
      .sql(`insert into prompt_bundle (id, bundle_id, semver, system_template_id, personality_template_id,
      activity_template_id, task_template_id) select '00000000-0000-4000-8000-000000000002', 'gathered', '1.0.0', id, id, id, id
      from prompt_template where template_id = 'far-2' on conflict do nothing`);
    await setFallback('team');
    const slots = ['system', 'personality', 'activity', 'task'].map((slot) => `  ${slot}: far-2@1.0.0\n`);
    const text = `bundle_id: gathered\nsemver: 1.0.0\ntemplates:\n${slots.join('')}`;
    const file = await write(at('a.prompt-bundle.yaml', own), text);
    await window.showTextDocument(await open(file), { preview: false });
    const prompt = Array.from(slots, () => 'You answer from further away.').join('\n\n');
    await becomes('The prompt', () => copied(file), prompt);
    const version = { kind: 'bundle', reference: { id: 'gathered', semver: '1.0.0' } };
    const pull = (): Promise<Asked[]> =>
      asked([], () => commands.executeCommand('promptBundles.registryPull', { registry: 'team', version }));
    same('What is said', await pull(), []);
    const pulled = window.activeTextEditor?.document.uri ?? own;
    try {
      assert.match(pulled.path, /far-2.*\.prompt-template\.\w+$/);
      same('The bundle', await read(file), text);
      same(
        'What is said then',
        (await pull()).map(({ message }) => message),
        ['gathered@1.0.0 is here already, with the same content.'],
      );
      await setFallback(undefined);
      same('The prompt', await copied(file), prompt);
    } finally {
      await tidyUp(pulled);
    }
  });

  it('says once that it cannot be reached, and answers once it can', async () => {
    const file = await write(at('a.prompt-bundle.yaml', own), bundle('far-2@1.0.0'));
    await codesBecome(file, UNRESOLVED);
    await setSecret('team', 'wrong secret');
    try {
      const told = await firstSaid(() => setFallback('team'));
      same('The problems', codes(file), UNRESOLVED);
      assert.deepEqual(
        told.map(({ kind }) => kind),
        ['warning'],
      );
      assert.match(told[0]?.message ?? '', /^Registry team: .*password/i);
    } finally {
      await setSecret('team', registry().password);
    }
    await codesBecome(file, []);
  });

  it('tells of a name that no connection has', async () => {
    const file = await write(at('a.prompt-bundle.yaml', own), bundle('far-2@1.0.0'));
    await codesBecome(file, UNRESOLVED);
    const told = await firstSaid(() => setFallback('nowhere'));
    same('The problems', codes(file), UNRESOLVED);
    assert.deepEqual(
      told.map(({ message }) => message),
      [
        'No registry is set by the name nowhere, so references are looked up nowhere. Name one of `promptBundles.registry.connections`.',
      ],
    );
  });
});
