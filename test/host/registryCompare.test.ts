// Registry versions in the comparison table, against a real database.
import assert from 'node:assert/strict';
import {
  commands,
  window,
  type Hover,
  type Location,
  type MarkdownString,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { Row, VersionsMessage } from '../../src/compare/protocol.js';
import { panelOpenedBy, type CapturedPanel } from './capturedPanels.js';
import { asked } from './dialogs.js';
import { diffOf } from './diffs.js';
import { setRegistries, setSecret, useRegistry } from './registryDatabase.js';
import { at, becomes, open, retype, revert, same, tidyUp } from './support.js';

const [OLD, NEW] = ['1.2.0', '1.3.0'].map((semver) =>
  at(`bundles/support-agent-${semver}.prompt-bundle.yaml`),
) as [Uri, Uri];
const PERSONA = at('templates/support-persona-1.3.0.prompt-template.md');

const DIFF = 'support-agent: 1.3.0 (registry team) ↔ 1.3.0 (workspace)';

const openTable = (bundle: Uri): Promise<CapturedPanel> =>
  panelOpenedBy(() => commands.executeCommand('promptBundles.compareVersions', bundle));
const latest = ({ told }: CapturedPanel): VersionsMessage | undefined =>
  told.findLast((message): message is VersionsMessage => (message as { type: string }).type === 'versions');
/** Rows in words, without those of git. */
const rowsOf = (table: CapturedPanel): string[] =>
  (latest(table)?.rows ?? []).map(({ semver, places, isUnsaved, problem }) =>
    [semver, ...places.map(({ label }) => label), isUnsaved && 'unsaved', problem && 'problem']
      .filter(Boolean)
      .join(' '),
  );
const rowOf = (table: CapturedPanel, id: string): Row =>
  latest(table)!.rows.find((row) => row.id === id) ?? assert.fail(`${id} is a row`);
const compareWith = (bundle: Uri): Thenable<unknown> =>
  commands.executeCommand('promptBundles.registryCompare', { registry: 'team', file: bundle });

describe('Compare with a registry', () => {
  const registry = useRegistry();
  let persona: TextDocument;
  before(async () => {
    await asked(['Publish'], () => commands.executeCommand('promptBundles.registryPublish', NEW));
    persona = await open(PERSONA);
    // None, so that the prompts are those of the templates.
    await window.showTextDocument(NEW);
  });
  afterEach(async () => {
    if (persona.isDirty) await revert(persona);
    await tidyUp();
  });

  const change = async (): Promise<void> => {
    // A document whose editor was closed may be one no more.
    persona = await open(PERSONA);
    await retype(persona, persona.getText().replace(/\n$/, ' And be brief.\n'));
  };

  it('has the registry’s version in the row of the equal workspace version, and in one of its own once it differs', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace', '1.3.0 workspace registry']);
    same('What is told', latest(table)!.warning, null);
    await change();
    await becomes('The rows', () => rowsOf(table), [
      '1.2.0 workspace',
      '1.3.0 registry',
      '1.3.0 workspace unsaved',
    ]);
    const [stored, edited] = ['registry 1.3.0 team', 'workspace 1.3.0'].map((id) => rowOf(table, id));
    const differing = stored!.hashes.flatMap((hash, i) => (hash === edited!.hashes[i] ? [] : [i]));
    // prompt_hash, content_hash and the personality's template_hash.
    same('The hashes that differ', differing, [0, 1, 5]);
    assert.ok(latest(table)!.draft?.against.includes('registry'));
  });

  it('chooses the registry’s version beside the workspace’s, and opens where they differ', async () => {
    await change();
    const said = await asked([], async () => {
      const table = await panelOpenedBy(() => compareWith(NEW));
      await becomes('The choice', () => latest(table)?.chosen?.from, 'registry 1.3.0 team');
      same('The other', latest(table)!.chosen!.to, 'workspace 1.3.0');
      table.say({ type: 'openDiff', slot: null });
      const { left, uris } = await diffOf(DIFF, 'And be brief.');
      const position = (await open(uris.left)).positionAt(left.indexOf('\n', 2));
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        uris.left,
        position,
      );
      const text = hovers.flatMap(({ contents }) => (contents as MarkdownString[]).map(({ value }) => value));
      assert.match(text.join('\n').replaceAll('&nbsp;', ' '), /in the registry team/);
      const [place] = await commands.executeCommand<Location[]>(
        'vscode.executeDefinitionProvider',
        uris.left,
        position,
      );
      assert.match(place?.uri.toString() ?? '', /^prompt-bundles-registry:\/team\/bundles\/support-agent/);
      const shown = await open(place!.uri);
      assert.ok(left.includes(shown.getText(place!.range)), 'The place has the text that was pointed at');
    });
    same('What is said', said, []);
  });

  it('says that both are equal where they are', async () => {
    const said = await asked([], async () => {
      const table = await panelOpenedBy(() => compareWith(NEW));
      await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace', '1.3.0 workspace registry']);
    });
    assert.deepEqual(
      said.map(({ message }) => message),
      ['support-agent@1.3.0 is the same here and in the registry team.'],
    );
  });

  it('says that a version is not there, and offers to publish it', async () => {
    const said = await asked([], () => compareWith(OLD));
    assert.deepEqual(
      said.map(({ message, items }) => [message, ...items]),
      [['support-agent@1.2.0 is not in the registry team.', 'Publish to Registry']],
    );
  });

  it('holds the draft against the registry', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace', '1.3.0 workspace registry']);
    await change();
    await becomes('The draft', () => latest(table)?.draft?.against, ['saved', 'registry', 'clipboard']);
    table.say({ type: 'openAgainst', counterpart: 'registry' });
    await diffOf(DIFF, 'And be brief.');
  });

  it('follows what is published, and shows what is changed in the database', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace', '1.3.0 workspace registry']);
    await registry().sql(
      `update prompt_template set content = content || ' Drifted.' where template_id = 'support-persona'`,
    );
    try {
      await commands.executeCommand('promptBundles.registryRefresh');
      await becomes('The rows', () => rowsOf(table), [
        '1.2.0 workspace',
        '1.3.0 registry',
        '1.3.0 workspace',
      ]);
    } finally {
      await registry().sql(
        `update prompt_template set content = replace(content, ' Drifted.', '') where template_id = 'support-persona'`,
      );
      await commands.executeCommand('promptBundles.registryRefresh');
    }
    await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace', '1.3.0 workspace registry']);
  });

  it('names registries where several are set, and shows the others where one cannot be reached', async () => {
    const { connection, password } = registry();
    const second = { ...connection, name: 'staging' };
    await setRegistries([connection, second]);
    try {
      await setSecret('staging', password);
      const table = await openTable(NEW);
      await becomes('The rows', () => rowsOf(table), [
        '1.2.0 workspace',
        '1.3.0 workspace registry team registry staging',
      ]);
      const said = await asked([], async () => {
        await setRegistries([connection, { ...second, port: 1 }]);
        await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace', '1.3.0 workspace registry team']);
      });
      assert.match(latest(table)!.warning ?? '', /^The versions of the registry staging are not shown\. \S/);
      // An open file of the registry may be told of as well.
      const ofStaging = said.filter(({ message }) => message.startsWith('Registry staging: '));
      same('What is said once', ofStaging.length, 1);
    } finally {
      await setRegistries([connection]);
    }
  });
});
