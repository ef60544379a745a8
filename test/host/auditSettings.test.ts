import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, FileType, window, workspace, type Uri } from 'vscode';
import { nullAuditSink } from '../../src/core/audit/null.js';
import { loadHashing } from '../../src/core/hashing.js';
import { loadPortableSha256 } from '../../src/core/portableSha256.js';
import { createPromptGenerator } from '../../src/core/promptGenerator.js';
import { inlineBundleSource, inlineTemplateSource } from '../../src/core/sources/inline.js';
import { AuditLog } from '../../src/extension/audit/auditLog.js';
import {
  answering,
  at,
  becomes,
  copied,
  exists,
  folder,
  open,
  problems,
  read,
  retype,
  same,
  tidyUp,
  write,
  type LoggedRecord,
} from './support.js';

import { auditFolders } from './unconfigured.js';

const BUNDLE = at('bundles/support-agent-1.2.0.prompt-bundle.yaml');
const LOGS = at('.prompt-bundles/audit');

const set = (name: string, value: unknown): Thenable<void> =>
  workspace
    .getConfiguration('promptBundles.audit', folder())
    .update(name, value, ConfigurationTarget.WorkspaceFolder);

/** The logs in a folder, by name. */
async function logsIn(logs: Uri): Promise<Map<string, LoggedRecord[]>> {
  if (!(await exists(logs))) return new Map();
  const entries = await workspace.fs.readDirectory(logs);
  const names = entries.filter(([name, type]) => type === FileType.File && name.endsWith('.jsonl'));
  const read_ = names.map(async ([name]) => {
    const lines = (await read(at(name, logs))).trimEnd().split('\n');
    return [name, lines.map((line) => JSON.parse(line) as LoggedRecord)] as const;
  });
  return new Map(await Promise.all(read_));
}

const countIn = async (logs: Uri): Promise<number> =>
  [...(await logsIn(logs)).values()].reduce((sum, records) => sum + records.length, 0);

describe('the settings of the audit log', () => {
  before(async () => {
    await window.showTextDocument(BUNDLE);
    await commands.executeCommand('promptBundles.chooseInput', at('inputs/calm.prompt-input.yaml'));
  });
  afterEach(async () => {
    await set('mode', undefined);
    await set('folder', undefined);
    await tidyUp(at('own-logs'));
  });
  after(() => tidyUp(LOGS, at('own-logs'), at('blocked')));

  it('leave the input and the prompt out with `hashes`, in a new log of this window, and put them in again', async () => {
    await copied(BUNDLE);
    const before = await logsIn(LOGS);
    await set('mode', 'hashes');
    const prompt = await copied(BUNDLE);
    await copied(BUNDLE);
    const hashed = await logsIn(LOGS);
    const [name, ...others] = [...hashed.keys()].filter((known) => !before.has(known));
    same('Other new logs', others, []);
    const records = hashed.get(name ?? '') ?? [];
    same('Records', records.length, 2);
    for (const { input, rendered_prompt } of records)
      same('What is left out', [input, rendered_prompt], [null, null]);
    same('The first line before', records[0]?.previous, null);
    assert.match(records[0]?.prompt_hash ?? '', /^[0-9a-f]{64}$/);
    for (const [known, kept] of before) same(`The log ${known}`, hashed.get(known), kept);

    await set('mode', 'full');
    await copied(BUNDLE);
    const full = await logsIn(LOGS);
    const added = [...full.keys()].filter((known) => !hashed.has(known));
    same('New logs', added.length, 1);
    same('The prompt', full.get(added[0] ?? '')?.[0]?.rendered_prompt, prompt);
  });

  it('name each log by an id that no other window has', async () => {
    await copied(BUNDLE);
    for (const name of (await logsIn(LOGS)).keys())
      assert.match(name, /^\d{8}T\d{6}Z-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:_\d{4})?\.jsonl$/);
  });

  it('record nothing with `off`, and copy all the same', async () => {
    const before = await countIn(LOGS);
    await set('mode', 'off');
    assert.match(await copied(BUNDLE), /^You answer/m);
    await commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE);
    same('Records', await countIn(LOGS), before);
  });

  it('count where the configuration of the folder is silent, and that counts before them', async () => {
    const configuration = at('.prompt-bundles/config.json');
    const own = at('own-logs');
    await set('mode', 'off');
    const before = await countIn(LOGS);
    try {
      await write(configuration, '{"audit": {"mode": "hashes", "folder": "own-logs"}}');
      await becomes(
        'Records',
        async () => {
          await copied(BUNDLE);
          return (await countIn(own)) > 0;
        },
        true,
      );
      const [[record] = []] = [...(await logsIn(own)).values()];
      same('What is left out', [record?.['input'], record?.rendered_prompt], [null, null]);
      const document = await open(configuration);
      await retype(document, '{"audit": {"mode": "off"}}');
      await becomes(
        'A copy that is recorded',
        async () => {
          const known = await countIn(own);
          await copied(BUNDLE);
          return (await countIn(own)) - known;
        },
        0,
      );
      await retype(document, '{"audit": {"folder": "../elsewhere"}}');
      await becomes('Problems', () => problems(configuration).map((problem) => problem.split(' ')[1]), [
        'schema',
      ]);
      await set('mode', 'full');
      await copied(BUNDLE);
      same('Records in the usual place', await countIn(LOGS), before + 1);
    } finally {
      await tidyUp(configuration);
    }
    const after = await countIn(LOGS);
    await becomes(
      'Whether the settings count again',
      async () => {
        await copied(BUNDLE);
        return (await countIn(LOGS)) > after;
      },
      true,
    );
  });

  it('count for nothing in a workspace that is not trusted: nothing is written there', async () => {
    const before = await countIn(LOGS);
    const isTrusted = Object.getOwnPropertyDescriptor(workspace, 'isTrusted');
    assert.ok(isTrusted);
    Object.defineProperty(workspace, 'isTrusted', { ...isTrusted, get: () => false });
    try {
      assert.match(await copied(BUNDLE), /^You answer/m);
    } finally {
      Object.defineProperty(workspace, 'isTrusted', isTrusted);
    }
    same('Records', await countIn(LOGS), before);
    await copied(BUNDLE);
    same('Records once it is trusted', await countIn(LOGS), before + 1);
  });

  it('put the log into another folder of the workspace', async () => {
    const before = await countIn(LOGS);
    await set('folder', 'own-logs/prompts');
    await copied(BUNDLE);
    same('Records there', await countIn(at('own-logs/prompts')), 1);
    same('.gitignore', await read(at('own-logs/prompts/.gitignore')), '*.jsonl\n.gitignore\n');
    same('Records in the usual folder', await countIn(LOGS), before);
  });

  // What is said once is not said again: each attempt names a folder of its own.
  const places = ['../outside', '/tmp/prompt-bundles-outside', 'C:\\logs', 'own-logs/../..'];
  for (const place of places) {
    let attempt = 0;
    it(`refuse ${place}, say so once, and record in the usual folder`, async () => {
      const outside = `${place}/${++attempt}`;
      const before = await countIn(LOGS);
      await set('folder', outside);
      const said = await answering('showWarningMessage', undefined, async () => {
        await copied(BUNDLE);
        await copied(BUNDLE);
      });
      same('Messages', said.length, 1);
      assert.ok(said[0]?.includes(`\`${outside}\``), said[0]);
      assert.match(said[0] ?? '', /Records are written to \.prompt-bundles\/audit\./);
      same('Records', await countIn(LOGS), before + 2);
      same('Outside', await exists(at('../outside')), false);
    });
  }

  let ofOthers = 0;
  it('that name a folder of others are told once, and records go to the usual folder', async () => {
    const before = await countIn(LOGS);
    const name = `own-logs-${++ofOthers}`;
    await write(at(`${name}/train.jsonl`), '{"messages":[]}\n');
    await set('folder', name);
    const said = await answering('showWarningMessage', undefined, async () => {
      await copied(BUNDLE);
      await copied(BUNDLE);
    });
    same('Messages', said.length, 1);
    assert.match(
      said[0] ?? '',
      /own-logs-\d` holds train\.jsonl, which is not an audit log\. Records are written to/,
    );
    same('Records', await countIn(LOGS), before + 2);
    same('.gitignore', await exists(at(`${name}/.gitignore`)), false);
    await tidyUp(at(name));
  });

  let blocked = 0;
  it('that name a folder nobody can write to are told once, and the prompt is copied all the same', async () => {
    await write(at('blocked'), 'a file');
    await set('folder', `blocked/logs-${++blocked}`);
    let prompt = '';
    const said = await answering('showWarningMessage', undefined, async () => {
      prompt = await copied(BUNDLE);
      await copied(BUNDLE);
    });
    assert.match(prompt, /^You answer/m);
    same('Messages', said.length, 1);
    assert.match(said[0] ?? '', /^The prompt was not recorded in the audit log: .*(?:ENOTDIR|EEXIST)/);
  });
});

describe('the writer of the audit log', () => {
  it('is waited for when the window closes, by what is still on its way to a slow disk', async () => {
    const sha256 = await loadPortableSha256();
    const sources = { bundles: inlineBundleSource([]), templates: inlineTemplateSource([]) };
    const hashing = await loadHashing(sha256);
    const generator = createPromptGenerator({
      ...sources,
      audit: nullAuditSink,
      hashing,
      now: () => new Date(),
    });
    const template = { role: null, content: 'x', constraints: null, adapter_version: null };
    const part = { kind: 'inline', template } as const;
    const render = await generator.renderInline({
      bundle: {
        bundle_id: 'slow',
        semver: '1.0.0',
        tags: [],
        templates: { system: part, personality: part, activity: part, task: part },
      },
      origin: 'slow',
    });
    const written: string[] = [];
    let letGo = (): void => undefined;
    const disk = new Promise<void>((resolve) => (letGo = resolve));
    const output = window.createOutputChannel('slow disk', { log: true });
    const log = new AuditLog(
      {
        loadSha256: () => Promise.resolve(sha256),
        newId: () => 'id',
        loadTokenizer: () => Promise.reject(new Error('not asked for')),
        isLocked: () => Promise.resolve(false),
        createFile: () => Promise.reject(new Error('not asked for')),
        realPath: () => Promise.reject(new Error('not asked for')),
        readChunks: () => {
          throw new Error('not asked for');
        },
        logAppender: () => async (text) => {
          await disk;
          written.push(text);
        },
      },
      output,
      auditFolders({
        readChunks: () => {
          throw new Error('not asked for');
        },
      }),
    );
    void log.record(folder().toString(), render, 'copy');
    void log.record(folder().toString(), render, 'open');
    let isFlushed = false;
    const flushing = log.flush().then(() => (isFlushed = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    same('Flushed', isFlushed, false);
    letGo();
    await flushing;
    same(
      'Written',
      written.map((line) => (JSON.parse(line) as LoggedRecord).event),
      ['copy', 'open'],
    );
    log.dispose();
    output.dispose();
  });
});
