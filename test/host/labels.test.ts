import assert from 'node:assert/strict';
import {
  type CodeLens,
  commands,
  type CompletionList,
  env,
  type Hover,
  type MarkdownString,
  type Uri,
  workspace,
} from 'vscode';
import type { VersionsMessage } from '../../src/compare/protocol.js';
import { panelOpenedBy } from './capturedPanels.js';
import { asked, choosing } from './dialogs.js';
import { shownIn, storedIn } from './findingsIn.js';
import { at, becomes, exists, open, problems, retype, same, tidyUp, write } from './support.js';

let folders = 0;
const bundle = (semver: string): string =>
  `bundle_id: agent\nsemver: ${semver}\ntemplates:\n` +
  ['system', 'personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: ${semver} }\n`).join('');
const lensTitles = async (uri: Uri): Promise<readonly string[]> => {
  const found = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
  return found.map(({ command }) => command?.title ?? '');
};
const become = (uri: Uri, expected: readonly string[]): Promise<void> =>
  becomes(`Problems of ${uri.path}`, () => problems(uri), [...expected]);

describe('labels of published versions', () => {
  // VS Code may miss what comes into a folder that was deleted a moment before: each test has one of its own.
  let own: Uri;
  let labels: Uri;
  let file: Uri;
  /** Publishes a version as the folder's one bundle. */
  const publish = async (semver: string): Promise<void> => {
    await write(file, bundle(semver));
    await asked(['Publish'], () => commands.executeCommand('promptBundles.publish', file));
  };

  beforeEach(async () => {
    own = at(`labelled-${++folders}`);
    labels = at('.prompt-bundles/labels.json', own);
    file = at('agent.prompt-bundle.yaml', own);
    await write(at('.prompt-bundles/config.json', own), '{}');
    await publish('1.0.0');
  });
  afterEach(() => tidyUp(own));

  it('are told of as their editor shows them, and after each version that is published', async () => {
    await write(labels, '{"agent": {"production": "1.1.0"}}');
    // VS Code may miss what comes into a folder that was made a moment before.
    const document = await open(labels);
    const missing = (what: string): string =>
      `error label-unpublished 0:25-0:32 ${what} Published: \`1.0.0\`.`;
    await become(labels, [
      missing('There is no published `agent@1.1.0` for the label `production`. Name a published version.'),
    ]);
    await write(file, bundle('1.1.0'));
    await become(labels, [
      missing(
        '`agent@1.1.0` is not published, so the label `production` leads nowhere. Publish it, or name a published version.',
      ),
    ]);
    await publish('1.1.0');
    await become(labels, []);
    await retype(document, '{"agnt": {"production": "1.1.0"}}');
    await become(labels, [
      'error label-unknown 0:1-0:7 There is no bundle `agnt`, in files or published. Did you mean `agent`?',
    ]);
    await retype(document, '{"agent": {"production": "1.1.0"');
    await becomes('Codes', () => problems(labels).map((one) => one.split(' ')[1]), ['syntax']);
    await document.save();
    await workspace.fs.delete(labels);
    await tidyUp();
    await become(labels, []);
  });

  it('are set, moved and removed by commands, in the editor of the file where it is open, and shown over the bundle', async () => {
    await choosing('$(tag) production', () => commands.executeCommand('promptBundles.setLabel', file));
    const said = async (): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(labels));
    same('Labels', await said(), '{\n  "agent": {\n    "production": "1.0.0"\n  }\n}\n');
    await open(file);
    await becomes('Lens', async () => (await lensTitles(file)).includes('Label: production'), true);
    const next = at('next.prompt-bundle.yaml', own);
    await write(next, bundle('1.1.0'));
    await asked(['Publish'], () => commands.executeCommand('promptBundles.publish', next));
    const document = await open(labels);
    await choosing('$(tag) production', () => commands.executeCommand('promptBundles.setLabel', next));
    same('Moved', document.getText(), '{\n  "agent": {\n    "production": "1.1.0"\n  }\n}\n');
    await becomes('Saved', said, document.getText());
    await choosing('$(tag) production', () => commands.executeCommand('promptBundles.removeLabel', file));
    same('Removed', document.getText(), '{}\n');
    await open(file);
    await becomes('No lens', async () => (await lensTitles(file)).includes('Label: production'), false);
    await become(labels, []);
  });

  it('are for published versions alone', async () => {
    const told = async (command: string, uri: Uri): Promise<string | undefined> =>
      (await asked([undefined], () => commands.executeCommand(command, uri)))[0]?.message;
    same('Removed', await told('promptBundles.removeLabel', file), 'agent has no labels.');
    const other = at('other.prompt-bundle.yaml', own);
    await write(other, bundle('1.0.0').replace('agent', 'other'));
    same(
      'Set',
      await told('promptBundles.setLabel', other),
      'No version of other is published. Only published versions can be labelled.',
    );
  });

  it('are set and removed in a trusted workspace alone', async () => {
    const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted') ?? {};
    Object.defineProperty(workspace, 'isTrusted', { configurable: true, get: () => false });
    try {
      for (const command of ['promptBundles.setLabel', 'promptBundles.removeLabel']) {
        const [refused] = await asked([undefined], () => commands.executeCommand(command, file));
        same(
          command,
          [refused?.message, refused?.items],
          ['Labels can be changed only in a trusted workspace.', ['Manage Trust']],
        );
      }
    } finally {
      Object.defineProperty(workspace, 'isTrusted', trust);
    }
    same('Labels', await exists(labels), false);
  });

  it('and published versions are not listed where there are none, which VS Code would note as a failure', async () => {
    const warn = Object.getOwnPropertyDescriptor(console, 'warn') ?? {};
    const noted: string[] = [];
    // VS Code lets nobody assign it.
    Object.defineProperty(console, 'warn', {
      configurable: true,
      value: (...said: unknown[]) => noted.push(said.map(String).join(' ')),
    });
    try {
      const other = at(`labelled-without-${folders}`);
      await write(at('.prompt-bundles/config.json', other), '{}');
      await write(at('agent.prompt-bundle.yaml', other), bundle('1.0.0').replace('agent', 'alone'));
      await open(at('agent.prompt-bundle.yaml', other));
      await commands.executeCommand('promptBundles.refresh');
      same(
        'Noted',
        noted.filter((one) => one.includes('.prompt-bundles')),
        [],
      );
      await workspace.fs
        .readDirectory(at('.prompt-bundles/published', other))
        .then(undefined, () => undefined);
      same('Would be noted', noted.filter((one) => one.includes('.prompt-bundles')).length, 1);
      await tidyUp(other);
    } finally {
      Object.defineProperty(console, 'warn', warn);
    }
  });

  it('have the findings that `lint` gives', async () => {
    await write(
      labels,
      '{"agent": {"production": "9.0.0", "Next": "1.0.0", "old": 1}, "other": {"x": "1.0.0"}}',
    );
    await open(labels);
    await becomes('Problems', () => problems(labels).length, 4);
    await becomes('Findings', () => shownIn(own), await storedIn(own));
    same('Problems of the bundle', problems(file), []);
  });

  it('are in the table of versions, as their editor shows them, and two of them are compared by name', async () => {
    const next = at('next.prompt-bundle.yaml', own);
    await write(next, bundle('1.1.0'));
    await asked(['Publish'], () => commands.executeCommand('promptBundles.publish', next));
    await write(labels, '{"agent": {"production": "1.0.0", "staging": "1.0.0"}}');
    const document = await open(labels);
    const [told, ...others] = await asked([undefined], () =>
      commands.executeCommand('promptBundles.compareLabels', file),
    );
    assert.match(told?.message ?? '', /^The labels of agent name no two published versions\./);
    same('Others', others, []);
    await retype(document, '{"agent": {"production": "1.0.0", "staging": "1.1.0"}}');
    const table = await panelOpenedBy(() =>
      choosing('$(tag) staging', () => commands.executeCommand('promptBundles.compareLabels', file)),
    );
    const latest = (): VersionsMessage | undefined =>
      table.told.findLast(
        (message): message is VersionsMessage => (message as { type: string }).type === 'versions',
      );
    const labelled = (): unknown => latest()?.rows.map(({ semver, labels: of }) => [semver, of]);
    await becomes('Labels', labelled, [
      ['1.0.0', ['production']],
      ['1.1.0', ['staging']],
    ]);
    await becomes('Chosen', () => [latest()?.chosen?.from, latest()?.chosen?.to], [
      'workspace 1.1.0',
      'workspace 1.0.0',
    ]);
    await write(at('.prompt-bundles/published/agent@1.1.0.note.md', own), 'Newer words.\n');
    await becomes('Notes', () => latest()?.rows.map((row) => row.note), [[], ['Newer words.']]);
    table.say({ type: 'copyMarkdown', onlyChosen: true, tokens: null });
    await becomes(
      'The clipboard',
      async () => (await env.clipboard.readText()).startsWith('### agent\n'),
      true,
    );
    const copied = await env.clipboard.readText();
    assert.match(copied, /^\| version \| labels \| source \|/m);
    assert.match(copied, /^\| 1\.0\.0 \| production \| workspace, published \|/m);
    assert.match(copied, /\nNote of 1\.1\.0:\n\nNewer words\.\n\nRendered with no input\.\n$/);
    await retype(document, '{"agent": {"production": "1.1.0"}}');
    await becomes('Labels', labelled, [
      ['1.0.0', []],
      ['1.1.0', ['production']],
    ]);
  });

  it('are completed and explained in the file, as its editor shows it', async () => {
    const next = at('next.prompt-bundle.yaml', own);
    await write(next, bundle('1.1.0'));
    await asked(['Publish'], () => commands.executeCommand('promptBundles.publish', next));
    await open(file);
    await write(labels, '{}');
    const document = await open(labels);
    const offered = async (marked: string): Promise<readonly string[]> => {
      await retype(document, marked.replace('‸', ''));
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        labels,
        document.positionAt(marked.indexOf('‸')),
        '"',
      );
      // VS Code itself offers what the schema names, such as `$schema`.
      return items
        .map(({ label }) => (typeof label === 'string' ? label : label.label))
        .filter((label) => /^(?:agent|production|staging|\d.*)$/.test(label));
    };
    await becomes('Bundles', () => offered('{"‸"}'), ['agent']);
    await becomes('Labels', () => offered('{"agent": {"staging": "1.0.0", "‸"}}'), ['production']);
    await becomes('Versions', () => offered('{"agent": {"production": "‸"}}'), ['1.1.0', '1.0.0']);
    await retype(document, '{"agent": {"production": "1.1.0"}}');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      labels,
      document.positionAt(document.getText().indexOf('1.1.0')),
    );
    const told = hovers.flatMap(({ contents }) => contents.map((one) => (one as MarkdownString).value));
    assert.match(told.join('\n').replaceAll('&nbsp;', ' '), /Since .*1\.0\.0.*newest published version/s);
  });
});
