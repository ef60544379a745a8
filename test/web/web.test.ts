import {
  commands,
  env,
  Position,
  TabInputWebview,
  UIKind,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import {
  at,
  auditLines,
  auditRecords,
  becomes,
  copied,
  exists,
  extension,
  folder,
  inlineBundle,
  open,
  problems,
  problemsBecome,
  read,
  retype,
  same,
  serviceRenders,
  tidyUp,
  write,
} from '../host/support.js';

/** Rendered and hashed by the command line. */
const CALM_120 = '5f46a38824f36586c18d5ab0310cf47c1235b633600eb883a1ef99a062ef430f';

const BUNDLE = at('bundles/support-agent-1.2.0.prompt-bundle.yaml');
const PERSONA = at('templates/support-persona-1.2.0.prompt-template.md');
const input = (name: string): Uri => at(`inputs/${name}.prompt-input.yaml`);

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function choose(bundle: Uri, file: Uri): Promise<void> {
  await window.showTextDocument(bundle);
  await commands.executeCommand('promptBundles.chooseInput', file);
}

describe('the extension in the web worker extension host', () => {
  const own = at('own-web');
  afterEach(() => tidyUp(own));

  it('is active by itself where there is no Node', async () => {
    same('Browser', env.uiKind, UIKind.Web);
    same('Node', 'process' in globalThis, false);
    await becomes('Active', () => extension().isActive, true);
  });

  it('shows problems as they are typed, and takes them away', async () => {
    const document = await open(PERSONA);
    const text = document.getText();
    await retype(
      document,
      text.replace('semver: 1.2.0', 'semver: v1.2.0').replace('{{semantic_traits}}', '{{traits}}'),
    );
    const { line } = document.positionAt(document.getText().indexOf('{{traits}}'));
    await problemsBecome(PERSONA, [
      'error invalid-semver 2:8-2:14 `v1.2.0` is not an exact version. Write one such as `1.4.0`.',
      `warning unknown-placeholder ${line}:0-${line}:10 \`{{traits}}\` is not a placeholder. It is sent as it is. Use one of the four, or reword it.`,
    ]);
    await becomes('The codes in the bundle', () => problems(BUNDLE).map((problem) => problem.split(' ')[1]), [
      'unresolved-template',
    ]);
    await retype(document, text);
    await problemsBecome(PERSONA, []);
    await problemsBecome(BUNDLE, []);
  });

  it('takes in files that come and go', async () => {
    const file = await write(at('a.prompt-template.md', own), 'no front matter');
    await becomes('The number of problems', () => problems(file).length, 1);
    await workspace.fs.delete(file);
    await problemsBecome(file, []);
  });

  it('copies the exact prompt, saved and unsaved', async () => {
    await choose(BUNDLE, input('calm'));
    same('The hash of what is copied', await sha256(await copied(BUNDLE)), CALM_120);
    const edit = new WorkspaceEdit();
    edit.insert(PERSONA, (await open(PERSONA)).lineAt(11).range.end, '\nTyped and not saved.  ');
    await workspace.applyEdit(edit);
    const typed = await copied(BUNDLE);
    same('Holds what is typed', typed.includes('\nTyped and not saved.  \n'), true);
    same('The rest', await sha256(typed.replace('\nTyped and not saved.  ', '')), CALM_120);
  });

  it('agrees with vectors of the service', async () => {
    const bundle = await write(at('vector.prompt-bundle.json', own), '{}\n');
    const payload = await write(at('vector.prompt-input.json', own), '{}\n');
    const [bundleText, payloadText] = [await open(bundle), await open(payload)];
    let chosen = false;
    for (const render of (await serviceRenders()).filter((_, i) => i % 6 === 0)) {
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

  it('writes a line of the audit log for each deliberate render, chained by hashes', async () => {
    await choose(BUNDLE, input('calm'));
    const before = (await auditLines()).length;
    await copied(BUNDLE);
    await commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE);
    const lines = await auditLines();
    same('Lines', lines.length, before + 2);
    let previous: string | null = null;
    for (const record of await auditRecords()) {
      same('previous', record.previous, previous);
      same('prompt_hash', record.prompt_hash, await sha256(record.rendered_prompt));
      previous = await sha256(lines.shift() ?? '');
    }
    same('The last event', (await auditRecords()).at(-1)?.event, 'open');
    same('The last hash', (await auditRecords()).at(-1)?.prompt_hash, CALM_120);
    same('.gitignore', await read(at('.prompt-bundles/audit/.gitignore')), '*.jsonl\n.gitignore\n');
  });

  it('opens the exact prompt in an editor', async () => {
    await choose(BUNDLE, input('calm'));
    await commands.executeCommand('promptBundles.openRenderedPrompt', BUNDLE);
    const editor = window.activeTextEditor;
    same('The name', editor?.document.fileName, '/prompt-bundles-rendered/support-agent@1.2.0.txt');
    same('The hash', await sha256(editor?.document.getText() ?? ''), CALM_120);
    await editor?.edit((edit) => {
      edit.insert(new Position(0, 0), 'x');
    });
    same('The hash', await sha256(editor?.document.getText() ?? ''), CALM_120);
  });

  it('opens the preview as a tab', async () => {
    await commands.executeCommand('promptBundles.openPreviewToSide', PERSONA);
    await becomes(
      'The webview’s tab',
      () =>
        window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .filter(
            ({ input: shown }) =>
              shown instanceof TabInputWebview && shown.viewType.endsWith('promptBundles.preview'),
          )
          .map(({ label }) => label),
      ['Preview support-agent@1.2.0'],
    );
  });

  it('writes the sample into a folder, and not twice', async () => {
    const target = Uri.joinPath(folder(), 'own-web/sample');
    await commands.executeCommand('promptBundles.createSample', target);
    const name = 'inputs/japanese.prompt-input.yaml';
    same(
      'An input',
      await read(at(name, target)),
      await read(at(`media/sample/${name}`, extension().extensionUri)),
    );
    same('The readme', await exists(at('README.md', target)), true);
  });
});
