// What a registry recorded, in the audit view, against a real database; and what is recorded there from the editor.
import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, env, window, workspace } from 'vscode';
import { renderStored } from './commandLine.js';
import { asked } from './dialogs.js';
import { diffOf } from './diffs.js';
import { useRegistry } from './registryDatabase.js';
import { at, becomes, copied, same, tidyUp } from './support.js';

const BUNDLE = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
const CALM = at('inputs/calm.prompt-input.yaml');
const NO_REPLAY =
  'The registry keeps no input, so this render cannot be replayed. Compare its hashes with those of another render.';

const run = <Result>(command: string, argument?: unknown): Thenable<Result> =>
  commands.executeCommand<Result>(`promptBundles.${command}`, argument);
const set = (name: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration('promptBundles').update(name, value, ConfigurationTarget.Workspace);

/** Selects the last row: the group of the registry, which opens then, or what it recorded. */
async function selectLast(): Promise<void> {
  await commands.executeCommand('promptBundles.auditLog.focus');
  for (const step of ['focusLast', 'select']) await commands.executeCommand(`list.${step}`);
}

describe('The audit of a registry', () => {
  const registry = useRegistry();
  afterEach(() => tidyUp());
  after(() => set('registry.audit', undefined));

  const recorded = (): Promise<Record<string, unknown>[]> =>
    registry().sql('select bundle_hash, rendered_prompt from prompt_audit order by created_at');

  it('is in the audit view, newest first, and its rows lead to what was recorded', async () => {
    const { bundle_hash, personality_hash, rendered_prompt, prompt_hash } = await renderStored(
      at('.'),
      'support-agent@1.3.0',
      CALM,
    );
    await registry().sql(
      `insert into prompt_audit (id, bundle_hash, personality_hash, rendered_prompt, created_at)
       values (gen_random_uuid(), $1, $2, $3, now())`,
      [bundle_hash, personality_hash, rendered_prompt],
    );
    await run('auditRefresh');
    await becomes(
      'What is opened',
      async () => {
        await selectLast();
        return window.activeTextEditor?.document.getText();
      },
      rendered_prompt,
    );
    await env.clipboard.writeText('');
    // Rows that are read anew meanwhile are not selected any more.
    await becomes(
      'The hash',
      async () => {
        await selectLast();
        await run('auditCopyHash');
        return env.clipboard.readText();
      },
      prompt_hash,
    );
    const replayed = await asked([], () => run('auditReplay'));
    assert.deepEqual(
      replayed.map(({ message }) => message),
      [NO_REPLAY],
    );
    const compared = await asked([], () => run('auditCompare'));
    assert.deepEqual(
      compared.map(({ message }) => message),
      ['Both prompts are equal, byte for byte.'],
    );
    const { left, right } = await diffOf(
      'support-agent@1.3.0: recorded in team ↔ here (calm.prompt-input.yaml)',
    );
    assert.deepEqual([left, right], [rendered_prompt, rendered_prompt]);
  });

  it('gets what is copied in the editor where the settings say so', async () => {
    await registry().sql('delete from prompt_audit');
    await copied(BUNDLE);
    await set('registry.audit', 'team');
    const prompt = await copied(BUNDLE);
    await becomes('What is recorded', async () => (await recorded()).map((row) => row['rendered_prompt']), [
      prompt,
    ]);
    await set('audit.mode', 'hashes');
    try {
      const [said] = await warned(() => copied(BUNDLE));
      assert.equal(
        said,
        'The prompt was not recorded in the registry team. Only hashes are to be recorded, and the registry keeps whole prompts, so nothing is recorded there.',
      );
    } finally {
      await set('audit.mode', undefined);
    }
    same('What is recorded', (await recorded()).length, 1);
  });

  it('says where no registry has the name that is set', async () => {
    await set('registry.audit', 'nowhere');
    assert.deepEqual(await warned(() => copied(BUNDLE)), [
      'The prompt was not recorded in the registry nowhere. No registry is set by this name. Add one to `promptBundles.registry.connections`.',
    ]);
  });
});

/** What was said because of an act, which does not wait for it. */
async function warned(act: () => Promise<unknown>): Promise<string[]> {
  let isSaid = false;
  const answer = (): Promise<undefined> => {
    isSaid = true;
    return Promise.resolve(undefined);
  };
  const said = await asked([answer], async () => {
    await act();
    await becomes('Whether something is said', () => isSaid, true);
  });
  return said.map(({ message }) => message);
}
