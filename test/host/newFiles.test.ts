import { commands, Range, window, workspace, type Uri } from 'vscode';
import { at, becomes, copied, exists, open, problems, read, same, tidyUp, write } from './support.js';

// New files, and what moves text between files: the prompt stays the same, and one undo takes all of it back.

const run = (command: string, argument: unknown): Thenable<unknown> =>
  commands.executeCommand(`promptBundles.${command}`, argument);

describe('new files', () => {
  const root = at('new-files');
  const made = (name: string): Uri => at(name, root);
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
    const bundle = made('fresh.prompt-bundle.yaml');
    await becomes('The bundle', () => exists(bundle), true);
    await becomes('The selection', selected, 'You are a helpful assistant.');
    const tabs = (): string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await becomes('The tabs', () => tabs().filter((label) => label.includes('fresh')), [
      'fresh.prompt-bundle.yaml',
      'fresh-system.prompt-template.md',
      'Preview fresh@1.0.0',
    ]);
    await becomes('The problems', () => problems(bundle), []);
    same('The prompt', (await copied(bundle)).startsWith('You are a helpful assistant.\n\nLet these'), true);
  });

  it('are a template and an input, each with its text selected', async () => {
    await inRoot('newTemplate', { id: 'calm-tone', slot: 'personality' });
    const template = made('calm-tone.prompt-template.md');
    await becomes('The template', () => exists(template), true);
    await becomes('Its selection', () => selected().includes('{{semantic_traits}}'), true);
    same('Its role', (await read(template)).includes('role: developer\n'), true);
    await inRoot('newInput', { id: 'angry', model: '' });
    await becomes('The input', () => exists(made('angry.prompt-input.yaml')), true);
    await becomes('Its selection', selected, 'What can you help me with?');
    await becomes('Its problems', () => problems(made('angry.prompt-input.yaml')), []);
  });
});

describe('a template of a bundle', () => {
  const root = at('refactored');
  const bundle = at('b.prompt-bundle.yaml', root);
  const template = at('own-system.prompt-template.md', root);
  const TEXT =
    'bundle_id: own\nsemver: 1.0.0\ntemplates:\n  system:\n    role: system\n    content: One.\n' +
    ['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join('');

  beforeEach(() => write(bundle, TEXT));
  afterEach(() => tidyUp(root));

  it('is extracted into a file and written back, which leaves the prompt as it was; one undo takes it back', async () => {
    const document = await open(bundle);
    await window.showTextDocument(document);
    const before = await copied(bundle);
    await run('extractTemplate', { file: bundle.toString(), slot: 'system', id: 'own-system' });
    await becomes('The template', () => exists(template), true);
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
