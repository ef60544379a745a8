import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createReadStream, symlinkSync } from 'node:fs';
import { commands, ConfigurationTarget, env, TabInputTextDiff, window, workspace, type Uri } from 'vscode';
import type { AuditRecord } from '../../src/core/audit/record.js';
import type { ReplayOutcome } from '../../src/core/audit/replay.js';
import type { Integrity } from '../../src/extension/audit/integrity.js';
import { findLogs } from '../../src/extension/audit/logFiles.js';
import { dayNodes } from '../../src/extension/audit/nodes.js';
import { RecordIndex, type Listing } from '../../src/extension/audit/recordIndex.js';
import type { ReplaySummary } from '../../src/extension/audit/wholeLog.js';
import { logText, madeRecord } from './auditLogs.js';
import { auditFolders } from './unconfigured.js';
import { selectNewestRecord } from './auditRows.js';
import { panelOpenedBy } from './capturedPanels.js';
import {
  answering,
  at,
  becomes,
  copied,
  folder,
  open,
  read,
  retype,
  same,
  tidyUp,
  write,
} from './support.js';

const BUNDLE = at('bundles/support-agent-1.2.0.prompt-bundle.yaml');
const PERSONA = at('templates/support-persona-1.2.0.prompt-template.md');
/** A folder for this file's logs alone. */
const LOGS = at('own-view-logs');

const run = <Result>(command: string, argument?: unknown): Thenable<Result> =>
  commands.executeCommand<Result>(`promptBundles.${command}`, argument);
const place = (name: string, line = 1): { file: string; line: number } => ({
  file: at(name, LOGS).toString(),
  line,
});
const writeLog = async (name: string, records: readonly AuditRecord[], mode?: 'hashes'): Promise<Uri> =>
  write(at(name, LOGS), await logText(records, mode));
const setFolder = (value: string | undefined): Thenable<void> =>
  workspace
    .getConfiguration('promptBundles.audit', folder())
    .update('folder', value, ConfigurationTarget.WorkspaceFolder);

/** Soon after noon of a day of 2026, wherever the tests run. */
const noon = (month: number, day: number, minutes = 0, seconds = 0): string =>
  new Date(2026, month, day, 12, minutes, seconds).toISOString();

/** Records of one day, a minute apart, oldest first. */
async function records(count: number, given: Partial<AuditRecord> = {}): Promise<AuditRecord[]> {
  const one = await madeRecord(given);
  return Array.from({ length: count }, (_, i) => ({ ...one, created_at: noon(2, 1, i), ...given }));
}

/** Reads logs as the extension does, and counts the chunks. */
const platform = {
  chunks: 0,
  async *readChunks(uri: Uri): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(uri.fsPath, {
      highWaterMark: 65_536,
    }) as AsyncIterable<Uint8Array>) {
      platform.chunks++;
      yield chunk;
    }
  },
};

/** Answers what the filter asks for, by the labels of lists and the texts of boxes. */
async function filterBy(kind: string, answer: string): Promise<void> {
  const original = { showQuickPick: window.showQuickPick, showInputBox: window.showInputBox };
  const wanted = [kind, answer];
  Object.assign(window, {
    showQuickPick: (items: readonly { label: string }[]) => {
      const label = wanted.shift() ?? '';
      return Promise.resolve(items.find((item) => item.label === label || item.label.endsWith(` ${label}`)));
    },
    showInputBox: ({ validateInput }: { validateInput: (text: string) => string | undefined }) =>
      Promise.resolve(validateInput(answer) === undefined ? answer : undefined),
  });
  try {
    await run('auditFilter');
  } finally {
    Object.assign(window, original);
  }
}

const replayAll = (): Promise<ReplaySummary> => quietly(() => run<ReplaySummary>('auditReplayAll'));

/** What something gives while nobody reads its messages. */
async function quietly<Result>(act: () => PromiseLike<Result>): Promise<Result> {
  const given: Result[] = [];
  await answering('showInformationMessage', undefined, () =>
    answering('showWarningMessage', undefined, async () => given.push(await act())),
  );
  return given[0] as Result;
}

describe('the audit view', () => {
  before(async () => {
    await setFolder('own-view-logs');
    await window.showTextDocument(BUNDLE);
    await run('chooseInput', at('inputs/calm.prompt-input.yaml'));
  });
  afterEach(async () => {
    await run('auditClearFilter');
    await tidyUp(LOGS);
  });
  after(() => setFolder(undefined));

  it('lists a record at once, and gives its hash from the row that is selected', async () => {
    await copied(BUNDLE);
    const [log] = await findLogs(auditFolders(platform));
    const { prompt_hash } = JSON.parse((await read(log?.uri ?? LOGS)).trim()) as AuditRecord;
    await run('showAuditLog');
    await becomes(
      'The hash on the clipboard',
      async () => {
        await selectNewestRecord();
        await quietly(() => run('auditCopyHash'));
        return env.clipboard.readText();
      },
      prompt_hash,
    );
  });

  it('has the records of all logs newest first, under the days they are of', async () => {
    await writeLog('b.jsonl', await records(2));
    await writeLog('a.jsonl', [
      await madeRecord({ created_at: noon(1, 1), event: 'publish' }),
      await madeRecord({ created_at: noon(2, 1, 0, 30), bundle_id: 'between' }),
    ]);
    const listing = await new RecordIndex(platform).list(await findLogs(auditFolders(platform)), {}, 10);
    same(
      'Times',
      listing.records.map(({ record }) => record.created_at),
      [noon(2, 1, 1), noon(2, 1, 0, 30), noon(2, 1), noon(1, 1)],
    );
    const days = dayNodes(listing.records, () => undefined, new Date(2026, 2, 2));
    same(
      'Rows',
      days.map(({ label, children }) => [label, children.map((row) => row.label)]),
      [
        ['Yesterday', ['made-up@1.0.0', 'between@1.0.0', 'made-up@1.0.0']],
        ['Sunday, February 1, 2026', ['made-up@1.0.0']],
      ],
    );
    const { prompt_hash } = await madeRecord();
    const { description } = days[1]?.children[0] ?? {};
    assert.match(String(description), new RegExp(`^published · .+ · ${prompt_hash.slice(0, 12)}$`));
  });

  it('shows one row for a comparison of several versions, with the name of the input, and those below it', async () => {
    const table = await panelOpenedBy(() => commands.executeCommand('promptBundles.compareVersions', BUNDLE));
    await becomes(
      'The rows',
      () =>
        (
          table.told.findLast((message) => (message as { type: string }).type === 'versions') as
            { rows: unknown[] } | undefined
        )?.rows.length,
      2,
    );
    table.say({ type: 'copyMarkdown', onlyChosen: false, tokens: null });
    const list = async (): Promise<Listing> =>
      new RecordIndex(platform).list(await findLogs(auditFolders(platform)), {}, 10);
    await becomes('Records', async () => (await list()).records.length, 2);
    const [day, ...days] = dayNodes(
      (await list()).records,
      () => undefined,
      new Date(),
      () => 'calm.prompt-input.yaml',
    );
    same('Days', days.length, 0);
    const [act, ...acts] = day?.children ?? [];
    same('Rows', [act?.label, acts.length], ['support-agent 1.2.0, 1.3.0', 0]);
    assert.match(String(act?.description), /^compared · calm\.prompt-input\.yaml · [\d:]+.* · 2 versions$/);
    same(
      'Below it',
      act?.children.map(({ label, contextValue }) => [label, contextValue]),
      [
        ['support-agent@1.3.0', 'record full'],
        ['support-agent@1.2.0', 'record full'],
      ],
    );
    table.panel.dispose();
  });

  it('is narrowed by what was done', async () => {
    await writeLog('a.jsonl', [
      ...(await records(3)),
      await madeRecord({ event: 'publish', created_at: '2026-04-02T12:00:00.000Z' }),
    ]);
    await filterBy('Event', 'published');
    same('Published', (await replayAll()).records, 1);
    await filterBy('Hash', '0');
    await filterBy('Event', 'All events');
    await filterBy('Hash', '');
    same('All', (await replayAll()).records, 4);
  });

  it('is narrowed by bundle, version, hash and date, all at once, and widened again', async () => {
    await writeLog('a.jsonl', [
      ...(await records(3)),
      await madeRecord({ bundle_id: 'other', created_at: '2026-04-02T12:00:00.000Z' }),
      await madeRecord({ bundle_id: 'other', semver: '2.0.0', created_at: '2026-04-03T12:00:00.000Z' }),
    ]);
    same('All', (await replayAll()).records, 5);
    await filterBy('Bundle', 'other');
    same('Of one bundle', (await replayAll()).records, 2);
    await filterBy('Bundle', 'other@2.0.0');
    same('Of one version', (await replayAll()).records, 1);
    await filterBy('Bundle', 'All bundles');
    await filterBy('Date', '2026-04-02..2026-04');
    same('Of some days', (await replayAll()).records, 2);
    const { content_hash } = await madeRecord({ bundle_id: 'other' });
    await filterBy('Hash', content_hash.slice(0, 9).toUpperCase());
    same('Of a hash', (await replayAll()).records, 1);
    await filterBy('Hash', 'no hash');
    same('Of the last filter that could be read', (await replayAll()).records, 1);
    await run('auditClearFilter');
    same('All again', (await replayAll()).records, 5);
  });

  it('tells of a link and a FIFO in place of logs, and waits for neither', async function () {
    if (process.platform === 'win32') this.skip();
    await writeLog('a.jsonl', await records(2));
    symlinkSync('a.jsonl', at('b.jsonl', LOGS).fsPath);
    execFileSync('mkfifo', [at('c.jsonl', LOGS).fsPath]);
    const { logs, broken, records: count, problems } = await quietly(() => run<Integrity>('auditVerify'));
    same('Logs, broken, records', [logs, broken, count], [3, 2, 2]);
    for (const [i, kind] of ['a symbolic link', 'a FIFO'].entries())
      assert.match(problems[i]?.reason ?? '', new RegExp(`^The log cannot be read: .*it is ${kind}`));
  });

  it('verifies the segments of a log as one', async () => {
    const lines = (await logText(await records(3))).split(/(?<=\n)/);
    for (const [i, line] of lines.entries()) await write(at(`a.00000${i + 1}.jsonl`, LOGS), line);
    const whole = await quietly(() => run<Integrity>('auditVerify'));
    same('Logs, broken, records', [whole.logs, whole.broken, whole.records], [1, 0, 3]);
    await workspace.fs.delete(at('a.000002.jsonl', LOGS));
    const { broken, problems } = await quietly(() => run<Integrity>('auditVerify'));
    same('Broken', broken, 1);
    same(
      'Lines',
      problems.map(({ file, line }) => [file.split('/').at(-1), line]),
      [['a.000003.jsonl', 1]],
    );
  });

  it('saves an anchor of the logs, and finds by it what was sealed anew and what is gone', async () => {
    const anchor = at('own-anchor.json');
    try {
      const given = await records(3);
      await writeLog('a.jsonl', given);
      await writeLog('b.jsonl', await records(1));
      const said = await answering('showInformationMessage', undefined, () =>
        answering('showWarningMessage', undefined, async () => {
          await run('auditSaveAnchor', anchor);
          same('The anchor', (JSON.parse(await read(anchor)) as { logs: unknown[] }).logs.length, 2);
          same('As it was', await run('auditVerifyAnchor', anchor), { logs: 2, lines: 4, intact: 2 });
        }),
      );
      same('Messages', said, [
        'Anchored 4 lines in 2 logs in own-anchor.json. Commit it, or sign it.',
        'own-anchor.json anchors 4 lines in 2 logs: all are as they were.',
      ]);
      await writeLog('a.jsonl', await records(3, { engine_version: '9' }));
      await workspace.fs.delete(at('b.jsonl', LOGS));
      const before = await read(anchor);
      const warned = await answering('showWarningMessage', undefined, async () => {
        same('Not as it was', await run('auditVerifyAnchor', anchor), { logs: 2, lines: 4, intact: 0 });
        await run('auditSaveAnchor', anchor);
      });
      same('Messages', warned, [
        'own-anchor.json anchors 4 lines in 2 logs: 2 of the logs are not as they were anchored.',
        'The logs do not match own-anchor.json, so it was not replaced. Delete it first to anchor the logs as they are now.',
      ]);
      same('The anchor', await read(anchor), before);
      await write(anchor, '{}');
      const refused = await answering('showErrorMessage', undefined, async () => {
        await run('auditVerifyAnchor', anchor);
        await run('auditSaveAnchor', anchor);
      });
      same('Messages', refused.length, 2);
      for (const message of refused) assert.match(message, /It is not an anchor of audit logs\./);
      same('The file', await read(anchor), '{}');
    } finally {
      await tidyUp(anchor);
    }
  });

  it('tells the line of a log that was changed, and a torn last line, and opens the log there', async () => {
    const changed = await writeLog('a.jsonl', await records(4));
    const [first = '', second = '', ...others] = (await read(changed)).split('\n');
    await write(changed, [first, second.replace('"copy"', '"open"'), ...others].join('\n'));
    const torn = await writeLog('b.jsonl', await records(2));
    await write(torn, (await read(torn)).slice(0, -20));
    await writeLog('c.jsonl', await records(1));
    const { logs, broken, torn: tornLogs, problems } = await quietly(() => run<Integrity>('auditVerify'));
    same('Logs, broken, torn', [logs, broken, tornLogs], [3, 1, 1]);
    same(
      'Lines',
      problems.map(({ file, line, isTorn }) => [file.split('/').at(-1), line, isTorn]),
      [
        ['a.jsonl', 2, false],
        ['b.jsonl', 2, true],
      ],
    );
    assert.ok(problems.every(({ reason }) => reason.length > 20));
    await run('auditRevealLine', problems[0]);
    await becomes(
      'The cursor',
      () => [
        window.activeTextEditor?.document.uri.path.split('/').at(-1),
        window.activeTextEditor?.selection.active.line,
      ],
      ['a.jsonl', 1],
    );
    same('Records that can still be read', (await replayAll()).records, 6);
  });

  it('replays a record, from editors before files, and shows both prompts where they differ', async () => {
    const prompt = await copied(BUNDLE);
    const [log] = await findLogs(auditFolders(platform));
    const record = { file: log?.file ?? '', line: 1 };
    same('The verdict', (await run<ReplayOutcome>('auditReplay', record)).verdict, 'identical');
    same('Diff editors', diffs().length, 0);

    const persona = await open(PERSONA);
    await retype(persona, persona.getText().replace('{{semantic_traits}}', '{{semantic_traits}} or so'));
    const said = await answering('showInformationMessage', undefined, async () => {
      const { verdict, reason } = await run<ReplayOutcome>('auditReplay', record);
      same('The verdict', verdict, 'templates');
      same('The reason', reason, 'Changed since: the personality, support-persona@1.2.0.');
    });
    same('Messages', said, [
      'support-agent@1.2.0: templates changed. Changed since: the personality, support-persona@1.2.0.',
    ]);
    const [diff] = diffs();
    assert.ok(diff);
    same('The recorded prompt', (await workspace.openTextDocument(diff.original)).getText(), prompt);
    const replayed = (await workspace.openTextDocument(diff.modified)).getText();
    same('The replayed prompt', replayed, await copied(BUNDLE));
    assert.notEqual(replayed, prompt);
    same(
      'The title',
      window.tabGroups.activeTabGroup.activeTab?.label,
      'support-agent@1.2.0: recorded ↔ replayed (templates changed)',
    );
  });

  it('says where only hashes were recorded, or nothing gives the templates any more', async () => {
    await writeLog('a.jsonl', await records(1));
    await writeLog('b.jsonl', await records(1), 'hashes');
    const said = await answering('showInformationMessage', undefined, async () => {
      same(
        'The verdict',
        (await run<ReplayOutcome>('auditReplay', place('a.jsonl'))).verdict,
        'not-replayable',
      );
      same(
        'The verdict',
        (await run<ReplayOutcome>('auditReplay', place('b.jsonl'))).verdict,
        'not-replayable',
      );
      await run('auditOpenPrompt', place('b.jsonl'));
      await run('auditCompare', place('b.jsonl'));
      await run('auditReplay', place('b.jsonl', 2));
      await run('auditReplay', { file: at('README.md').toString(), line: 1 });
    });
    same('Messages', said, [
      'made-up@1.0.0: not replayable. Neither a file nor a published version still has the system, nowhere@1.0.0; the personality, nowhere@1.0.0; the activity, nowhere@1.0.0; the task, nowhere@1.0.0.',
      'made-up@1.0.0: not replayable. Only hashes were recorded, and no input file gives them.',
      'Only hashes were recorded of made-up@1.0.0, so there is no prompt to open.',
      'made-up@1.0.0 cannot be replayed. Only hashes were recorded, and no input file gives them.',
      'The record is no longer in the log. Refresh the audit log.',
      'Select a record in the audit log first.',
    ]);
  });

  it('opens the recorded prompt as it was sent, and copies its hash', async () => {
    const prompt = 'Sent <b>once</b> \u202E$& {{task}}\r\n\n';
    await writeLog('a.jsonl', [await madeRecord({ rendered_prompt: prompt, bundle_id: '[x](command:y)' })]);
    await run('auditOpenPrompt', place('a.jsonl'));
    // Editors know no carriage returns inside a text with other line breaks.
    same(
      'The text',
      window.activeTextEditor?.document.getText().replaceAll('\r\n', '\n'),
      prompt.replaceAll('\r\n', '\n'),
    );
    same('Unsaved', window.activeTextEditor?.document.isDirty, false);
    await run('auditCopyHash', place('a.jsonl'));
    const { prompt_hash } = await madeRecord({ rendered_prompt: prompt });
    same('The clipboard', await env.clipboard.readText(), prompt_hash);
  });

  it('previews the recorded input, as one that can be edited and saved', async () => {
    const input = '{"activity_level":0.0,"semantic_traits":{"tone":"dry"},"stress":0.0,"task":"As it was."}';
    const own = { bundle_id: 'support-agent', semver: '1.2.0', input };
    await writeLog('input.jsonl', await records(1, own));
    await run('auditUseInput', place('input.jsonl'));
    const tabs = (): string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await becomes('The preview', () => tabs().includes('Preview support-agent@1.2.0'), true);
    // Without a file, the prompt of the preview in front is copied.
    const prompt = async (): Promise<string> => {
      await run('copyRenderedPrompt');
      return env.clipboard.readText();
    };
    await becomes('Its prompt', async () => (await prompt()).includes('As it was.'), true);
    assert.ok((await prompt()).includes('{"tone":"dry"}'));
    // What is chosen is remembered: the tests behind this one begin with the first input.
    await run('chooseInput', at('inputs/calm.prompt-input.yaml'));
    await writeLog('hashes.jsonl', await records(1, own), 'hashes');
    const said = await answering('showInformationMessage', undefined, () =>
      run('auditUseInput', place('hashes.jsonl')),
    );
    assert.match(said.join(), /^Only hashes were recorded of support-agent@1\.2\.0/);
    await writeLog('gone.jsonl', await records(1, { ...own, semver: '9.0.0' }));
    const gone = await answering('showInformationMessage', undefined, () =>
      run('auditUseInput', place('gone.jsonl')),
    );
    assert.match(gone.join(), /^support-agent@9\.0\.0 is in no file and not published here/);
  });

  it('replays all, and counts what came of it', async () => {
    await copied(BUNDLE);
    await copied(BUNDLE);
    await writeLog('a.jsonl', await records(3));
    const said = await answering('showInformationMessage', undefined, async () => {
      const { records: count, counts, isStopped } = await run<ReplaySummary>('auditReplayAll');
      same('Records', count, 5);
      same('Counts', counts, { identical: 2, renderer: 0, templates: 0, input: 0, 'not-replayable': 3 });
      same('Stopped', isStopped, false);
    });
    same('Messages', said, ['Replayed 5 records: 2 identical, 3 not replayable.']);
  });

  it('stops a replay of all when it is told to, and says how far it came', async () => {
    await writeLog('a.jsonl', await records(3));
    const { withProgress } = window;
    const isCancellationRequested = true;
    Object.assign(window, {
      withProgress: (_options: unknown, work: (progress: unknown, token: unknown) => unknown) =>
        work({ report: () => undefined }, { isCancellationRequested }),
    });
    try {
      const said = await answering('showInformationMessage', undefined, async () => {
        same('Stopped', (await run<ReplaySummary>('auditReplayAll')).isStopped, true);
        same('Not verified', (await run<Integrity>('auditVerify')).unverified, 0);
      });
      same('Messages', said[0], 'Stopped after 0 records.');
    } finally {
      Object.assign(window, { withProgress });
    }
  });

  it('reads many records in chunks, holds the newest alone, and reads again what has changed alone', async () => {
    const many = await records(10_000, { rendered_prompt: 'x'.repeat(200) });
    for (let i = 0; i < 5; i++) await writeLog(`${i}.jsonl`, many.slice(i * 2000, (i + 1) * 2000));
    const index = new RecordIndex(platform);
    platform.chunks = 0;
    const first = await index.list(await findLogs(auditFolders(platform)), {}, 200);
    same('Matching, held', [first.matching, first.records.length], [10_000, 200]);
    same('The newest', first.records[0]?.record.created_at, many.at(-1)?.created_at);
    same('The oldest of them', first.records.at(-1)?.record.created_at, many.at(-200)?.created_at);
    assert.ok(first.records.every(({ record }) => record.rendered_prompt === null && record.input === null));
    assert.ok(platform.chunks > 100, `${platform.chunks} chunks`);
    same('Logs read', index.reads, 5);

    await writeLog('5.jsonl', await records(1, { created_at: '2027-01-01T00:00:00.000Z' }));
    const second = await index.list(await findLogs(auditFolders(platform)), {}, 200);
    same('Logs read', index.reads, 6);
    same('The newest', second.records[0]?.record.created_at, '2027-01-01T00:00:00.000Z');
    same('Matching, held', [second.matching, second.records.length], [10_001, 200]);

    // What the gone log pushed out before is there again.
    await workspace.fs.delete(at('5.jsonl', LOGS));
    same(
      'As at first',
      (await index.list(await findLogs(auditFolders(platform)), {}, 200)).records,
      first.records,
    );
  });
});

/** What the diff editors show. */
function diffs(): TabInputTextDiff[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof TabInputTextDiff ? [input] : []));
}
