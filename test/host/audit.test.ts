import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { commands, window } from 'vscode';
import { renderStored } from './commandLine.js';
import {
  at,
  auditLines,
  copied,
  open,
  read,
  retype,
  same,
  tidyUp,
  write,
  type LoggedRecord,
} from './support.js';

const BUNDLE = at('bundles/support-agent-1.2.0.prompt-bundle.yaml');
const INPUT = at('inputs/stressed.prompt-input.yaml');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const FIELDS = [
  'record',
  'created_at',
  'event',
  'bundle_id',
  'semver',
  'bundle_hash',
  'personality_hash',
  'prompt_hash',
  'content_hash',
  'engine_version',
  'adapter_versions',
  'renderer_version',
  'input',
  'templates',
  'rendered_prompt',
  'previous',
  'checksum',
];

describe('the audit log', () => {
  const own = at('own-audit');

  before(async () => {
    await window.showTextDocument(BUNDLE);
    await commands.executeCommand('promptBundles.chooseInput', INPUT);
  });
  afterEach(() => tidyUp());
  after(() => tidyUp(own));

  it('has exactly one line more after Copy and after Open, with all fields', async () => {
    const expected = await renderStored(at('.'), 'support-agent@1.2.0', INPUT);
    for (const [event, act] of [
      ['copy', () => copied(BUNDLE)],
      ['open', () => commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE)],
    ] as const) {
      const before = await auditLines();
      const started = new Date().toISOString();
      await act();
      const lines = await auditLines();
      same('Lines', lines.length, before.length + 1);
      same('The lines before', lines.slice(0, -1), before);
      const record = JSON.parse(lines.at(-1) ?? '') as LoggedRecord;
      same('The fields', Object.keys(record).sort(), [...FIELDS].sort());
      assert.match(record.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.ok(record.created_at >= started && record.created_at <= new Date().toISOString());
      const none = { system: null, personality: null, activity: null, task: null };
      const named = (slot: string, id: string, semver = '1.0.0'): unknown => ({
        id,
        semver,
        template_hash: expected.template_hashes[slot],
      });
      assert.deepEqual(
        { ...record, created_at: '', previous: '', checksum: '' },
        {
          record: 1,
          created_at: '',
          event,
          bundle_id: 'support-agent',
          semver: '1.2.0',
          bundle_hash: expected.bundle_hash,
          personality_hash: expected.personality_hash,
          prompt_hash: sha256(expected.rendered_prompt),
          content_hash: expected.content_hash,
          engine_version: null,
          adapter_versions: none,
          renderer_version: '1.0.0',
          input:
            '{"activity_level":0.85,"semantic_traits":{"bicycle":"city, hub gear","customer_since":2024,"last_repair":{"days_ago":4,"work":"new brake cable"},"tone":"upset"},"stress":0.9,"task":"You fitted a new front brake cable on Thursday and this morning the lever went all the way to the bar. I stopped with my shoes. I have to be at work across the river at seven tomorrow and this bike is how I get there. What now?"}',
          templates: {
            system: named('system', 'support-system'),
            personality: named('personality', 'support-persona', '1.2.0'),
            activity: named('activity', 'support-activity'),
            task: named('task', 'support-task'),
          },
          rendered_prompt: expected.rendered_prompt,
          previous: '',
          checksum: '',
        },
      );
    }
  });

  it('records what an input and templates say of versions, and inline templates without a name', async () => {
    const bundle = await write(
      at('a.prompt-bundle.json', own),
      JSON.stringify({
        bundle_id: 'audited',
        semver: '0.1.0-rc.1+b',
        templates: Object.fromEntries(
          ['system', 'personality', 'activity', 'task'].map((slot) => [
            slot,
            { content: `${slot} {{task}}\n`, adapter_version: `${slot}/2` },
          ]),
        ),
      }),
    );
    const input = await write(at('a.prompt-input.json', own), '{"task": "é\\n", "engine_version": "0.1.2"}');
    // Shown in an editor, a file is known at once; one that is only stored, when VS Code tells of it.
    await window.showTextDocument(input);
    await window.showTextDocument(bundle);
    await commands.executeCommand('promptBundles.chooseInput', input);
    const prompt = await copied(bundle);
    const record = JSON.parse((await auditLines()).at(-1) ?? '') as LoggedRecord;
    same('The version', record['semver'], '0.1.0-rc.1+b');
    same('engine_version', record['engine_version'], '0.1.2');
    same('adapter_versions', record['adapter_versions'], {
      system: 'system/2',
      personality: 'personality/2',
      activity: 'activity/2',
      task: 'task/2',
    });
    const { system } = record['templates'] as Record<string, { id: unknown; semver: unknown }>;
    same('The inline template', [system?.id, system?.semver], [null, null]);
    same('The prompt', record.rendered_prompt, prompt);
    same('The prompt', prompt, 'system é\n\n\n\npersonality é\n\n\n\nactivity é\n\n\n\ntask é\n\n');
  });

  it('chains the lines of this window by their hashes, in one file with a .gitignore beside it', async () => {
    for (let i = 0; i < 3; i++) await copied(BUNDLE);
    await Promise.all([
      copied(BUNDLE),
      copied(BUNDLE),
      commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE),
    ]);
    const lines = await auditLines();
    assert.ok(lines.length >= 6);
    let previous: string | null = null;
    for (const line of lines) {
      const record = JSON.parse(line) as LoggedRecord;
      same('previous', record.previous, previous);
      same('checksum', record['checksum'], sha256(line.slice(0, line.lastIndexOf(',"checksum"'))));
      same('prompt_hash', record.prompt_hash, sha256(record.rendered_prompt));
      previous = sha256(line);
    }
    same('.gitignore', await read(at('.prompt-bundles/audit/.gitignore')), '*.jsonl\n.gitignore\n');
  });

  it('gets nothing from what is rendered while somebody types', async () => {
    await commands.executeCommand('promptBundles.openPreviewToSide', BUNDLE);
    const before = await auditLines();
    const persona = await open(at('templates/support-persona-1.2.0.prompt-template.md'));
    for (let i = 0; i < 20; i++) await retype(persona, `${persona.getText()}${i}\n`);
    await commands.executeCommand('promptBundles.chooseInput', at('inputs/calm.prompt-input.yaml'));
    // Records are written one after the other, so any of the above would stand before this one.
    await copied(BUNDLE);
    const after = await auditLines();
    same('Lines more', after.length - before.length, 1);
    assert.ok((JSON.parse(after.at(-1) ?? '') as LoggedRecord).rendered_prompt.includes('17\n18\n19\n'));
  });
});
