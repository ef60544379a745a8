import { commands, Range, window, workspace, type Uri } from 'vscode';
import {
  answering,
  at,
  becomes,
  copied,
  exists,
  open,
  problems,
  read,
  same,
  tidyUp,
  write,
} from './support.js';

// New files, and what moves text between files: the prompt stays the same, and one undo takes all of it back.

/** The files of the workspace whose names begin so, by their paths. */
const named = async (stem: string, ending = 'prompt-*'): Promise<readonly Uri[]> =>
  (await workspace.findFiles(`**/${stem}*.${ending}`)).sort((a, b) => (a.path < b.path ? -1 : 1));

/** The one file whose name begins so, once it is there. */
async function made(stem: string, ending?: string): Promise<Uri> {
  await becomes(`The files ${stem}…`, async () => (await named(stem, ending)).length, 1);
  const [file] = await named(stem, ending);
  if (!file) throw new Error(`${stem} is gone.`);
  return file;
}

let attempts = 0;
/** An id that no earlier attempt of a test has used: VS Code may not have told yet that its files are gone. */
const newId = (stem: string): string => `${stem}${String(++attempts)}`;

/** Runs a command, which is to refuse nothing. */
const run = async (command: string, argument: unknown): Promise<void> => {
  const said = await answering('showErrorMessage', undefined, () =>
    commands.executeCommand(`promptBundles.${command}`, argument),
  );
  same(`What ${command} refused`, said, []);
};

describe('new files', () => {
  const root = at('new-files');
  const selected = (): string => {
    const editor = window.activeTextEditor;
    return editor ? editor.document.getText(editor.selection) : '';
  };

  afterEach(() => tidyUp(root));

  /** The sample has a manner of its own: each test says where its files go. */
  const inRoot = async (command: string, argument: Record<string, string>): Promise<void> => {
    await workspace.fs.createDirectory(root);
    await run(command, { folder: root.toString(), ...argument });
  };

  it('are a bundle with four templates, shown where writing starts with the preview beside', async () => {
    const id = newId('fresh');
    await inRoot('newBundle', { id, templates: 'files' });
    const bundle = await made(id, 'prompt-bundle.*');
    same('Its folder', bundle.path.slice(0, bundle.path.lastIndexOf('/')), root.path);
    const templates = await named(id, 'prompt-template.*');
    same('The templates', templates.length, 4);
    await becomes('The selection', selected, 'You are a helpful assistant.');
    const tabs = (): string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    const label = (file: Uri | undefined): string => file?.path.split('/').at(-1) ?? '';
    const system = templates.find((file) => label(file).startsWith(`${id}-system`));
    await becomes('The tabs', () => tabs().filter((tab) => tab.includes(id)), [
      label(bundle),
      label(system),
      `Preview ${id}@1.0.0`,
    ]);
    await becomes('The problems', () => problems(bundle), []);
    same('The prompt', (await copied(bundle)).startsWith('You are a helpful assistant.\n\nLet these'), true);
  });

  it('are a template and an input, each with its text selected', async () => {
    const [id, name] = [newId('calm-tone'), newId('angry')];
    await inRoot('newTemplate', { id, slot: 'personality' });
    const template = await made(id);
    await becomes('Its selection', () => selected().includes('{{semantic_traits}}'), true);
    same('Its role', (await read(template)).includes('developer'), true);
    await inRoot('newInput', { id: name, model: '' });
    const input = await made(name);
    await becomes('Its selection', selected, 'What can you help me with?');
    await becomes('Its problems', () => problems(input), []);
  });
});

describe('a template of a bundle', () => {
  const root = at('refactored');
  const bundle = at('b.prompt-bundle.yaml', root);
  const TEXT =
    'bundle_id: own\nsemver: 1.0.0\ntemplates:\n  system:\n    role: system\n    content: One.\n' +
    ['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join('');

  beforeEach(() => write(bundle, TEXT));
  let id = '';
  afterEach(async () => tidyUp(root, ...(id === '' ? [] : await named(id))));

  it('is extracted into a file and written back, which leaves the prompt as it was; one undo takes it back', async () => {
    const document = await open(bundle);
    await window.showTextDocument(document);
    const before = await copied(bundle);
    id = newId('own-system');
    await run('extractTemplate', { file: bundle.toString(), slot: 'system', id });
    const template = await made(id);
    same('The bundle', document.getText().includes(`  system: ${id}@1.0.0\n`), true);
    await becomes('The problems', () => [...problems(bundle), ...problems(template)], []);
    same('The prompt', await copied(bundle), before);

    await run('inlineTemplate', { file: bundle.toString(), slot: 'system' });
    await becomes('The bundle', () => document.getText().includes(id), false);
    same('The prompt', await copied(bundle), before);
    same('The file of the template', await exists(template), true);

    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    await becomes('The bundle after an undo', () => document.getText().includes(`${id}@1.0.0`), true);
    await commands.executeCommand('undo');
    await becomes('The bundle after two', () => document.getText(), TEXT);
  });

  it('is offered to be moved where it stands', async () => {
    const titles = async (text: string, file = bundle): Promise<string[]> => {
      const document = await open(file);
      const place = document.positionAt(document.getText().indexOf(text));
      const actions = await commands.executeCommand<{ title: string }[]>(
        'vscode.executeCodeActionProvider',
        file,
        new Range(place, place),
        'refactor',
      );
      return actions.map(({ title }) => title).filter((title) => /Extract the|into the bundle/.test(title));
    };
    await becomes('The actions', () => titles('One.'), ['Extract the system template into a file…']);
    await becomes('Elsewhere', () => titles('semver'), []);
    // What leads to no template can be written nowhere.
    const other = at('c.prompt-bundle.yaml', root);
    const text = TEXT.replace('own', 'other').replace(/system:[^]*?(?=\n {2}\w)/, 'system: none@1.0.0');
    await write(other, text);
    await becomes('The problems', () => problems(other).length, 1);
    await becomes('At a reference to none', () => titles('none@', other), []);
  });

  it('is converted with its bundle, which keeps the prompt and the hashes', async () => {
    const before = await copied(bundle);
    await run('convertFile', { file: bundle.toString(), syntax: 'json' });
    const json = at('b.prompt-bundle.json', root);
    await becomes('The new file', () => exists(json), true);
    same('The old file', await exists(bundle), false);
    await becomes('Its problems', () => problems(json), []);
    same(
      'What is stored',
      (await read(json)).startsWith('{\n  "bundle_id": "own",\n  "semver": "1.0.0",'),
      true,
    );
    same('The prompt', await copied(json), before);
  });
});
