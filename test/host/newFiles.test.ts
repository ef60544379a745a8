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

/** The files of the workspace whose names begin so. */
const named = async (stem: string): Promise<readonly Uri[]> => workspace.findFiles(`**/${stem}*.prompt-*`);

/** The one file whose name begins so, once it is there. */
async function made(stem: string): Promise<Uri> {
  await becomes(`The files ${stem}…`, async () => (await named(stem)).length, 1);
  const [file] = await named(stem);
  if (!file) throw new Error(`${stem} is gone.`);
  return file;
}

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
    await inRoot('newBundle', { id: 'fresh', templates: 'files' });
    const bundle = await made('fresh-1.0.0');
    same('Its place', bundle.path, at('fresh-1.0.0.prompt-bundle.yaml', root).path);
    await becomes('The selection', selected, 'You are a helpful assistant.');
    const tabs = (): string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await becomes('The tabs', () => tabs().filter((label) => label.includes('fresh')), [
      'fresh-1.0.0.prompt-bundle.yaml',
      'fresh-system.prompt-template.yaml',
      'Preview fresh@1.0.0',
    ]);
    await becomes('The problems', () => problems(bundle), []);
    same('The prompt', (await copied(bundle)).startsWith('You are a helpful assistant.\n\nLet these'), true);
  });

  it('are a template and an input, each with its text selected', async () => {
    await inRoot('newTemplate', { id: 'calm-tone', slot: 'personality' });
    const template = await made('calm-tone');
    await becomes('Its selection', () => selected().includes('{{semantic_traits}}'), true);
    same('Its role', (await read(template)).includes('role: developer\n'), true);
    await inRoot('newInput', { id: 'angry', model: '' });
    const input = await made('angry');
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
  afterEach(async () => tidyUp(root, ...(await named('own-system'))));

  it('is extracted into a file and written back, which leaves the prompt as it was; one undo takes it back', async () => {
    const document = await open(bundle);
    await window.showTextDocument(document);
    const before = await copied(bundle);
    await run('extractTemplate', { file: bundle.toString(), slot: 'system', id: 'own-system' });
    const template = await made('own-system');
    same('The bundle', document.getText().includes('  system: own-system@1.0.0\n'), true);
    await becomes('The problems', () => [...problems(bundle), ...problems(template)], []);
    same('The prompt', await copied(bundle), before);

    await run('inlineTemplate', { file: bundle.toString(), slot: 'system' });
    await becomes('The bundle', () => document.getText().includes('own-system'), false);
    same('The prompt', await copied(bundle), before);
    same('The file of the template', await exists(template), true);

    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    await becomes('The bundle after an undo', () => document.getText().includes('own-system@1.0.0'), true);
    await commands.executeCommand('undo');
    await becomes('The bundle after two', () => document.getText(), TEXT);
  });

  it('is offered to be moved where it stands', async () => {
    const titles = async (text: string): Promise<string[]> => {
      const document = await open(bundle);
      const place = document.positionAt(document.getText().indexOf(text));
      const actions = await commands.executeCommand<{ title: string }[]>(
        'vscode.executeCodeActionProvider',
        bundle,
        new Range(place, place),
        'refactor',
      );
      return actions.map(({ title }) => title).filter((title) => /Extract the|into the bundle/.test(title));
    };
    await becomes('The actions', () => titles('One.'), ['Extract the system template into a file…']);
    await becomes('Elsewhere', () => titles('semver'), []);
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
