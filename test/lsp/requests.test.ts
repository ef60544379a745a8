// Every feature of the language server, asked for by a client over a real process.
import assert from 'node:assert/strict';
import { chmodSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InitializeResult,
  InlayHint,
  Location,
  LocationLink,
  MarkupContent,
  Range,
  SelectionRange,
  SymbolInformation,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { ABLE, cli, Client } from './client.js';

const template = (id: string, role: string, content: string, rest = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: ${role}\ncontent: ${content}\n${rest}`;
const BUNDLE =
  'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: a@1.0.0\n  personality: f@1.0.0\n  activity: p@1.0.0\n  task: t@1.0.0\ntags: [m]\n';
const FILES = {
  'a-1.0.0.prompt-template.yaml': template('a', 'system', 'We fix it.', '# one\n# two\n# three\n'),
  'f.prompt-template.yaml': template('f', 'developer', 'Be short.'),
  'p.prompt-template.yaml': template('p', 'developer', 'Be kind.', 'constraints:\n  MAX_PARAGRAPHS: 3\n'),
  't.prompt-template.yaml': template('t', 'user', '"{{task}} and {{task}}"'),
  'b.prompt-bundle.yaml': BUNDLE,
  'i.prompt-input.yaml': 'model_type: m\ntask: Fix the bicycle.\n',
};
const A = 'a-1.0.0.prompt-template.yaml';
const B = 'b.prompt-bundle.yaml';
const T = 't.prompt-template.yaml';

describe('the language server', () => {
  const folderWith = temporaryFolder();
  const clients: Client[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });

  async function start(files: Readonly<Record<string, string>> = FILES, able = ABLE): Promise<Client> {
    const client = await Client.start(realpathSync(folderWith(files)), able);
    clients.push(client);
    return client;
  }
  /** The same, with a file opened that says something else than what is stored. */
  async function startWith(file: keyof typeof FILES, text: string, able = ABLE): Promise<Client> {
    const client = await start(FILES, able);
    await client.open(file, text);
    return client;
  }

  it('says what it can do, and counts as every client does', async () => {
    const client = new Client(folderWith(FILES), ['--stdio']);
    clients.push(client);
    const { capabilities, serverInfo }: InitializeResult = await client.initialize(ABLE, []);
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.equal(serverInfo?.name, 'prompt-bundles');
    assert.equal(capabilities.documentFormattingProvider, undefined);
  });

  it('completes references, keys and placeholders, by what is not saved, and tells more of one that is looked at', async () => {
    const client = await startWith(B, BUNDLE.replace('system: a@1.0.0', 'system: '));
    await client.open('new.prompt-template.yaml', template('newest', 'system', 'Hello there.'));
    const { items } = await client.ask<CompletionList>('textDocument/completion', B, [3, 10]);
    const labels = items.map(({ label }) => label);
    assert.ok(labels.includes('newest@1.0.0'), labels.join(' '));
    const item = items.find(({ label }) => label === 'newest@1.0.0');
    const { documentation, detail } = await client.connection.sendRequest<CompletionItem>(
      'completionItem/resolve',
      item,
    );
    assert.match(JSON.stringify([documentation, detail]), /Hello there/);

    await client.open(T, template('t', 'user', '"{{ta"'));
    const inText = await client.ask<CompletionList>('textDocument/completion', T, [3, 14]);
    assert.ok(inText.items.some(({ label }) => label.includes('task')));
    const keys = await client.ask<CompletionList>('textDocument/completion', T, [4, 0]);
    const constraints = keys.items.find(({ label }) => label === 'constraints');
    assert.equal(constraints?.insertTextMode, 1);
    // A blank behind a word asks for nothing.
    const blank = { context: { triggerKind: 2, triggerCharacter: ' ' } };
    assert.equal(await client.ask('textDocument/completion', T, [2, 10], blank), null);
  });

  it('completes without snippets and Markdown where the client has none', async () => {
    const client = await startWith(T, template('t', 'user', '"{{ta"'), {});
    const { items } = await client.ask<CompletionList>('textDocument/completion', T, [4, 0]);
    assert.ok(items.length > 0);
    for (const { textEdit, insertTextFormat, documentation } of items) {
      assert.equal(insertTextFormat, 1);
      assert.doesNotMatch(JSON.stringify(textEdit), /\$\{\d/);
      if (documentation) assert.equal((documentation as MarkupContent).kind, 'plaintext');
    }
  });

  it('tells what stands at a place, with nothing in it that acts', async () => {
    const client = await startWith(
      'f.prompt-template.yaml',
      template('f', 'developer', '"[x](command:evil) <b>@you</b>"'),
    );
    const found = await client.ask<Hover>('textDocument/hover', B, [4, 18]);
    const { kind, value } = found.contents as MarkupContent;
    assert.equal(kind, 'markdown');
    assert.match(value, /f@1\.0\.0/);
    assert.doesNotMatch(value.replaceAll(/```[\s\S]*?```|`[^`]*`/g, ''), /command:|<b>/);
    assert.deepEqual(found.range, range(4, 15, 4, 22));
    // The value of the input that is meant for the bundle.
    const placeholder = await client.ask<Hover>('textDocument/hover', T, [3, 14]);
    assert.match((placeholder.contents as MarkupContent).value, /Fix the bicycle/);
    assert.equal(await client.ask('textDocument/hover', T, [2, 1]), null);
    const plain = await start(FILES, {});
    const words = await plain.ask<Hover>('textDocument/hover', B, [4, 18]);
    assert.equal((words.contents as MarkupContent).kind, 'plaintext');
  });

  it('goes to definitions, in buffers, and finds references, highlights and links', async () => {
    const client = await startWith(A, `# above\n${FILES[A]}`);
    const [link] = await client.ask<LocationLink[]>('textDocument/definition', B, [3, 11]);
    assert.equal(link?.targetUri, client.uri(A));
    assert.deepEqual(link.targetRange, range(1, 13, 1, 14));
    assert.deepEqual(link.originSelectionRange, range(3, 10, 3, 17));
    const places = await client.ask<Location[]>('textDocument/references', A, [1, 13], {
      context: { includeDeclaration: true },
    });
    assert.deepEqual(places.map(({ uri, range: at }) => [path.basename(uri), at.start.line]).sort(), [
      [A, 1],
      [B, 3],
    ]);
    const marks = await client.ask<DocumentHighlight[]>('textDocument/documentHighlight', T, [3, 14]);
    assert.equal(marks.length, 2);
    const links = await client.ask<DocumentLink[]>('textDocument/documentLink', B);
    assert.equal(links.length, 4);
    assert.equal(links[0]?.target, `${client.uri(A)}#L2,14`);
    const plain = await start(FILES, {});
    const [location] = await plain.ask<Location[]>('textDocument/definition', B, [3, 11]);
    assert.equal(location?.uri, plain.uri(A));
  });

  it('goes to a published version where no file defines it', async () => {
    const client = await start();
    await cli(client.folder, 'publish', 'b@1.0.0', '--no-audit');
    await client.open('j.prompt-input.yaml', 'task: Go.\nexpect:\n  b@1.0.0: {max_words: 9}\n');
    rmSync(path.join(client.folder, B));
    const changes = [
      { uri: client.uri(B), type: 3 },
      { uri: client.uri('.prompt-bundles/published/b@1.0.0.json'), type: 1 },
    ];
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    const [link] = await client.ask<LocationLink[]>('textDocument/definition', 'j.prompt-input.yaml', [2, 3]);
    assert.match(link?.targetUri ?? '', /\/\.prompt-bundles\/published\/b.*\.json$/);
  });

  it('renames in all files and their names, and says why it cannot', async () => {
    const client = await startWith(B, `# above\n${BUNDLE}`);
    const start = await client.ask<{ range: Range; placeholder: string }>(
      'textDocument/prepareRename',
      B,
      [4, 10],
    );
    assert.deepEqual(start, { range: range(4, 10, 4, 11), placeholder: 'a' });
    const { documentChanges = [] } = await client.ask<WorkspaceEdit>('textDocument/rename', B, [4, 10], {
      newName: 'renamed',
    });
    const edits = documentChanges.filter((one): one is TextDocumentEdit => 'textDocument' in one);
    assert.deepEqual(
      edits
        .map(({ textDocument, edits: made }) => [
          path.basename(textDocument.uri),
          textDocument.version,
          made.length,
        ])
        .sort(),
      [
        [A, null, 1],
        [B, 1, 1],
      ],
    );
    assert.deepEqual(
      documentChanges
        .filter((one) => 'kind' in one)
        .map((one) => ('newUri' in one ? path.basename(one.newUri) : '')),
      ['renamed-1.0.0.prompt-template.yaml'],
    );
    await assert.rejects(client.ask('textDocument/rename', B, [4, 10], { newName: 'f' }), /already/);
    await assert.rejects(client.ask('textDocument/prepareRename', A, [3, 12]), /Only the id or the version/);
    if (process.getuid?.() !== 0) {
      chmodSync(path.join(client.folder, A), 0o444);
      await assert.rejects(client.ask('textDocument/rename', B, [4, 10], { newName: 'x' }), /read-only/);
    }
    const plain = await start2();
    const { changes = {} } = await plain.ask<WorkspaceEdit>('textDocument/rename', B, [3, 10], {
      newName: 'x',
    });
    assert.deepEqual(
      Object.keys(changes)
        .map((uri) => path.basename(uri))
        .sort(),
      [A, B],
    );
  });
  const start2 = (): Promise<Client> => start(FILES, {});

  it('lists what a document and all folders define', async () => {
    const client = await start();
    const [root] = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', B);
    assert.equal(root?.name, 'b@1.0.0');
    assert.ok(root.children?.some(({ name }) => name === 'system'));
    const found = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', {
      query: 'a@1',
    });
    assert.equal(found[0]?.name, 'a@1.0.0');
    assert.equal(found[0].location.uri, client.uri(A));
    const plain = await start(FILES, {});
    const flat = await plain.ask<SymbolInformation[]>('textDocument/documentSymbol', B);
    assert.equal(flat.find(({ name }) => name === 'system')?.containerName, 'b@1.0.0');
  });

  it('fixes what is found, one and all of a kind, now or when it is chosen, and on saving', async () => {
    const text = template('a', 'system', '"{{tusk}} {{tusk}}"', 'constraint: {}\n');
    for (const able of [ABLE, {}]) {
      const client = await startWith(A, text, able);
      const ask = (only?: string): Promise<CodeAction[]> =>
        client.ask('textDocument/codeAction', A, undefined, {
          range: range(3, 0, 3, 25),
          context: { diagnostics: [], ...(only !== undefined && { only: [only] }) },
        });
      const actions = await ask();
      const [fix] = actions;
      assert.equal(fix?.isPreferred, true);
      assert.equal(fix.diagnostics?.[0]?.code, 'unknown-placeholder');
      assert.match(applied(client, A, text, fix.edit), /^content: "\{\{task\}\} \{\{tusk\}\}"$/m);
      const all = actions.find(({ title }) => title.startsWith('Fix all'));
      assert.ok(all);
      const resolved = all.edit
        ? all
        : await client.connection.sendRequest<CodeAction>('codeAction/resolve', all);
      assert.equal(all.edit === undefined, able === ABLE);
      assert.match(applied(client, A, text, resolved.edit), /^content: "\{\{task\}\} \{\{task\}\}"$/m);
      const [safe] = await ask('source.fixAll');
      assert.equal(safe?.kind, 'source.fixAll.promptBundles');
      assert.match(applied(client, A, text, safe.edit), /^constraints: \{\}$/m);
      assert.deepEqual(await ask('refactor'), []);
    }
  });

  it('makes the templates that a bundle misses, where the client makes files', async () => {
    const client = await startWith(B, BUNDLE.replace('a@', 'missing@').replace('f@1', 'f@2'));
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', B, undefined, {
      range: range(3, 12, 3, 12),
      context: { diagnostics: [] },
    });
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes('Create template missing@1.0.0'), titles.join(', '));
    assert.ok(titles.includes('Create all 2 missing templates'));
    const { edit } = actions.find(({ title }) => title.includes('all 2')) ?? {};
    const created = edit?.documentChanges?.flatMap((one) =>
      'kind' in one && one.kind === 'create' ? [path.basename(one.uri)] : [],
    );
    assert.deepEqual(created, ['missing.prompt-template.md', 'f-2.0.0.prompt-template.yaml']);
  });

  it('folds, grows selections and hints at values', async () => {
    const client = await start();
    const folds = await client.ask<FoldingRange[]>('textDocument/foldingRange', B);
    assert.ok(folds.some(({ startLine, endLine }) => startLine === 2 && endLine === 6));
    const comments = await client.ask<FoldingRange[]>('textDocument/foldingRange', A);
    assert.deepEqual(comments.at(-1), { startLine: 4, endLine: 6, kind: 'comment' });
    const [selection] = await client.ask<SelectionRange[]>('textDocument/selectionRange', T, undefined, {
      positions: [{ line: 3, character: 14 }],
    });
    assert.ok(selection?.parent?.parent);
    const hints = await client.ask<InlayHint[]>('textDocument/inlayHint', T, undefined, {
      range: range(0, 0, 9, 0),
    });
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['= Fix the bicycle.', '= Fix the bicycle.'],
    );
  });

  it('counts in UTF-16, with lone CR as ends of lines, CRLF and a byte order mark', async () => {
    const client = await start();
    const text = `\ufeff# 🚲\r\r\ntemplate_id: a\r\nsemver: 1.0.0\r\nrole: system\r\ncontent: "🚲🚲 {{tusk}}"\r\n`;
    await client.open(A, text);
    const found = await client.toldOf(A, 1);
    const tusk = found.find(({ code }) => code === 'unknown-placeholder');
    const lines = text.split(/\r\n|\r|\n/);
    const at = tusk?.range ?? range(0, 0, 0, 0);
    assert.equal(lines[at.start.line]?.slice(at.start.character, at.end.character), '{{tusk}}');
    await client.open('marked.prompt-template.yaml', '\ufefftemplate_id: x@\n');
    const [first] = await client.toldOf('marked.prompt-template.yaml', 1);
    assert.ok(first);
  });

  it('answers nothing of other files, and of none at all', async () => {
    const client = await start();
    await client.notify('textDocument/didOpen', {
      textDocument: { uri: 'untitled:One', languageId: 'yaml', version: 1, text: 'a: 1' },
    });
    for (const uri of [
      'untitled:One',
      'file:///nowhere/a.prompt-template.yaml',
      'file://%%%',
      client.uri('x.txt'),
    ]) {
      const textDocument = { uri };
      const position = { line: 0, character: 0 };
      assert.equal(
        await client.connection.sendRequest('textDocument/hover', { textDocument, position }),
        null,
      );
      assert.deepEqual(
        await client.connection.sendRequest('textDocument/documentSymbol', { textDocument }),
        [],
      );
    }
  });
});

const range = (line: number, character: number, endLine: number, endCharacter: number): Range => ({
  start: { line, character },
  end: { line: endLine, character: endCharacter },
});

/** A text with the edits of an action in it. */
function applied(client: Client, file: string, text: string, edit: WorkspaceEdit | undefined): string {
  const uri = client.uri(file);
  const versioned = edit?.documentChanges?.filter((one): one is TextDocumentEdit => 'textDocument' in one);
  const edits =
    edit?.changes?.[uri] ?? versioned?.find(({ textDocument }) => textDocument.uri === uri)?.edits ?? [];
  const starts = text.split('\n').map((_, i, lines) => lines.slice(0, i).join('\n').length + (i > 0 ? 1 : 0));
  const offset = ({ line, character }: Range['start']): number => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((one, other) => offset(other.range.start) - offset(one.range.start))
    .reduce(
      (done, one) =>
        'newText' in one
          ? done.slice(0, offset(one.range.start)) + one.newText + done.slice(offset(one.range.end))
          : done,
      text,
    );
}
