import { commands, ConfigurationTarget, env, workspace } from 'vscode';
import { logText, madeRecord } from '../host/auditLogs.js';
import { selectNewestRecord } from '../host/auditRows.js';
import { answering, at, becomes, folder, same, tidyUp, write } from '../host/support.js';

describe('the audit view in the web worker extension host', () => {
  const logs = at('own-web-logs');
  const setFolder = (value: string | undefined): Thenable<void> =>
    workspace
      .getConfiguration('promptBundles.audit', folder())
      .update('folder', value, ConfigurationTarget.WorkspaceFolder);

  before(() => setFolder('own-web-logs'));
  after(async () => {
    await setFolder(undefined);
    await tidyUp(logs);
  });

  it('lists the records of the logs there, and verifies and replays them', async () => {
    const [older, newer] = [await madeRecord(), await madeRecord({ rendered_prompt: 'Newer.' })];
    await write(
      at('a.jsonl', logs),
      await logText([older, { ...newer, created_at: '2026-03-15T12:00:00.000Z' }]),
    );
    await commands.executeCommand('promptBundles.showAuditLog');
    const said = await answering('showInformationMessage', undefined, async () => {
      await becomes(
        'The hash of the newest record',
        async () => {
          await selectNewestRecord();
          await commands.executeCommand('promptBundles.auditCopyHash');
          return env.clipboard.readText();
        },
        newer.prompt_hash,
      );
      await commands.executeCommand('promptBundles.auditVerify');
      await commands.executeCommand('promptBundles.auditReplayAll');
    });
    same('Messages', said.slice(-2), [
      'Verified 2 records in 1 log: none was changed.',
      'Replayed 2 records: 2 not replayable.',
    ]);
  });
});
