import { chmod } from 'node:fs/promises';
import { CodeActionKind, commands, ConfigurationTarget, env, window, workspace, type Uri } from 'vscode';
import { actionsAt, askAt, codesBecome, rangeOf } from './actions.js';
import {
  answering,
  at,
  becomes,
  open,
  problemsBecome,
  read,
  same,
  tidyUp,
  write,
  lensTitles,
} from './support.js';

const own = at('read-only');
const TEMPLATE =
  'template_id: locked\nsemver: 1.0.0\nrole: system\nconstraints: {FORBIDDEN_TOKENS: [basically]}\ncontent: We basically fix it.\n';
const COMMANDS = ['suppressFinding', 'replaceForbiddenToken', 'createNextVersion', 'restorePublished'];

const setFiles = (name: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration('files').update(name, value, ConfigurationTarget.Workspace);

const titles = async (uri: Uri): Promise<string[]> =>
  (await actionsAt(uri, rangeOf(uri, 'forbidden-token'))).map(({ title }) => title);

async function refusesToChange(uri: Uri, text: string): Promise<void> {
  for (const command of COMMANDS) {
    const said = await answering('showErrorMessage', undefined, () =>
      commands.executeCommand(`promptBundles.${command}`, {
        file: uri.toString(),
        code: 'forbidden-token',
        reason: 'quoted',
        level: 'patch',
      }),
    );
    same(`What ${command} says`, said, ['locked.prompt-template.yaml is read-only, so it was not changed.']);
  }
  same('The text', (await open(uri)).getText(), text);
}

describe('a file that is read-only', () => {
  const file = at('locked.prompt-template.yaml', own);

  afterEach(async () => {
    for (const name of ['readonlyInclude', 'readonlyExclude', 'readonlyFromPermissions'])
      await setFiles(name, undefined);
    await tidyUp(own, at('.vscode'));
  });

  it('by a setting is offered no fix, and no command changes it', async () => {
    await write(file, TEMPLATE);
    await window.showTextDocument(file);
    await codesBecome(file, ['forbidden-token']);
    same('A fix is offered', (await titles(file)).includes('Remove “basically”'), true);

    await setFiles('readonlyInclude', { 'read-only/**': true, 'other/**': true });
    await becomes('What is offered', () => titles(file), [
      'Change the severity of forbidden-token…',
      'Explain forbidden-token',
    ]);
    same(
      'Fixes of the file',
      await askAt(file, rangeOf(file, 'forbidden-token'), CodeActionKind.SourceFixAll),
      [],
    );
    await refusesToChange(file, TEMPLATE);

    await setFiles('readonlyExclude', { '**/locked.*': true });
    await becomes('A fix is offered', async () => (await titles(file)).includes('Remove “basically”'), true);
  });

  it('by its permissions is offered no fix where these count', async () => {
    await write(file, TEMPLATE);
    await chmod(file.fsPath, 0o444);
    await window.showTextDocument(file);
    await codesBecome(file, ['forbidden-token']);
    same('A fix is offered', (await titles(file)).includes('Remove “basically”'), true);
    await setFiles('readonlyFromPermissions', true);
    await becomes('A fix is offered', async () => (await titles(file)).includes('Remove “basically”'), false);
    await refusesToChange(file, TEMPLATE);
    await chmod(file.fsPath, 0o644);
  });

  it('keeps the next version of its template from being made in part', async () => {
    await write(file, TEMPLATE);
    const user = await write(
      at('user.prompt-bundle.yaml', own),
      'bundle_id: user\nsemver: 1.0.0\ntemplates: {system: locked@1.0.0, personality: {content: p}, activity: {content: a}, task: {content: t}}\n',
    );
    await open(user);
    await setFiles('readonlyInclude', { '**/user.*': true });
    await becomes('The lenses', () => lensTitles(user), [
      'Draft',
      'Publish 1.0.0',
      'Preview',
      'Copy',
      'Compare',
      'content_hash',
    ]);
    const said = await answering('showErrorMessage', undefined, () =>
      commands.executeCommand('promptBundles.createNextVersion', { file: file.toString(), level: 'patch' }),
    );
    same('What is said', said, [
      'user.prompt-bundle.yaml is read-only and would have to change as well, so nothing was changed.',
    ]);
    same('The template', (await open(file)).getText(), TEMPLATE);
  });
});

describe('a copy of a file from another place or time', () => {
  const SCHEME = 'revision';
  const copyOf = (path: string): Uri => at(path).with({ scheme: SCHEME });
  const paths = [
    'bundles/support-agent-1.3.0.prompt-bundle.yaml',
    'templates/support-system.prompt-template.yaml',
  ];

  afterEach(() => tidyUp());

  for (const path of paths)
    it(`has no lenses, and lets no command act on another file: ${path}`, async () => {
      const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: (uri) => read(uri.with({ scheme: 'file' })),
      });
      try {
        const copy = copyOf(path);
        await window.showTextDocument(await open(copy));
        await env.clipboard.writeText('nothing was copied');
        for (const command of [
          'copyRenderedPrompt',
          'openRenderedPrompt',
          'openPreview',
          'publish',
          'compareVersions',
          'compareWithPublished',
          'createNextVersion',
          'restorePublished',
        ]) {
          const said = await answering('showErrorMessage', undefined, () =>
            commands.executeCommand(`promptBundles.${command}`),
          );
          const name = path.split('/').at(-1) ?? '';
          same(`What ${command} says`, said, [
            `This is a copy of ${name} (${SCHEME}). Open the file itself, and try again.`,
          ]);
        }
        same('The clipboard', await env.clipboard.readText(), 'nothing was copied');
        same('Lenses', await lensTitles(copy), []);
        await problemsBecome(copy, []);
        same('Tabs', window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
      } finally {
        provider.dispose();
      }
    });
});
