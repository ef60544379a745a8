// What stands in an editor beside the text: lenses, inlay hints, and the commands that they and the rows of the view call.
import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  env,
  Range,
  window,
  workspace,
  type InlayHint,
  type Uri,
} from 'vscode';
import {
  at,
  becomes,
  folder,
  lensTitles,
  open,
  read,
  retype,
  revert,
  same,
  tidyUp,
  write,
} from './support.js';

const BUNDLE = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
const OLD = at('bundles/support-agent-1.2.0.prompt-bundle.yaml');
const TASK = at('templates/support-task.prompt-template.yaml');
const PERSONA = at('templates/support-persona-1.3.0.prompt-template.md');
const CALM = at('inputs/calm.prompt-input.yaml');
const JAPANESE = at('inputs/japanese.prompt-input.yaml');

const run = (command: string, argument?: unknown): Thenable<unknown> =>
  commands.executeCommand(`promptBundles.${command}`, argument);
const set = (name: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration('promptBundles', folder()).update(name, value, ConfigurationTarget.Workspace);
const hints = async (uri: Uri): Promise<string[]> => {
  const { lineCount } = await open(uri);
  const found = await commands.executeCommand<InlayHint[]>(
    'vscode.executeInlayHintProvider',
    uri,
    new Range(0, 0, lineCount, 0),
  );
  return found.map(
    ({ label, position: { line, character } }) =>
      `${line}:${character} ${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}`,
  );
};

/** Does something while a list to choose from is answered by a label, and gives the labels that it offered. */
async function picking(label: string, act: () => PromiseLike<unknown>): Promise<string[]> {
  const original = window.showQuickPick;
  let offered: string[] = [];
  Object.assign(window, {
    showQuickPick: (items: readonly { label: string }[]) => {
      offered = items.map((item) => item.label);
      return Promise.resolve(items.find((item) => item.label === label));
    },
  });
  try {
    await act();
  } finally {
    Object.assign(window, { showQuickPick: original });
  }
  return offered;
}

const activeName = (): string | undefined => window.activeTextEditor?.document.uri.path.split('/').at(-1);

describe('lenses', () => {
  afterEach(() => tidyUp(at('own')));

  it('say over a template how it stands and who uses it', async () => {
    await becomes('The lenses', () => lensTitles(PERSONA), [
      'Draft',
      'Used by support-agent@1.3.0',
      'Preview',
    ]);
    await becomes('The lenses', () => lensTitles(TASK), ['Draft', 'Used by 2 bundles', 'Preview']);
  });

  it('say over an input which bundles it is for, and whether what it expects holds', async () => {
    await becomes('The lenses', () => lensTitles(CALM), ['For support-agent@1.3.0', 'Preview']);
    await becomes('The lenses', () => lensTitles(JAPANESE), [
      'For support-agent@1.2.0',
      'Preview',
      'The expectation holds',
    ]);
    const document = await open(JAPANESE);
    await window.showTextDocument(document);
    const text = document.getText();
    await retype(document, text.replace(/(support-agent@1\.2\.0: )\w/, '$10'));
    await becomes(
      'The lens',
      async () => (await lensTitles(JAPANESE)).at(-1),
      'The expectation does not hold',
    );
    await revert(document);
  });

  it('are none where they are turned off', async () => {
    await set('codeLens.enabled', false);
    try {
      for (const uri of [BUNDLE, PERSONA, CALM]) same('The lenses', await lensTitles(uri), []);
    } finally {
      await set('codeLens.enabled', undefined);
    }
  });

  it('lead to the bundles of a template by a list of them', async () => {
    const offered = await picking('support-agent@1.2.0', () =>
      run('openBundle', [BUNDLE.toString(), OLD.toString()]),
    );
    same('What is offered', offered, ['support-agent@1.3.0', 'support-agent@1.2.0']);
    same('What is open', activeName(), 'support-agent-1.2.0.prompt-bundle.yaml');
    await picking('support-agent@1.3.0', () => run('openBundle'));
    same('What is open', activeName(), 'support-agent-1.3.0.prompt-bundle.yaml');
  });
});

describe('inlay hints', () => {
  afterEach(() => tidyUp(at('own')));

  it('show the values of the chosen input behind placeholders, and follow it and what is typed in it', async () => {
    await window.showTextDocument(await open(TASK));
    await run('chooseInput', CALM);
    const input = await open(CALM);
    const task = (): Promise<string[]> => hints(TASK);
    await becomes('A hint', async () => (await task()).length, 1);
    const [before = ''] = await task();
    assert.match(before, /^\d+:\d+ = \S.{10,40}…?$/);
    await retype(input, input.getText().replace(/task: [^]*$/, 'task: Say hello.\n'));
    await becomes('The hint', async () => (await task())[0]?.replace(/^\S+ /, ''), '= Say hello.');
    await window.showTextDocument(await open(TASK));
    await picking('No input', () => run('chooseInput'));
    await becomes('The hint', async () => (await task())[0]?.replace(/^\S+ /, ''), '= empty');
    await revert(input);
    await window.showTextDocument(await open(TASK));
    await run('chooseInput', CALM);
  });

  it('show the newest version behind an older reference', async () => {
    await becomes('The hints', () => hints(OLD), ['8:36 newest 1.3.0']);
    same('Those of the newest bundle', await hints(BUNDLE), []);
  });

  it('are none where they are turned off', async () => {
    await set('inlayHints.enabled', false);
    try {
      same('The hints', await hints(OLD), []);
    } finally {
      await set('inlayHints.enabled', undefined);
    }
  });
});

describe('what the rows of the view and the language status call', () => {
  afterEach(() => tidyUp(at('own')));

  it('takes a row as the file that it stands for', async () => {
    await run('copyReference', { commandTarget: PERSONA });
    same('The reference', await env.clipboard.readText(), 'support-persona@1.3.0');
    await run('copyReference', BUNDLE);
    same('The reference', await env.clipboard.readText(), 'support-agent@1.3.0');
    await run('copyContentHash', { commandTarget: BUNDLE });
    assert.match(await env.clipboard.readText(), /^[0-9a-f]{64}$/);
  });

  it('chooses the bundle that a template is shown with, of those that use it', async () => {
    await window.showTextDocument(await open(TASK));
    const offered = await picking('support-agent@1.2.0', () => run('chooseBundle'));
    same('What is offered', [...offered].sort(), ['support-agent@1.2.0', 'support-agent@1.3.0']);
    same('What is open', activeName(), 'support-task.prompt-template.yaml');
    await picking('support-agent@1.3.0', () => run('chooseBundle'));
  });

  it('opens another bundle where one has the focus', async () => {
    await window.showTextDocument(await open(BUNDLE));
    await picking('support-agent@1.2.0', () => run('chooseBundle'));
    same('What is open', activeName(), 'support-agent-1.2.0.prompt-bundle.yaml');
    await picking('support-agent@1.3.0', () => run('chooseBundle'));
  });

  it('chooses a model that the bundle serves', async () => {
    await window.showTextDocument(await open(BUNDLE));
    const offered = await picking('support-small', () => run('chooseModel'));
    same('What is offered', offered.slice(1), ['support-large', 'support-small']);
    await picking(offered[0] ?? '', () => run('chooseModel'));
  });

  it('shows the view, with the bundles of the workspace', async () => {
    await run('showBundles');
    await commands.executeCommand('promptBundles.explorer.focus');
    const file = await write(
      at('own/new.prompt-bundle.yaml'),
      (await read(BUNDLE)).replace('support-agent', 'own-agent'),
    );
    await run('copyReference', file);
    same('The reference', await env.clipboard.readText(), 'own-agent@1.3.0');
    await commands.executeCommand('workbench.view.explorer');
  });
});
