// Registries as an author uses them, against a real database: publish, verify, open, pull.
import assert from 'node:assert/strict';
import {
  commands,
  type Location,
  type LocationLink,
  TabInputText,
  window,
  workspace,
  type Uri,
} from 'vscode';
import { asked, type Asked } from './dialogs.js';
import { diffOf } from './diffs.js';
import { setRegistries, setSecret, useRegistry } from './registryDatabase.js';
import { at, becomes, copied, exists, open, read, retype, revert, same, tidyUp, write } from './support.js';

const BUNDLE = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
const PERSONA = at('templates/support-persona-1.3.0.prompt-template.md');
const OWN = at('own-registry');

const run = (command: string, argument?: unknown): Thenable<unknown> =>
  commands.executeCommand(`promptBundles.${command}`, argument);
/** What was said while a command ran, the dialogs answered in turn. */
const said = async (
  answers: readonly (string | undefined)[],
  command: string,
  argument?: unknown,
): Promise<Asked[]> => asked(answers, () => run(command, argument));
const messages = (all: readonly Asked[]): string[] => all.map(({ message }) => message);

describe('registry', () => {
  const registry = useRegistry();
  after(() => tidyUp(OWN));

  it('publishes a version as its editor shows it, once', async () => {
    const first = await said(['Publish'], 'registryPublish', BUNDLE);
    assert.equal(first[0]?.message, 'Publish support-agent@1.3.0 to team?');
    assert.ok(first[0].modal);
    assert.match(first[0].detail ?? '', /A published version never changes\./);
    await becomes('What is stored', () => registry().sql('select bundle_id, semver from prompt_bundle'), [
      { bundle_id: 'support-agent', semver: '1.3.0' },
    ]);
    const again = await said(['Publish'], 'registryPublish', BUNDLE);
    assert.deepEqual(messages(again), [
      'Publish support-agent@1.3.0 to team?',
      'support-agent@1.3.0 is in team already, with the same content.',
    ]);
  });

  it('verifies it, without a trace', async () => {
    assert.deepEqual(messages(await said([], 'registryVerify', BUNDLE)), [
      'support-agent@1.3.0 gives the same prompt and hashes in team.',
    ]);
    same('The audit rows', await registry().sql('select count(*)::int as count from prompt_audit'), [
      { count: 0 },
    ]);
  });

  it('shows where it differs once a template is another', async () => {
    const document = await open(PERSONA);
    await retype(document, document.getText().replace(/\n$/, ' And be brief.\n'));
    try {
      const told = await said(['Show Difference'], 'registryVerify', BUNDLE);
      assert.deepEqual(messages(told), ['support-agent@1.3.0 differs in team: rendered_prompt.']);
      const { left, right } = await diffOf('support-agent@1.3.0: team ↔ here');
      assert.ok(right.includes('And be brief.') && !left.includes('And be brief.'));
      const refused = await said(['Publish'], 'registryPublish', BUNDLE);
      assert.match(
        messages(refused).join('\n'),
        /Not published\. The registry has other content for `support-persona@1\.3\.0` \(content\)/,
      );
    } finally {
      await revert(document);
    }
  });

  it('opens a version as read-only files that the preview renders', async () => {
    const target = {
      registry: 'team',
      version: { kind: 'bundle', reference: { id: 'support-agent', semver: '1.3.0' } },
    };
    await run('registryOpen', target);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    same('The scheme', editor.document.uri.scheme, 'prompt-bundles-registry');
    assert.ok(editor.document.getText().includes('support-persona@1.3.0'));
    same('Writable', workspace.fs.isWritableFileSystem('prompt-bundles-registry'), false);
    // Without an input, as nothing of the workspace's lies beside it.
    const prompt = await copied(editor.document.uri);
    assert.ok(prompt.startsWith('You answer the post'), prompt);
    assert.ok(prompt.includes('stress is 0.0'), prompt);
    const places = await commands.executeCommand<(Location | LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      editor.document.uri,
      editor.document.positionAt(editor.document.getText().indexOf('support-persona@')),
    );
    const [persona] = places.map((place) => ('uri' in place ? place.uri : place.targetUri).toString());
    assert.match(persona ?? '', /^prompt-bundles-registry:.*support-persona-1\.3\.0\.prompt-template\.md$/);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says what is not there, and what cannot be read', async () => {
    const version = { kind: 'bundle', reference: { id: 'support-agent', semver: '9.9.9' } };
    assert.deepEqual(messages(await said([], 'registryOpen', { registry: 'team', version })), [
      'support-agent@9.9.9 could not be read from team.',
    ]);
    assert.deepEqual(
      messages(await said([], 'registryVerify', at('bundles/support-agent-1.2.0.prompt-bundle.yaml'))),
      ['support-agent@1.2.0 is not in team.'],
    );
  });

  it('writes a version into the workspace, never over other content', async () => {
    const version = { kind: 'bundle', reference: { id: 'support-agent', semver: '1.3.0' } };
    const target = { registry: 'team', version };
    assert.deepEqual(messages(await said([], 'registryPull', target)), [
      'support-agent@1.3.0 is here already, with the same content.',
    ]);
    await registry()
      .sql(`insert into prompt_bundle (id, bundle_id, semver, system_template_id, personality_template_id,
      activity_template_id, task_template_id, tags) select '00000000-0000-4000-8000-000000000001', 'pulled', semver,
      system_template_id, personality_template_id, activity_template_id, task_template_id, tags from prompt_bundle`);
    const pulled: Uri = at('bundles/pulled-1.3.0.prompt-bundle.yaml');
    try {
      same(
        'What is said',
        messages(
          await said([], 'registryPull', {
            registry: 'team',
            version: { ...version, reference: { id: 'pulled', semver: '1.3.0' } },
          }),
        ),
        [],
      );
      const tab = window.tabGroups.activeTabGroup.activeTab?.input;
      same('What is open', tab instanceof TabInputText && tab.uri.path, pulled.path);
      assert.ok(await exists(pulled));
      assert.ok((await read(pulled)).includes('support-persona@1.3.0'));
      same('The prompt', await copied(pulled), await copied(BUNDLE));
    } finally {
      await tidyUp(pulled);
    }
  });

  it('tells of a wrong password what to do, and never the password', async () => {
    await setSecret('team', 'wrong secret');
    try {
      const told = await said([], 'registryVerify', BUNDLE);
      // An open file of the registry may be told of as well, as a warning.
      const errors = told.filter(({ kind }) => kind === 'error');
      assert.equal(errors.length, 1);
      assert.match(errors[0]?.message ?? '', /^Registry team: .*password/i);
      assert.doesNotMatch(JSON.stringify(told), /wrong secret/);
      assert.deepEqual(errors[0]?.items, ['Set Secret…']);
    } finally {
      await setSecret('team', registry().password);
    }
    assert.deepEqual(messages(await said([], 'registryVerify', BUNDLE)), [
      'support-agent@1.3.0 gives the same prompt and hashes in team.',
    ]);
  });

  it('says how to set a registry where none is, and what is wrong with one', async () => {
    const { connection } = registry();
    try {
      await setRegistries([]);
      assert.deepEqual(messages(await said([], 'registryVerify', BUNDLE)), ['No registry is set yet.']);
      await setRegistries([{ ...connection, password: 'x' }]);
      assert.match(
        messages(await said([], 'registryVerify', BUNDLE)).join(),
        /Settings are no place for a password/,
      );
    } finally {
      await setRegistries([connection]);
    }
  });

  it('connects to none from a workspace that is not trusted', async () => {
    const isTrusted = Object.getOwnPropertyDescriptor(workspace, 'isTrusted');
    assert.ok(isTrusted);
    const connections = (): Promise<unknown> =>
      registry().sql(
        "select count(*)::int as count from pg_stat_activity where application_name = 'prompt-bundles'",
      );
    // Views that are in sight and files that are open ask on their own.
    await commands.executeCommand('workbench.action.closeSidebar');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await said([], 'registryVerify', BUNDLE);
    assert.notDeepEqual(await connections(), [{ count: 0 }]);
    await run('registryRefresh');
    await becomes('The connections', connections, [{ count: 0 }]);
    Object.defineProperty(workspace, 'isTrusted', { ...isTrusted, get: () => false });
    try {
      for (const command of [
        'registryVerify',
        'registryPublish',
        'registryCompare',
        'registryOpen',
        'registryPull',
      ])
        assert.deepEqual(
          messages(await said([undefined], command, BUNDLE)),
          ['Registries can be reached only from a trusted workspace.'],
          command,
        );
      same('The connections', await connections(), [{ count: 0 }]);
    } finally {
      Object.defineProperty(workspace, 'isTrusted', isTrusted);
    }
  });

  it('is told once where it cannot be reached, and asked again by Retry', async () => {
    const { connection } = registry();
    await commands.executeCommand('workbench.action.closeAllEditors');
    try {
      const told = await asked([() => Promise.resolve(undefined)], async () => {
        await setRegistries([{ ...connection, port: 9 }]);
        await commands.executeCommand('promptBundles.registry.focus');
        // Each change of a file has the view look again.
        const document = await open(PERSONA);
        for (const text of ['One', 'Two']) {
          await retype(document, `${document.getText()}${text}\n`);
          await new Promise((resolve) => setTimeout(resolve, 1500));
        }
        await revert(document);
      });
      assert.equal(told.length, 1, JSON.stringify(told));
      assert.equal(told[0]?.kind, 'warning');
      assert.deepEqual(told[0].items, ['Retry', 'Set Secret…']);
      const again = await asked([], async () => {
        await run('registryRefresh');
        await new Promise((resolve) => setTimeout(resolve, 1500));
      });
      assert.equal(again.length, 1, JSON.stringify(again));
    } finally {
      await setRegistries([connection]);
      await commands.executeCommand('promptBundles.explorer.focus');
    }
  });

  it('does not publish what has errors', async () => {
    const file = await write(at('broken.prompt-bundle.yaml', OWN), 'bundle_id: broken\nsemver: 1.0.0\n');
    const told = await said([], 'registryPublish', file);
    assert.match(messages(told).join(), /^Not published\. broken@1\.0\.0 has errors/);
    await tidyUp(OWN);
  });
});
