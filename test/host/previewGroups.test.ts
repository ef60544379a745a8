import { commands, ViewColumn, window, workspace, type Uri } from 'vscode';
import { openPreview, rendersBecome, titles } from './openPreview.js';
import { at, becomes, same, tidyUp, write } from './support.js';

// Which preview shows what, and in which group of editors.

const own = at('own-preview-groups');
let count = 0;

/** A bundle with a template of its own, under names of its own. */
async function given(id: string): Promise<{ bundle: Uri; template: Uri }> {
  const template = await write(
    at(`${id}.prompt-template.md`, own),
    `---\ntemplate_id: ${id}-system\nsemver: 1.0.0\nrole: system\n---\n\nThis is ${id}.\n`,
  );
  const inline = ['personality', 'activity']
    .map((slot) => `  ${slot}: { content: "${'text\\n'.repeat(80)}" }\n`)
    .join('');
  const last = await write(
    at(`${id}-task.prompt-template.md`, own),
    `---\ntemplate_id: ${id}-task\nsemver: 1.0.0\nrole: user\n---\n\nThe task of ${id}.\n`,
  );
  same('The last', last.path.endsWith(`${id}-task.prompt-template.md`), true);
  const bundle = await write(
    at(`${id}.prompt-bundle.yaml`, own),
    `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: ${id}-system@1.0.0\n${inline}  task: ${id}-task@1.0.0\n`,
  );
  return { bundle, template };
}

describe('previews and groups of editors', () => {
  let [one, other] = ['', ''];
  let a: { bundle: Uri; template: Uri };
  let b: { bundle: Uri; template: Uri };
  beforeEach(async () => {
    count++;
    [one, other] = [`one-${count}`, `other-${count}`];
    a = await given(one);
    b = await given(other);
  });
  afterEach(() => tidyUp(own));

  it('keep what they show while they are hidden, and say so in their titles', async () => {
    await window.showTextDocument(a.bundle, { viewColumn: ViewColumn.One });
    await openPreview(a.bundle, true);
    await window.showTextDocument(a.bundle, { viewColumn: ViewColumn.One });
    const second = await openPreview(b.bundle, true);
    await becomes('The tabs', titles, [`2: Preview ${one}@1.0.0`, `2: Preview ${other}@1.0.0 *`]);
    // The file of the hidden one: it comes to the front, and the other keeps its bundle.
    await window.showTextDocument(a.bundle, { viewColumn: ViewColumn.One, preview: false });
    await commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await window.showTextDocument(b.template, { viewColumn: ViewColumn.One, preview: false });
    await window.showTextDocument(a.template, { viewColumn: ViewColumn.One, preview: false });
    await becomes('The tabs', titles, [`2: Preview ${one}@1.0.0 *`, `2: Preview ${other}@1.0.0`]);
    second.panel.reveal();
    await becomes('The tabs', titles, [`2: Preview ${one}@1.0.0`, `2: Preview ${other}@1.0.0 *`]);
    same('What it shows', second.last('render')?.bundleId, other);
  });

  it('follow the editor where no preview in sight is made from its file, unless they are locked', async () => {
    await window.showTextDocument(a.bundle, { viewColumn: ViewColumn.One });
    const preview = await openPreview(a.bundle, true);
    await window.showTextDocument(b.template, { viewColumn: ViewColumn.One });
    await becomes('The tabs', titles, [`2: Preview ${other}@1.0.0 *`]);
    preview.say({ type: 'setLocked', isLocked: true });
    await rendersBecome('The lock', preview, ({ isLocked }) => isLocked, true);
    await window.showTextDocument(a.template, { viewColumn: ViewColumn.One });
    await new Promise((resolve) => setTimeout(resolve, 300));
    same('The tabs', titles(), [`2: Preview ${other}@1.0.0 *`]);
  });

  it('to the side never cover the file they are opened from', async () => {
    await openPreview(b.bundle);
    await becomes('The tabs', titles, [`1: Preview ${other}@1.0.0 *`]);
    await window.showTextDocument(a.template, { viewColumn: ViewColumn.One });
    await openPreview(undefined, true);
    await becomes('The tabs', titles, [`1: Preview ${other}@1.0.0`, `2: Preview ${one}@1.0.0 *`]);
    same('The file', window.activeTextEditor?.document.uri.toString(), a.template.toString());
    same('Its group', window.activeTextEditor?.viewColumn, ViewColumn.One);
    // One a bundle and group: the same command brings the same one to the front.
    await commands.executeCommand('promptBundles.openPreviewToSide', a.template);
    same('The tabs', titles().length, 2);
    await commands.executeCommand('promptBundles.openPreview', a.template);
    await becomes('The tabs', titles, [
      `1: Preview ${other}@1.0.0`,
      `1: Preview ${one}@1.0.0 *`,
      `2: Preview ${one}@1.0.0 *`,
    ]);
  });

  it('show the part of a template that is opened', async () => {
    await window.showTextDocument(a.bundle, { viewColumn: ViewColumn.One });
    const preview = await openPreview(a.bundle, true);
    await rendersBecome('The problem', preview, ({ problem }) => problem, null);
    await window.showTextDocument(at(`${one}-task.prompt-template.md`, own), { viewColumn: ViewColumn.One });
    await becomes(
      'The part',
      () => preview.told.some((message) => message.type === 'highlight' && message.section === 'task'),
      true,
    );
  });

  it('open a source in the group where it is, hidden or not, with nothing selected', async () => {
    await window.showTextDocument(a.bundle, { viewColumn: ViewColumn.One, preview: false });
    await window.showTextDocument(a.template, { viewColumn: ViewColumn.Two, preview: false });
    await window.showTextDocument(b.template, { viewColumn: ViewColumn.Two, preview: false });
    const preview = await openPreview(a.bundle, true);
    await rendersBecome('The problem', preview, ({ problem }) => problem, null);
    await becomes('The group of the preview', () => Number(preview.panel.viewColumn), 3);
    const marked: unknown[] = [];
    const original = window.createTextEditorDecorationType;
    Object.assign(window, {
      createTextEditorDecorationType: (options: { backgroundColor: { id: string } }) => {
        marked.push(options.backgroundColor.id);
        return original(options);
      },
    });
    try {
      preview.say({ type: 'openAt', slot: 'system', offset: 5 });
      await becomes(
        'The place',
        () => {
          const { document, selection, viewColumn } = window.activeTextEditor ?? {};
          const { line, character } = selection?.active ?? {};
          return [document?.uri.toString(), viewColumn, selection?.isEmpty, line, character];
        },
        [a.template.toString(), ViewColumn.Two, true, 6, 5],
      );
      same('The marks', marked, ['editor.symbolHighlightBackground']);
    } finally {
      Object.assign(window, { createTextEditorDecorationType: original });
    }
    same('Tabs', window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 4);
  });

  it('say why a source cannot be shown', async () => {
    const preview = await openPreview(a.bundle);
    await rendersBecome('The problem', preview, ({ problem }) => problem, null);
    await commands.executeCommand('workbench.action.closeOtherEditors');

    await workspace.fs.delete(a.template);
    await rendersBecome('The problem', preview, ({ problem }) => problem !== null, true);
    preview.say({ type: 'openAt', slot: 'system', offset: 5 });
    await becomes(
      'What is said',
      () => preview.last('notice')?.text,
      `${one}.prompt-template.md is gone. It was deleted or moved.`,
    );
    preview.say({ type: 'openSource', slot: 'system' });
    await becomes('What is said', () => preview.last('notice')?.text.includes('is gone'), true);
  });
});
