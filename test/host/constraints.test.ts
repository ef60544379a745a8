import {
  commands,
  ConfigurationTarget,
  languages,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
} from 'vscode';
import { at, becomes, open, problems, problemsBecome, read, retype, same, tidyUp, write } from './support.js';

// What the constraints of one template say of the text of another, in a real editor, with nothing saved.

const own = at('own');

const template = (id: string, content: string, front = '', semver = '1.0.0'): string =>
  `---\ntemplate_id: ${id}\nsemver: ${semver}\nrole: system\n${front}---\n${content}\n`;
const rules = (tokens: string, more = ''): string =>
  template('rules', 'Be calm.', `constraints:\n  FORBIDDEN_TOKENS: [${tokens}]\n${more}`);
const bundle = (id: string, persona: string, system = 'rules@1.0.0'): string => `bundle_id: ${id}
semver: 1.0.0
tags: [own-model]
templates:
  system: ${system}
  personality: ${persona}@1.0.0
  activity: { content: A }
  task: { content: "{{task}}" }
`;

const RULES = at('rules.prompt-template.md', own);
const PERSONA = at('persona.prompt-template.md', own);
const BUNDLE = at('b.prompt-bundle.yaml', own);
const INPUT = at('i.prompt-input.yaml', own);

/** What is said of a token, at a place, by the token at another. */
const forbidden = (written: string, place: string, by: string, token = written): string => {
  const as = token === written ? '' : ` (as “${token}”)`;
  return (
    `warning forbidden-token ${place} “${written}” is forbidden by FORBIDDEN_TOKENS${as}. Leave it out or say it in other words. (rules@1.0.0) ` +
    `(The constraint. rules.prompt-template.md ${by})`
  );
};

async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('promptBundles').update(name, value, ConfigurationTarget.Workspace);
}

async function writeAll(persona: string, tokens = 'never'): Promise<void> {
  await write(RULES, rules(tokens));
  await write(PERSONA, template('persona', persona));
  await write(BUNDLE, bundle('own-b', 'persona'));
}

/** Types at a place as a person does: in the editor, at its cursor. */
async function type(document: TextDocument, place: Position, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  editor.selection = new Selection(place, place);
  await commands.executeCommand('type', { text });
}

/** Opens a file whose editor may still hold what a test before this one wrote. */
async function openAsStored(uri: Uri): Promise<TextDocument> {
  const document = await open(uri);
  await becomes('The text in the editor', () => document.getText(), await read(uri));
  return document;
}

/** Puts text at the end, wherever the cursor is. */
async function append(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
  await workspace.applyEdit(edit);
}

/** Waits until nothing has been told of any file for a while. */
async function quiet(): Promise<void> {
  let last = Date.now();
  const listening = languages.onDidChangeDiagnostics(() => (last = Date.now()));
  while (Date.now() - last < 1000) await pause(50);
  listening.dispose();
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('constraints in the editor', () => {
  const SETTINGS = ['rules', 'run', 'waitAtCursor', 'maxNumberOfProblems', 'enable'];

  afterEach(async () => {
    for (const name of SETTINGS) await set(name, undefined);
    await tidyUp(own);
  });

  it('show a word at its place in the persona, with the token in the system part', async () => {
    await writeAll('You are kind.\nYou never shout.');
    await problemsBecome(PERSONA, [forbidden('never', '6:4-6:9', '5:21-5:26')]);
    await problemsBecome(RULES, []);
    await problemsBecome(BUNDLE, []);
  });

  it('show what the task brings in the input, where it stands', async () => {
    await writeAll('You are kind.');
    await write(INPUT, 'model_type: own-model\ntask: |\n  One line.\n  🙂 And Never again.\n');
    await problemsBecome(INPUT, [forbidden('Never', '3:9-3:14', '5:21-5:26', 'never')]);
  });

  it('follow an unsaved edit in the bundles that use the template, and in no other', async () => {
    await writeAll('You never shout, ever.');
    const free = await write(at('free.prompt-template.md', own), template('free', 'You never shout, ever.'));
    const other = await write(at('c.prompt-bundle.yaml', own), bundle('own-c', 'free', '{ content: S }'));
    await problemsBecome(PERSONA, [forbidden('never', '5:4-5:9', '5:21-5:26')]);
    await quiet();
    const changed: string[] = [];
    const listening = languages.onDidChangeDiagnostics(({ uris }) =>
      changed.push(...uris.map(({ path }) => path)),
    );
    try {
      const document = await openAsStored(RULES);
      await retype(
        document,
        rules('never, ever', '# moved\n').replace('constraints', '# a line\nconstraints'),
      );
      await problemsBecome(PERSONA, [
        forbidden('never', '5:4-5:9', '6:21-6:26'),
        forbidden('ever', '5:17-5:21', '6:28-6:32'),
      ]);
      same('Unsaved', document.isDirty, true);
      await retype(document, rules('ever'));
      await problemsBecome(PERSONA, [forbidden('ever', '5:17-5:21', '5:21-5:25')]);
      await problemsBecome(free, []);
      same(
        'Told of others',
        [free.path, other.path].filter((path) => changed.includes(path)),
        [],
      );
    } finally {
      listening.dispose();
    }
  });

  it('go when an input, a bundle or a template is deleted, and come back', async () => {
    await writeAll('You are ne{{task}}.');
    await write(INPUT, 'model_type: own-model\ntask: ver\n');
    const told = [forbidden('never', '5:8-5:18', '5:21-5:26')];
    await becomes('The problems', () => problems(PERSONA).length, 1);
    await workspace.fs.delete(INPUT);
    await problemsBecome(PERSONA, []);
    await write(INPUT, 'model_type: own-model\ntask: ver\n');
    await becomes('The problems', () => problems(PERSONA).length, told.length);
    await workspace.fs.delete(RULES);
    await problemsBecome(PERSONA, []);
  });

  it('tell of conflicting levels in the bundle, with both levels', async () => {
    const level = (id: string, value: string): string =>
      template(id, 'Text.', `constraints: { ASSERTIVENESS_LEVEL: ${value} }\n`);
    await write(RULES, level('rules', '0.25'));
    await write(PERSONA, level('persona', '0.75'));
    await write(BUNDLE, bundle('own-b', 'persona'));
    await problemsBecome(BUNDLE, [
      'warning conflicting-constraints 5:15-5:28 Two templates ask for different assertiveness: system for 0.25, personality for 0.75. Make them agree. ' +
        '(system asks for 0.25. rules.prompt-template.md 4:36-4:40) (personality asks for 0.75. persona.prompt-template.md 4:36-4:40)',
    ]);
  });

  it('have the severity that the settings give them, or none', async () => {
    await writeAll('You never shout. {{x}}');
    await becomes('The problems', () => problems(PERSONA).length, 2);
    const shown = (): string[] => problems(PERSONA).map((line) => line.split(' ').slice(0, 2).join(' '));
    await set('rules', { 'forbidden-token': 'error', 'unknown-placeholder': 'off' });
    await becomes('The problems', shown, ['error forbidden-token']);
    await set('rules', { 'forbidden-token': 'information', 'unknown-placeholder': 'nonsense' });
    await becomes('The problems', shown, ['information forbidden-token', 'warning unknown-placeholder']);
    await set('rules', undefined);
    await becomes('The problems', shown, ['warning forbidden-token', 'warning unknown-placeholder']);
  });

  it('are suppressed by the file of the offending text, and one that suppresses nothing is flagged', async () => {
    await writeAll('You never shout.');
    const document = await openAsStored(PERSONA);
    const suppress = (entry: string): string =>
      template('persona', 'You never shout.', `suppress:\n  - { code: ${entry}, reason: quoted }\n`);
    await retype(document, suppress('forbidden-token, text: never'));
    await problemsBecome(PERSONA, []);
    await retype(document, suppress('forbiden-token'));
    await problemsBecome(PERSONA, [
      'warning unused-suppression 5:12-5:26 There is no code `forbiden-token`. Did you mean `forbidden-token`?',
      forbidden('never', '7:4-7:9', '5:21-5:26'),
    ]);
    await write(RULES, rules('other'));
    await retype(document, suppress('forbidden-token'));
    await problemsBecome(PERSONA, [
      'warning unused-suppression 5:12-5:27 This entry suppresses nothing. Remove the entry.',
    ]);
  });

  it('wait for a save when they are to', async () => {
    await writeAll('You are kind.');
    await write(BUNDLE, bundle('own-b', 'saved'));
    const saved = await write(at('saved.prompt-template.md', own), template('saved', 'You are kind.'));
    await set('run', 'onSave');
    const document = await openAsStored(saved);
    await retype(document, template('saved', 'You never shout.'));
    await pause(300);
    same('Before the save', problems(saved), []);
    await document.save();
    await problemsBecome(saved, [forbidden('never', '5:4-5:9', '5:21-5:26')]);
    await retype(document, template('saved', 'You are kind.'));
    await pause(300);
    same('Before the next save', problems(saved).length, 1);
    await document.save();
    await problemsBecome(saved, []);
  });

  describe('at the cursor', () => {
    it('leave the word alone that is being typed, and show it when the author goes on', async () => {
      await writeAll('You are kind.\nYou neve');
      const document = await openAsStored(PERSONA);
      await problemsBecome(PERSONA, []);
      await type(document, new Position(6, 8), 'r');
      same('The text', document.lineAt(6).text, 'You never');
      await pause(300);
      same('While it is typed', problems(PERSONA), []);
      const [editor] = window.visibleTextEditors;
      if (editor) editor.selection = new Selection(5, 0, 5, 0);
      await becomes('What is shown', () => problems(PERSONA).length, 1);
    });

    it('show it after a pause', async () => {
      await writeAll('You are kind.\nYou neve');
      const document = await openAsStored(PERSONA);
      await type(document, new Position(6, 8), 'r');
      await becomes('What is shown', () => problems(PERSONA).length, 1);
    });

    it('show it when the author goes on in another file', async () => {
      await writeAll('You are kind.\nYou neve');
      const document = await openAsStored(PERSONA);
      const input = await open(await write(INPUT, 'model_type: own-model\ntask: Go\n'));
      await type(document, new Position(6, 8), 'r');
      await type(input, new Position(1, 8), '!');
      await becomes('What is shown', () => problems(PERSONA).length, 1);
    });

    it('show it at once when they are not to wait', async () => {
      await set('waitAtCursor', false);
      await writeAll('You are kind.\nYou neve');
      const document = await openAsStored(PERSONA);
      await type(document, new Position(6, 8), 'r');
      // Typing goes on elsewhere in the file, so that whoever waits for a pause waits for ever.
      await becomes(
        'What is shown',
        async () => {
          await append(document, ' and on');
          await pause(200);
          return problems(PERSONA).length;
        },
        1,
      );
    });
  });

  it('are as many as the settings say, with a note of how many more there are', async () => {
    await writeAll('Never never never never never.');
    await becomes('The problems', () => problems(PERSONA).length, 5);
    await set('maxNumberOfProblems', 2);
    await problemsBecome(PERSONA, [
      forbidden('Never', '5:0-5:5', '5:21-5:26', 'never'),
      forbidden('never', '5:6-5:11', '5:21-5:26'),
      'information no code 0:0-0:1 3 more problems are not shown. The setting promptBundles.maxNumberOfProblems says how many are.',
    ]);
  });

  it('are not shown where nothing is to be', async () => {
    await writeAll('You never shout.');
    await becomes('The problems', () => problems(PERSONA).length, 1);
    await set('enable', false);
    await problemsBecome(PERSONA, []);
    const document = await openAsStored(PERSONA);
    await retype(document, template('persona', 'You never, never shout.'));
    await pause(200);
    same('While disabled', problems(PERSONA), []);
    await set('enable', true);
    await becomes('The problems', () => problems(PERSONA).length, 2);
  });

  it('link each code to what explains it', async () => {
    await writeAll('You never shout.');
    await becomes('The problems', () => problems(PERSONA).length, 1);
    const [diagnostic] = languages.getDiagnostics(PERSONA);
    const code = diagnostic?.code;
    const target = typeof code === 'object' ? code.target : undefined;
    same('The link', target?.toString(true), 'command:promptBundles.explainRule?["forbidden-token"]');
    same('The place', diagnostic?.range, new Range(5, 4, 5, 9));
    same(
      'The file',
      diagnostic?.relatedInformation?.[0]?.location.uri.toString(),
      Uri.parse(RULES.toString()).toString(),
    );
  });
});
