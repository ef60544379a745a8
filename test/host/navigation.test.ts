import {
  commands,
  ConfigurationTarget,
  FileType,
  Uri,
  window,
  workspace,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  type LocationLink,
  type MarkdownString,
  type Position,
  type Range,
  type SelectionRange,
  type SymbolInformation,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import { at, becomes, exists, open, problemsBecome, read, retype, same, tidyUp, write } from './support.js';

// What VS Code gives where one points, clicks or asks. Nothing is saved in between.

const own = at('navigated');
const BUNDLE = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
const PERSONA = at('templates/support-persona-1.3.0.prompt-template.md');
const JAPANESE = at('inputs/japanese.prompt-input.yaml');

/** The place of the first occurrence of a text in a document, `into` characters further. */
function placeOf(document: TextDocument, text: string, into = 1): Position {
  const index = document.getText().indexOf(text);
  if (index < 0) throw new Error(`${document.uri.path} does not hold ${text}.`);
  return document.positionAt(index + into);
}

async function ask<T>(command: string, file: Uri, text: string, into?: number): Promise<T> {
  const document = await open(file);
  return commands.executeCommand<T>(command, file, placeOf(document, text, into));
}

const nameOf = (uri: Uri): string => uri.path.split('/').at(-1) ?? '';

async function hovers(file: Uri, text: string, into?: number): Promise<string> {
  const found = await ask<Hover[]>('vscode.executeHoverProvider', file, text, into);
  return found.flatMap(({ contents }) => contents.map((one) => (one as MarkdownString).value)).join('\n');
}

async function textAt(uri: Uri, range: Range): Promise<string> {
  return `${nameOf(uri)}: ${(await open(uri)).getText(range)}`;
}

describe('pointing at a place', () => {
  // Before that, nobody answers, and there are no problems either.
  before(async () => {
    const answers = async (): Promise<boolean> => (await hovers(BUNDLE, 'support-persona@1.3.0')) !== '';
    await becomes('There is an answer once the extension has started', answers, true);
  });
  afterEach(() => tidyUp(own));

  it('tells of a reference, a placeholder, a constraint, a version and a hash', async () => {
    await problemsBecome(BUNDLE, []);
    const reference = await hovers(BUNDLE, 'support-persona@1.3.0', 20);
    same(
      'The reference',
      reference.split('\n')[0],
      'Template `support-persona@1.3.0`, role `developer`, in `templates/support-persona-1.3.0.prompt-template.md`.',
    );
    same('Its text', reference.includes('You are the voice of the shop.'), true);
    same('Its users', reference.includes('No other bundle uses it. Not published.'), true);
    const placeholder = await hovers(PERSONA, '{{semantic_traits}}', 4);
    same(
      'The placeholder',
      placeholder.split('\n')[0],
      '`{{semantic_traits}}` becomes, with `calm.prompt-input.yaml`:',
    );
    same('Its value', placeholder.includes('"bicycle":"touring, steel frame, 3x9 gears"'), true);
    same(
      'A constraint',
      (await hovers(PERSONA, 'MAX_PARAGRAPHS')).split('\n')[0],
      '`MAX_PARAGRAPHS`: The most paragraphs a part may have.',
    );
    const version = await hovers(PERSONA, 'semver: 1.3.0', 10);
    same('The version', version.startsWith('Since `1.2.0`: the text changed in '), true);
    same('The hash', (await hovers(JAPANESE, 'd63145')).endsWith('It holds.'), true);
    same('Another place', await hovers(PERSONA, 'Who is writing'), '');
  });

  it('follows the input that is chosen, and what is typed in it', async () => {
    const calm = await open(at('inputs/calm.prompt-input.yaml'));
    await retype(calm, calm.getText().replace('tone: curious', 'tone: "[a](command:b) *bold*"'));
    await becomes(
      'The value',
      async () => (await hovers(PERSONA, '{{semantic_traits}}')).includes('"tone":"[a](command:b) *bold*"'),
      true,
    );
  });

  it('tells of an untitled file', async () => {
    const document = await workspace.openTextDocument(
      Uri.from({ scheme: 'untitled', path: at('new.prompt-bundle.yaml', own).path }),
    );
    await retype(document, 'bundle_id: new\nsemver: 1.0.0\ntemplates:\n  system: support-system@1.0.0\n');
    const said = await hovers(document.uri, 'support-system@1.0.0');
    same('The reference', said.startsWith('Template `support-system@1.0.0`, role `system`'), true);
  });

  it('tells of a copy that nobody can edit, among the files of today, and renames nothing there', async () => {
    const scheme = 'copied';
    const text = (await open(BUNDLE)).getText();
    const provider = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => text,
    });
    try {
      const copy = BUNDLE.with({ scheme, query: 'old' });
      const said = await hovers(copy, 'support-persona@1.3.0');
      same('The reference', said.startsWith('Template `support-persona@1.3.0`, role `developer`'), true);
      const refused = await ask('vscode.prepareRename', copy, 'support-persona@1.3.0', 3).then(
        () => 'renamed',
        (error: unknown) => (error as Error).message.split('\n')[0],
      );
      same('A rename', refused, '`support-agent-1.3.0.prompt-bundle.yaml` is read-only.');
    } finally {
      provider.dispose();
    }
  });
});

describe('going from a place', () => {
  afterEach(() => tidyUp(own));

  it('leads to what defines a version or fills a placeholder in', async () => {
    const targets = async (file: Uri, text: string): Promise<string[]> => {
      const found = await ask<LocationLink[]>('vscode.executeDefinitionProvider', file, text, 8);
      const own = found.filter(({ targetUri }) => (targetUri as Uri | undefined) !== undefined);
      return Promise.all(own.map(({ targetUri, targetRange }) => textAt(targetUri, targetRange)));
    };
    same('A reference', await targets(BUNDLE, 'support-persona@1.3.0'), [
      `${nameOf(PERSONA)}: support-persona`,
    ]);
    same('An expectation', await targets(JAPANESE, 'support-agent@1.2.0'), [
      'support-agent-1.2.0.prompt-bundle.yaml: support-agent',
    ]);
    same('A placeholder', await targets(PERSONA, '{{semantic_traits}}'), [
      'calm.prompt-input.yaml: semantic_traits',
    ]);
  });

  it('finds who names it, here and everywhere', async () => {
    const found = await ask<Location[]>(
      'vscode.executeReferenceProvider',
      PERSONA,
      'template_id: support-persona',
      15,
    );
    const shown = await Promise.all(found.map(({ uri, range }) => textAt(uri, range)));
    same('References of the id', shown.sort(), [
      'support-agent-1.2.0.prompt-bundle.yaml: support-persona',
      'support-agent-1.3.0.prompt-bundle.yaml: support-persona',
      'support-persona-1.2.0.prompt-template.md: support-persona',
      'support-persona-1.3.0.prompt-template.md: support-persona',
    ]);
    const TASK = at('templates/support-activity.prompt-template.yaml');
    const marks = await ask<DocumentHighlight[]>('vscode.executeDocumentHighlights', TASK, '{{stress}}', 3);
    same('Highlights', await Promise.all(marks.map(({ range }) => textAt(TASK, range))), [
      `${nameOf(TASK)}: {{stress}}`,
    ]);
  });

  it('has links, an outline, what can be folded, and what a selection grows to', async () => {
    const document = await open(BUNDLE);
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', BUNDLE);
    const shown = links.map(({ range, target, tooltip }) => [
      document.getText(range),
      nameOf(target ?? BUNDLE),
      target?.fragment,
      tooltip,
    ]);
    same('A link', shown[1], [
      'support-persona@1.3.0',
      nameOf(PERSONA),
      'L2,14',
      'Open `support-persona@1.3.0`',
    ]);
    same('Links', links.length, 4);
    const rows = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      BUNDLE,
    );
    const [row] = rows.filter(({ name }) => name === 'support-agent@1.3.0');
    same(
      'The outline',
      row?.children.map(({ name, detail }) => `${name} ${detail}`),
      [
        'description Answers customers of a bicycle repair shop by letter.',
        'tags support-large, support-small',
        'system support-system@1.0.0',
        'personality support-persona@1.3.0',
        'activity support-activity@1.0.0',
        'task support-task@1.0.0',
      ],
    );
    const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', BUNDLE);
    same(
      'Folds',
      folds.map(({ start, end }) => [start, end]),
      [
        [3, 5],
        [6, 10],
      ],
    );
    const [grown] = await commands.executeCommand<SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      BUNDLE,
      [placeOf(document, 'support-persona@1.3.0', 18)],
    );
    const texts: string[] = [];
    for (let range = grown; range; range = range.parent!) texts.push(document.getText(range.range));
    for (const text of ['1.3.0', 'support-persona@1.3.0', 'personality: support-persona@1.3.0'])
      same(`A selection of ${text}`, texts.includes(text), true);
  });

  it('finds versions of the workspace by a part of their name', async () => {
    const found = await commands.executeCommand<SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'persona12',
    );
    const ours = found.filter(({ name }) => name.startsWith('support-'));
    same(
      'What is found',
      ours.map(({ name, containerName }) => [name, containerName]),
      [['support-persona@1.2.0', 'Template']],
    );
  });

  it('shows who uses a template or a bundle, and what a bundle uses', async () => {
    const [item] = await ask<CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      BUNDLE,
      'support-task@1.0.0',
    );
    same('The item', item && [item.name, item.detail], [
      'support-task@1.0.0',
      'templates/support-task.prompt-template.yaml',
    ]);
    const users = await commands.executeCommand<CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      item,
    );
    same(
      'Its users',
      users.map(({ from }) => from.name),
      ['support-agent@1.2.0', 'support-agent@1.3.0'],
    );
    const [caller] = users;
    same(
      'The place',
      caller && (await open(caller.from.uri)).getText(caller.fromRanges[0]),
      'support-task@1.0.0',
    );
    const uses = await commands.executeCommand<CallHierarchyOutgoingCall[]>(
      'vscode.provideOutgoingCalls',
      caller?.from,
    );
    same(
      'What that uses',
      uses.map(({ to }) => to.name),
      ['support-system@1.0.0', 'support-persona@1.2.0', 'support-activity@1.0.0', 'support-task@1.0.0'],
    );
    const inputs = await commands.executeCommand<CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      caller?.from,
    );
    same(
      'Who uses the bundle',
      inputs.map(({ from }) => from.name),
      ['inputs/japanese.prompt-input.yaml'],
    );
  });
});

describe('rename', () => {
  const template = at('shared-1.0.0.prompt-template.md', own);
  const bundles = ['one', 'two', 'three'].map((name) => at(`${name}.prompt-bundle.yaml`, own));
  const input = at('any.prompt-input.json', own);
  const templateText = (id: string): string =>
    `---\r\ntemplate_id: ${id}\r\nsemver: 1.0.0\r\nrole: system\r\n---\r\n\r\nHello. {{task}}\r\n`;
  const bundleText = (name: string, id: string): string =>
    `bundle_id: ${name} # keep\nsemver: 1.0.0\ntemplates:\n  system: ${id}@1.0.0\n  personality: "${id}@1.0.0"\n  activity: { content: A }\n  task: { content: B }\n`;
  const inputText = (id: string): string =>
    JSON.stringify({ task: 'T', expect: { [`${id}@1.0.0`]: { contains: ['T'] } } });

  beforeEach(async () => {
    await write(template, templateText('shared'));
    for (const [i, name] of ['one', 'two', 'three'].entries())
      await write(bundles[i]!, bundleText(name, 'shared'));
    await write(input, inputText('one'));
    await becomes('The versions that are known', () => known(own), ['one', 'shared', 'three', 'two']);
    await becomes(
      'Who names a bundle',
      async () => (await naming(bundles[0]!, 'bundle_id: one', 12)).length,
      2,
    );
  });
  afterEach(() => tidyUp(own));

  /** The ids of the versions in a folder, in order. */
  const known = async (folder: Uri): Promise<string[]> => {
    const found = await commands.executeCommand<SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      '@1.0.0',
    );
    return found
      .filter(({ location }) => location.uri.path.startsWith(`${folder.path}/`))
      .map(({ name }) => name.replace('@1.0.0', ''))
      .sort();
  };
  const naming = async (file: Uri, text: string, into: number): Promise<Location[]> =>
    commands.executeCommand<Location[]>(
      'vscode.executeReferenceProvider',
      file,
      placeOf(await open(file), text, into),
    );

  const edits = (file: Uri, text: string, to: string, into = 1): Thenable<WorkspaceEdit> =>
    open(file).then((document) =>
      commands.executeCommand<WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        file,
        placeOf(document, text, into),
        to,
      ),
    );

  /** What VS Code says where it refuses. */
  const refused = async (file: Uri, text: string, to: string, into?: number): Promise<string> =>
    edits(file, text, to, into).then(
      () => 'renamed',
      (error: unknown) => (error as Error).message.split('\n')[0] ?? '',
    );

  it('of a template that three bundles use is one step, which one undo takes back', async () => {
    const document = await open(template);
    for (const file of [...bundles, template]) await window.showTextDocument(file, { preview: false });
    const start = await commands.executeCommand<{ range: Range; placeholder: string }>(
      'vscode.prepareRename',
      template,
      placeOf(document, 'shared', 2),
    );
    same('What is renamed', [document.getText(start.range), start.placeholder], ['shared', 'shared']);
    const edit = await edits(template, 'template_id: shared', 'common', 14);
    same('It is made', await workspace.applyEdit(edit), true);
    const renamed = at('common-1.0.0.prompt-template.md', own);
    same('The files', [await exists(template), await exists(renamed)], [false, true]);
    const texts = async (): Promise<string[]> =>
      Promise.all(bundles.map(async (file) => (await open(file)).getText()));
    same(
      'The bundles',
      await texts(),
      ['one', 'two', 'three'].map((name) => bundleText(name, 'common')),
    );
    same('The template', (await open(renamed)).getText(), templateText('common'));
    await problemsBecome(bundles[0]!, []);
    await window.showTextDocument(renamed, { preview: false });
    await commands.executeCommand('undo');
    await becomes(
      'The bundles',
      texts,
      ['one', 'two', 'three'].map((name) => bundleText(name, 'shared')),
    );
    await becomes('The files', async () => [await exists(template), await exists(renamed)], [true, false]);
    same('The template', (await open(template)).getText(), templateText('shared'));
  });

  it('from a reference, to a version, and of a bundle with what is expected of it', async () => {
    await workspace.applyEdit(await edits(bundles[1]!, 'shared@1.0.0', '2.0.0', 8));
    same(
      'A bundle',
      (await open(bundles[0]!)).getText(),
      bundleText('one', 'shared').replaceAll('shared@1.0.0', 'shared@2.0.0'),
    );
    await workspace.applyEdit(await edits(input, 'one@1.0.0', 'first "one"', 2));
    same('The input', (await open(input)).getText(), inputText('first "one"'));
    const first = at('first--one.prompt-bundle.yaml', own);
    same('The bundle', (await open(first)).getText().split('\n')[0], 'bundle_id: first "one" # keep');
  });

  it('is refused with a reason', async () => {
    same(
      'A name that is taken',
      await refused(bundles[0]!, 'bundle_id: one', 'two', 12),
      '`two@1.0.0` exists already. Choose another id or version.',
    );
    same(
      'No version',
      await refused(template, 'semver: 1.0.0', 'latest', 9),
      '`latest` is no SemVer version. Write one such as 1.0.0.',
    );
    same(
      'No name',
      await refused(bundles[0]!, 'keep', 'x'),
      'Only the id or the version of a template or a bundle can be renamed.',
    );
    const files = workspace.getConfiguration('files');
    await files.update('readonlyInclude', { 'navigated/three.*': true }, ConfigurationTarget.Workspace);
    try {
      same(
        'A file that cannot change',
        await refused(template, 'template_id: shared', 'x', 14),
        '`three.prompt-bundle.yaml` is read-only and would have to change as well.',
      );
      same(
        'The file itself',
        await refused(bundles[2]!, 'shared@1.0.0', 'x', 2),
        '`three.prompt-bundle.yaml` is read-only.',
      );
    } finally {
      await files.update('readonlyInclude', undefined, ConfigurationTarget.Workspace);
      await workspace.fs.delete(at('.vscode'), { recursive: true });
    }
    same('The texts', await read(template), templateText('shared'));
    same('Kind', (await workspace.fs.stat(template)).type, FileType.File);
  });
});
