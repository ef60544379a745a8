import {
  commands,
  type Position,
  Selection,
  SnippetString,
  window,
  workspace,
  type CompletionItem,
  type CompletionList,
  type TextDocument,
  type Uri,
} from 'vscode';
import { at, becomes, open, retype, same, tidyUp, write } from './support.js';

// What VS Code offers where something is being written: ours, and nothing beside it.

const own = at('own-completions');
const CURSOR = '‸';

/** An open document of that name, with unsaved text, and where the mark stood in it. */
async function editing(
  name: string,
  marked: string,
): Promise<{ document: TextDocument; position: Position }> {
  const document = await open(await write(at(name, own), ''));
  await retype(document, marked.replace(CURSOR, ''));
  return { document, position: document.positionAt(marked.replaceAll('\r\n', '\n').indexOf(CURSOR)) };
}

async function offered(uri: Uri, position: Position, trigger?: string): Promise<CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    position,
    trigger,
    20,
  );
  return list.items;
}

const labelOf = ({ label }: CompletionItem): string => (typeof label === 'string' ? label : label.label);

describe('completion', () => {
  afterEach(() => tidyUp(own));

  const places: [name: string, marked: string, labels: string][] = [
    ['a.prompt-bundle.yaml', 'bundle_id: a\nsemver: 1.0.0\n‸', 'templates tags description suppress'],
    [
      'a.prompt-bundle.json',
      '{"bundle_id": "a", "semver": "1.0.0", "‸"}',
      'templates tags description suppress',
    ],
    ['a.prompt-bundle.yaml', 'templates:\n  system: support-persona@‸\n', '1.3.0 1.2.0'],
    ['a.prompt-bundle.json', '{"templates": {"system": "support-persona@‸"}}', '1.3.0 1.2.0'],
    ['a.prompt-bundle.yaml', 'tags: [‸', 'support-large support-small'],
    [
      'a.prompt-template.md',
      '---\ntemplate_id: x\nsemver: 1.0.0\nrole: ‸\n---\nText\n',
      'system developer user',
    ],
    [
      'a.prompt-template.md',
      '---\nrole: user\n---\nText {{‸}}\n',
      '{{task}} {{activity_level}} {{stress}} {{semantic_traits}}',
    ],
    ['a.prompt-template.json', '{"constraints": {"NO_EMOJI": ‸}}', 'true false'],
    ['a.prompt-input.yaml', 'task: Hi\nmodel_type: ‸\n', 'support-large support-small'],
    ['a.prompt-input.yaml', 'task: Hi\nexpect:\n  ‸\n', 'support-agent@1.3.0 support-agent@1.2.0'],
    ['a.prompt-input.json', '{"task": "Hi", "stress": ‸}', '0.1 0 1'],
  ];
  for (const [name, marked, labels] of places)
    it(`offers what we know and nothing else: ${name} ${JSON.stringify(marked)}`, async () => {
      const { document, position } = await editing(name, marked);
      await becomes(
        'What is offered',
        async () => (await offered(document.uri, position)).map(labelOf).join(' '),
        labels,
      );
    });

  it('shows what a placeholder becomes, and the first line of a version', async () => {
    const { document, position } = await editing('a.prompt-template.md', '---\nrole: user\n---\n{{‸');
    await window.showTextDocument(document);
    await commands.executeCommand('promptBundles.chooseInput', at('inputs/calm.prompt-input.yaml'));
    const [task] = await offered(document.uri, position);
    const { documentation } = task ?? {};
    const said = typeof documentation === 'object' ? documentation.value : '';
    const start = 'With `calm.prompt-input.yaml`:\n\n```text\nHello, I am';
    same('The documentation', said.slice(0, start.length), start);
    const bundle = await editing('a.prompt-bundle.yaml', 'templates:\n  system: support-persona@‸');
    const [newest] = await offered(bundle.document.uri, bundle.position);
    same('The detail', newest?.detail, '# Who is writing');
  });

  it('shows text of files as text', async () => {
    const evil = '$(trash) [x](command:x) <b>';
    await write(
      at('evil.prompt-template.md', own),
      `---\ntemplate_id: ${JSON.stringify(evil)}\nsemver: 1.0.0\nrole: user\n---\n![x](https://example.com/x.png) <script>\nMore.\n`,
    );
    const { document, position } = await editing('a.prompt-bundle.yaml', 'templates:\n  system: ‸');
    const find = async (): Promise<CompletionItem | undefined> =>
      (await offered(document.uri, position)).find((item) => labelOf(item).includes('trash'));
    await becomes('The template', async () => (await find()) !== undefined, true);
    const item = await find();
    same('The label', item && labelOf(item), `\\${evil}@1.0.0`);
    same('What is written', item?.insertText, JSON.stringify(`${evil}@1.0.0`));
    const said = item?.documentation;
    const markdown = typeof said === 'object' ? said.value : '';
    same(
      'The documentation',
      markdown.includes('\n\n`![x](https://example.com/x.png) <script>`\n\nMore.'),
      true,
    );
  });

  it('is asked for by what is typed, and accepted, goes on to what comes next', async () => {
    const { document } = await editing('a.prompt-bundle.yaml', `bundle_id: a\nsemver: 1.0.0\n${CURSOR}`);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(2, 0, 2, 0);
    await commands.executeCommand('editor.action.triggerSuggest');
    await accept(document);
    same(
      'The keys',
      document.getText(),
      'bundle_id: a\nsemver: 1.0.0\ntemplates:\n  system: \n  personality: \n  activity: \n  task: ',
    );
    // The ids are offered already; one with two versions offers those.
    await commands.executeCommand('type', { text: 'support-persona' });
    await accept(document);
    await accept(document);
    same('The reference', document.lineAt(3).text, '  system: support-persona@1.3.0');
    // The next key of the snippet.
    await commands.executeCommand('jumpToNextSnippetPlaceholder');
    await commands.executeCommand('type', { text: 'sys' });
    await accept(document);
    same('The next reference', document.lineAt(4).text, '  personality: support-system@1.0.0');
  });

  it('lists the likeliest of many names, and has the others asked for as one goes on typing', async () => {
    const models = Array.from({ length: 210 }, (_, i) => `many-${i}`).join(', ');
    await write(at('many.prompt-bundle.yaml', own), `bundle_id: many\nsemver: 1.0.0\ntags: [${models}]\n`);
    const { document, position } = await editing('a.prompt-bundle.yaml', 'tags:\n  - many-‸');
    await becomes('How many are listed', async () => (await offered(document.uri, position)).length, 50);
    const few = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    same('Whether there are more', few.isIncomplete, true);
    await retype(document, 'tags:\n  - many-209');
    const found = await offered(document.uri, position.translate(0, 3));
    same('What is found', found.map(labelOf).join(' '), 'many-209');
  });

  it('replaces the braces that VS Code closed by itself', async () => {
    const { document } = await editing('a.prompt-template.md', `---\nrole: user\n---\nHi ${CURSOR}\n`);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(3, 3, 3, 3);
    await commands.executeCommand('type', { text: '{' });
    await commands.executeCommand('type', { text: '{' });
    await commands.executeCommand('type', { text: 'st' });
    await accept(document);
    same('The text', document.lineAt(3).text, 'Hi {{stress}}');
  });

  it('leaves Enter to the text once a placeholder is typed to its end', async () => {
    const { document } = await editing('a.prompt-template.md', `---\nrole: user\n---\nHi ${CURSOR}\n`);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(3, 3, 3, 3);
    for (const text of ['{', '{', 't', 'a', 's', 'k']) await commands.executeCommand('type', { text });
    // The list is there by now.
    await commands.executeCommand('editor.action.triggerSuggest');
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const text of ['}', '}']) await commands.executeCommand('type', { text });
    const before = document.version;
    await commands.executeCommand('acceptSelectedSuggestion');
    await new Promise((resolve) => setTimeout(resolve, 300));
    same('What is accepted', document.version, before);
    same('The text', document.lineAt(3).text, 'Hi {{task}}');
  });

  it('begins a text that has no name yet, and leaves others alone', async () => {
    const labels = async (language: string, content: string): Promise<string> => {
      const document = await workspace.openTextDocument({ language, content });
      const items = await offered(document.uri, document.positionAt(content.length));
      return items
        .map(labelOf)
        .filter((label) => label.startsWith('prompt-'))
        .join(' ');
    };
    same('In YAML', await labels('yaml', 'pro'), 'prompt-bundle prompt-template prompt-input');
    same('In Markdown', await labels('markdown', ''), 'prompt-template');
    same('In another text', await labels('yaml', 'services:\n  a: '), '');
    const { document, position } = await editing('a.prompt-bundle.yaml', CURSOR);
    const own = (await offered(document.uri, position)).map(labelOf);
    same('In a file of ours', own.filter((label) => label.startsWith('prompt-')).join(' '), 'prompt-bundle');
  });

  it('writes a snippet exactly, whatever is in it', async () => {
    const { document, position } = await editing('a.prompt-bundle.json', '{\n    "bundle_id": "a"\n    ‸\n}');
    const found = (await offered(document.uri, position)).find((item) => labelOf(item) === 'templates');
    const text = found?.insertText;
    same(
      'The snippet',
      text instanceof SnippetString ? text.value : text,
      '"templates": {\n      "system": "${1}",\n      "personality": "${2}",\n      "activity": "${3}",\n      "task": "${4}"\n    \\}',
    );
    same('The comma', found?.additionalTextEdits?.length, 1);
  });
});

/** Accepts what is selected in the list, once it is shown. */
async function accept(document: TextDocument): Promise<void> {
  const before = document.version;
  await becomes(
    'The document is changed',
    async () => {
      if (document.version === before) await commands.executeCommand('acceptSelectedSuggestion');
      return document.version !== before;
    },
    true,
  );
}
