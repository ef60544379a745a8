import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, TabInputWebview, Uri, window, workspace, type Tab } from 'vscode';
import { renderStored } from './commandLine.js';
import { diffOf } from './diffs.js';
import {
  answering,
  at,
  auditRecords,
  becomes,
  copied,
  exists,
  extension,
  inlineBundle,
  open,
  read,
  retype,
  same,
  serviceRenders,
  tidyUp,
  write,
} from './support.js';

const BUNDLE = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
const PERSONA = at('templates/support-persona-1.3.0.prompt-template.md');
const input = (name: string): Uri => at(`inputs/${name}.prompt-input.yaml`);

/** Text that goes wrong wherever it is taken for anything but text. */
const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(2)></style></div>',
  '$& $1 $$ $` \\n \\u0041 %s {{{stress}}} {{ task }} {{{{task}}}}',
  'Ωμέγα Привет 你好 ｔｅｘｔ Å Å 𝒳 👩‍💻 שלום مرحبا',
  'blanks at the end  \t',
  '',
  '',
  '\ttab, no-break space \u00A0, zero width \u200B, next line \u0085, soft hyphen \u00AD, mark \uFEFF',
  'last line with blanks   ',
].join('\n');

/** Makes an input the one that a bundle is rendered with. */
async function choose(bundle: Uri, file: Uri): Promise<void> {
  await window.showTextDocument(bundle);
  await commands.executeCommand('promptBundles.chooseInput', file);
}

const previewTabs = (): Tab[] =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input: shown }) =>
        shown instanceof TabInputWebview && shown.viewType.endsWith('promptBundles.preview'),
    );

describe('Copy Rendered Prompt', () => {
  const own = at('own-copy');
  before(() => choose(BUNDLE, input('calm')));
  afterEach(() => tidyUp());
  after(() => tidyUp(own));

  for (const version of ['1.2.0', '1.3.0']) {
    for (const name of ['calm', 'stressed', 'japanese']) {
      it(`copies version ${version} with the input ${name} as the command line renders it`, async () => {
        const bundle = at(`bundles/support-agent-${version}.prompt-bundle.yaml`);
        await choose(bundle, input(name));
        const expected = await renderStored(at('.'), `support-agent@${version}`, input(name));
        same('The clipboard', await copied(bundle), expected.rendered_prompt);
      });
    }
  }

  it('copies what is typed and not saved, in a template, an input and the bundle at once', async () => {
    await choose(BUNDLE, input('calm'));
    const saved = await copied(BUNDLE);
    const originals = new Map<Uri, string>();
    for (const [uri, from, to] of [
      [PERSONA, '# How you sound', `# How you sound\n\n${HOSTILE}`],
      [input('calm'), 'tone: curious', 'tone: 1.0'],
      [BUNDLE, 'task: support-task@1.0.0', `task:\n    content: "  {{task}} \\u2028 {{stress}}  "`],
    ] as const) {
      const text = await read(uri);
      originals.set(uri, text);
      await retype(
        await open(uri),
        text.replace(from, () => to),
      );
    }
    const unsaved = await copied(BUNDLE);
    assert.notEqual(unsaved, saved);
    assert.ok(unsaved.includes(HOSTILE.split('\n')[0] ?? ''));
    assert.equal((await renderStored(at('.'), 'support-agent@1.3.0', input('calm'))).rendered_prompt, saved);
    try {
      for (const uri of originals.keys()) same('Saved', await (await open(uri)).save(), true);
      const stored = await renderStored(at('.'), 'support-agent@1.3.0', input('calm'));
      same('The clipboard', unsaved, stored.rendered_prompt);
    } finally {
      for (const [uri, text] of originals) await write(uri, text);
    }
    await becomes('What is copied', () => copied(BUNDLE), saved);
  });

  it('copies, and compares, what another program has written just before, without waiting until VS Code tells of it', async () => {
    const [tone, agent] = [at('now.prompt-template.md', own), at('now.prompt-bundle.yaml', own)];
    const template = (text: string): string =>
      `---\ntemplate_id: now\nsemver: 1.0.0\nrole: system\n---\n\n${text}\n`;
    const bundle = (task: string): string =>
      `bundle_id: now\nsemver: 1.0.0\ntags: [support-large]\ntemplates:\n  system: now@1.0.0\n  personality: now@1.0.0\n  activity: now@1.0.0\n  task: { content: ${task} }\n`;
    await write(tone, template('Old.'));
    await write(agent, bundle('Old task.'));
    await becomes('What is copied', () => copied(agent), 'Old.\n\nOld.\n\nOld.\n\nOld task.');
    for (const [text, task] of [
      ['New.', 'New task.'],
      ['Newer.', 'Newer task.'],
    ] as const) {
      const expected = `${text}\n\n${text}\n\n${text}\n\n${task}`;
      await writeFile(tone.fsPath, template(text));
      await writeFile(agent.fsPath, bundle(task));
      if (text === 'New.') same('The clipboard', await copied(agent), expected);
      else {
        await commands.executeCommand('promptBundles.compareWithClipboard', agent);
        const { left, right } = await diffOf('now: clipboard ↔ 1.0.0 (workspace)');
        same('The texts', [left, right], ['New.\n\nNew.\n\nNew.\n\nNew task.', expected]);
      }
    }
  });

  it('gives the same text and hash for LF, CRLF and a byte order mark', async () => {
    const template = (id: string): string =>
      `---\ntemplate_id: ${id}\nsemver: 1.0.0\nrole: system\n---\n\n${HOSTILE}\n\n`;
    const bundle = (id: string): string =>
      `bundle_id: ${id}\nsemver: 1.0.0\ntags: [support-large]\ntemplates:\n  system: ${id}@1.0.0\n` +
      ['personality', 'activity', 'task']
        .map((slot) => `  ${slot}:\n    content: |+\n      {{task}}  \n      end\n\n\n`)
        .join('');
    const texts: string[] = [];
    for (const [id, written] of [
      ['lf', (text: string) => text],
      ['crlf', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ] as const) {
      await write(at(`${id}.prompt-template.md`, own), written(template(id)));
      const file = await write(at(`${id}.prompt-bundle.yaml`, own), written(bundle(id)));
      await choose(file, input('japanese'));
      for (const uri of [file, at(`${id}.prompt-template.md`, own)]) {
        const document = await open(uri);
        await retype(document, document.getText()); // now unsaved, with its own line ends
      }
      texts.push(await copied(file));
      const stored = await renderStored(at('.'), `${id}@1.0.0`, input('japanese'));
      same('The clipboard', texts.at(-1), stored.rendered_prompt);
    }
    same('The text of CRLF', texts[1], texts[0]);
    assert.ok(!texts[1]?.includes('\r'));
    assert.ok(texts[1]?.startsWith('<script>alert(1)</script><img'));
    assert.ok(texts[1]?.endsWith('よろしくお願いいたします。  \nend\n\n\n'));
  });

  it('agrees with every vector of the service, typed and never saved', async function () {
    this.timeout(120_000);
    const bundle = await write(at('vector.prompt-bundle.json', own), '{}\n');
    const payload = await write(at('vector.prompt-input.json', own), '{}\n');
    const [bundleText, payloadText] = [await open(bundle), await open(payload)];
    let chosen = false;
    for (const render of await serviceRenders()) {
      const { name, payload_json, expected } = render;
      await retype(bundleText, inlineBundle(render));
      await retype(payloadText, payload_json);
      if (!chosen) await choose(bundle, payload);
      chosen = true;
      same(`Vector "${name}"`, await copied(bundle), expected.rendered_prompt);
      const record = (await auditRecords()).at(-1);
      same(
        `Hashes of "${name}"`,
        [record?.['bundle_hash'], record?.['personality_hash']],
        [expected.bundle_hash, expected.personality_hash],
      );
    }
  });

  it('takes the newest bundle that uses a template, and the input it is called on', async () => {
    await choose(BUNDLE, input('calm'));
    const calm = await renderStored(at('.'), 'support-agent@1.3.0', input('calm'));
    same(
      'From a template',
      await copied(at('templates/support-task.prompt-template.yaml')),
      calm.rendered_prompt,
    );
    const stressed = await renderStored(at('.'), 'support-agent@1.3.0', input('stressed'));
    same('From an input', await copied(input('stressed')), stressed.rendered_prompt);
    await window.showTextDocument(PERSONA);
    await env.clipboard.writeText('');
    await commands.executeCommand('promptBundles.copyRenderedPrompt');
    same('From the editor', await env.clipboard.readText(), calm.rendered_prompt);
  });

  it('says why there is nothing to copy, and leaves clipboard and log alone', async () => {
    await choose(BUNDLE, input('calm'));
    const records = (await auditRecords()).length;
    const document = await open(PERSONA);
    const good = document.getText();
    const faults: [faulty: string, why: RegExp][] = [
      ['role: develper', /^The prompt cannot be rendered\. Template support-persona@1\.3\.0 has errors\./],
      [
        'role: "developer',
        /^The prompt cannot be rendered\. Template support-persona@1\.3\.0 is in `\S+`, which cannot be read \(line \d+\)\./,
      ],
    ];
    for (const [faulty, why] of faults) {
      await retype(document, good.replace('role: developer', faulty));
      assert.match(await copied(BUNDLE), why);
      same('The clipboard', await env.clipboard.readText(), 'nothing was copied');
    }
    same('Records', (await auditRecords()).length, records);
  });
});

describe('Open Rendered Prompt', () => {
  beforeEach(() => choose(BUNDLE, input('stressed')));
  afterEach(() => tidyUp());

  it('opens exactly the prompt in an editor that cannot be typed in', async () => {
    const expected = await renderStored(at('.'), 'support-agent@1.3.0', input('stressed'));
    await commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    same('The text', editor.document.getText(), expected.rendered_prompt);
    same('The language', editor.document.languageId, 'prompt-bundles-rendered');
    same(
      'The lines are wrapped',
      workspace.getConfiguration('editor', editor.document).get('wordWrap'),
      'on',
    );
    same('The name', editor.document.fileName, '/prompt-bundles-rendered/support-agent@1.3.0.txt');
    await commands.executeCommand('type', { text: 'x' });
    same('The text', editor.document.getText(), expected.rendered_prompt);
    same('Unsaved', editor.document.isDirty, false);
  });

  it('opens one editor a prompt, and each keeps its text', async () => {
    const first = await renderStored(at('.'), 'support-agent@1.3.0', input('stressed'));
    await commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE);
    const opened = window.activeTextEditor?.document;
    const document = await open(PERSONA);
    await retype(document, document.getText().replace('good mechanic', 'patient mechanic'));
    await commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE);
    assert.ok(window.activeTextEditor?.document.getText().includes('patient mechanic'));
    same('The first text', opened?.getText(), first.rendered_prompt);
    await commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    same('Tabs', tabs.filter(({ label }) => label === 'support-agent@1.3.0.txt').length, 2);
  });
});

describe('Open Prompt Preview', () => {
  afterEach(() => tidyUp());

  it('opens a webview for the file, beside it or in its place, and one a bundle and group', async () => {
    await window.showTextDocument(PERSONA);
    await commands.executeCommand('promptBundles.openPreviewToSide');
    await becomes('Previews', () => previewTabs().map(({ label }) => label), ['Preview support-agent@1.3.0']);
    await becomes('The column', () => Number(previewTabs()[0]?.group.viewColumn), 2);
    same('The active column', window.tabGroups.activeTabGroup === previewTabs()[0]?.group, false);
    await commands.executeCommand('promptBundles.openPreviewToSide', BUNDLE);
    same('Previews', previewTabs().length, 1);
    same('In front of its column', previewTabs()[0]?.isActive, true);
    await tidyUp();
    same('Previews', previewTabs().length, 0);
    await commands.executeCommand('promptBundles.openPreview', BUNDLE);
    await becomes('The column', () => Number(previewTabs()[0]?.group.viewColumn), 1);
  });

  it('shows another version of the bundle in the same tab', async () => {
    await commands.executeCommand('promptBundles.openPreview', BUNDLE);
    await commands.executeCommand(
      'promptBundles.openPreview',
      at('bundles/support-agent-1.2.0.prompt-bundle.yaml'),
    );
    await becomes('Previews', () => previewTabs().map(({ label }) => label), ['Preview support-agent@1.2.0']);
  });

  it('is what Copy and Choose Input work on when it is in front', async () => {
    await commands.executeCommand('promptBundles.openPreview', BUNDLE);
    await commands.executeCommand('promptBundles.chooseInput', input('japanese'));
    await commands.executeCommand('promptBundles.copyRenderedPrompt');
    const expected = await renderStored(at('.'), 'support-agent@1.3.0', input('japanese'));
    same('The clipboard', await env.clipboard.readText(), expected.rendered_prompt);
  });
});

describe('Create Sample', () => {
  it('writes the sample, which the command line renders, and never overwrites', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'prompt-bundles-sample-'));
    try {
      const target = Uri.file(folder);
      await commands.executeCommand('promptBundles.createSample', target);
      const original = at('media/sample', extension().extensionUri);
      const names = [
        'README.md',
        'inputs/japanese.prompt-input.yaml',
        'templates/support-system.prompt-template.yaml',
      ];
      for (const name of names) same(name, await read(at(name, target)), await read(at(name, original)));
      const created = await renderStored(
        target,
        'support-agent@1.2.0',
        at('inputs/calm.prompt-input.yaml', target),
      );
      const hash = createHash('sha256').update(created.rendered_prompt).digest('hex');
      same('The hash', created.prompt_hash, hash);

      await write(at('inputs/calm.prompt-input.yaml', target), 'task: mine\n');
      await workspace.fs.delete(at('README.md', target));
      await write(at('prompt-bundles-sample/README.md', target), 'mine\n');
      const said = await answering('showErrorMessage', undefined, () =>
        commands.executeCommand('promptBundles.createSample', target),
      );
      assert.match(
        said.join(),
        /^The folder holds \S+ and prompt-bundles-sample\/README\.md already, so nothing was written\. Choose another folder\.$/,
      );
      same('My input', await read(at('inputs/calm.prompt-input.yaml', target)), 'task: mine\n');
      same('README.md is there', await exists(at('README.md', target)), false);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('takes a folder of its own beside a README, and shows the bundle with its preview', async () => {
    const target = at('with-readme');
    const readme = await write(at('README.md', target), 'mine\n');
    try {
      await commands.executeCommand('promptBundles.createSample', target);
      same('My README', await read(readme), 'mine\n');
      const bundle = at('prompt-bundles-sample/bundles/support-agent-1.3.0.prompt-bundle.yaml', target);
      const tabs = (): string[] =>
        window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
      same('The bundle is there', await exists(bundle), true);
      await becomes('The tabs', tabs, [
        'support-agent-1.3.0.prompt-bundle.yaml',
        'Preview support-agent@1.3.0',
      ]);
    } finally {
      await tidyUp(target);
    }
  });
});
