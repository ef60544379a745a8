import { commands, env, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { openPreview, rendersBecome } from './openPreview.js';
import { asked } from './dialogs.js';
import { at, becomes, read, same, tidyUp, write } from './support.js';

// What the preview chooses by itself: inputs, versions, files that were renamed, and the bundle of a shared template.

const own = at('own-preview-choices');
const published = at('.prompt-bundles');
let count = 0;

const bundleText = (id: string, semver: string, tags = '', system = '{ content: "One. {{task}}" }'): string =>
  `bundle_id: ${id}\nsemver: ${semver}\n${tags}templates:\n  system: ${system}\n` +
  ['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: "${slot}" }\n`).join('');
const labels = ({ options }: { options: readonly { label: string }[] }): string[] =>
  options.map(({ label }) => label);

describe('what a preview chooses', () => {
  let id = '';
  const file = (name: string): Uri => at(name, own);
  beforeEach(() => {
    count++;
    id = `chosen-${count}`;
  });
  afterEach(() => tidyUp(own, published));

  it('is an input that the bundle serves, and it says why there is none', async () => {
    const large = await write(
      file(`${id}.prompt-bundle.yaml`),
      bundleText(id, '1.0.0', 'tags: [own-model]\n'),
    );
    const preview = await openPreview(large);
    await rendersBecome(
      'The note',
      preview,
      ({ inputs, inputNote, problem }) => [inputs.selected, inputNote, problem],
      [
        '',
        'No input of this folder is for a model of this bundle (own-model). The default values are shown.',
        null,
      ],
    );
    const input = await write(file('z.prompt-input.yaml'), 'model_type: own-model\ntask: Mine\n');
    await rendersBecome(
      'The inputs',
      preview,
      ({ inputs }) => labels(inputs).includes('z.prompt-input.yaml'),
      true,
    );
    await tidyUpEditors();
    const again = await openPreview(
      await write(file(`${id}-b.prompt-bundle.yaml`), bundleText(`${id}-b`, '1.0.0', 'tags: [own-model]\n')),
    );
    await rendersBecome('The input', again, ({ inputs, inputNote }) => [inputs.selected, inputNote], [
      input.toString(),
      '',
    ]);
    // One that is chosen all the same says what to do about it.
    again.say({
      type: 'select',
      selection: { input: at('inputs/calm.prompt-input.yaml').toString() },
    });
    await rendersBecome(
      'The problem',
      again,
      ({ problem }) => problem?.message,
      "Bundle does not support model_type 'support-large'. It serves own-model. Choose an input for one of these, or no input.",
    );
  });

  it('follows a bundle and an input that are renamed in the explorer, or moved with their folder', async () => {
    const bundle = await write(file(`a/${id}.prompt-bundle.yaml`), bundleText(id, '1.0.0'));
    const input = await write(file(`a/${id}.prompt-input.yaml`), 'task: Mine\n');
    const preview = await openPreview(bundle);
    preview.say({ type: 'select', selection: { input: input.toString() } });
    await rendersBecome('The input', preview, ({ inputs }) => inputs.selected, input.toString());
    const move = async (from: Uri, to: Uri): Promise<void> => {
      const edit = new WorkspaceEdit();
      edit.renameFile(from, to);
      same('Renamed', await workspace.applyEdit(edit), true);
    };
    await move(bundle, file(`a/${id}-new.prompt-bundle.yaml`));
    await move(input, file(`a/${id}-new.prompt-input.yaml`));
    const shown = (): Promise<void> =>
      rendersBecome(
        'What is shown',
        preview,
        ({ versions, inputs, problem }) => [
          versions.selected.replace(/^.*own-preview-choices/, ''),
          labels(versions),
          inputs.selected.replace(/^.*own-preview-choices/, ''),
          problem,
        ],
        [
          `/${folderName}/${id}-new.prompt-bundle.yaml`,
          ['1.0.0'],
          `/${folderName}/${id}-new.prompt-input.yaml`,
          null,
        ],
      );
    let folderName = 'a';
    await shown();
    folderName = 'b';
    await move(file('a'), file('b'));
    await shown();
  });

  it('follows a bundle and an input that another program renames, and keeps what was typed into the input', async () => {
    const bundle = await write(file(`${id}.prompt-bundle.yaml`), bundleText(id, '1.0.0'));
    const preview = await openPreview(bundle);
    await tidyUpOthers();
    // VS Code tells of it somewhat later: it is chosen, and renamed, before the extension knows it.
    const input = await write(file(`${id}.prompt-input.yaml`), `task: Mine ${id}\n`);
    preview.say({ type: 'select', selection: { input: input.toString() } });
    await rendersBecome('The input', preview, ({ inputs }) => inputs.selected, input.toString());
    preview.say({ type: 'editInput', edit: { stress: 0.75 } });
    await rendersBecome('The form', preview, ({ input: form }) => form?.isDraft, true);
    const { rename } = await import('node:fs/promises');
    const [newBundle, newInput] = [file('new-name.prompt-bundle.yaml'), file('new-name.prompt-input.yaml')];
    await rename(bundle.fsPath, newBundle.fsPath);
    await rename(input.fsPath, newInput.fsPath);
    await rendersBecome(
      'What is shown',
      preview,
      ({ versions, inputs, input: form, problem }) => [
        versions,
        inputs.selected,
        form?.stress,
        form?.task,
        problem,
      ],
      [
        { options: [{ value: newBundle.toString(), label: '1.0.0' }], selected: newBundle.toString() },
        `draft:${newInput.toString()}`,
        0.75,
        `Mine ${id}`,
        null,
      ],
    );
    preview.say({ type: 'discardInput' });
    await rendersBecome('The input', preview, ({ inputs }) => inputs.selected, newInput.toString());
    // One that is gone is named as such, and is no second row of its version.
    await workspace.fs.delete(newBundle);
    await rendersBecome(
      'The versions',
      preview,
      ({ versions, problem }) => [labels(versions), problem !== null],
      [['new-name.prompt-bundle.yaml (gone)'], true],
    );
    await write(newBundle, bundleText(id, '1.0.0'));
    await rendersBecome('The versions', preview, ({ versions }) => labels(versions), ['1.0.0']);
  });

  it('offers versions that are published and in no file, to read', async () => {
    const bundle = await write(file(`${id}.prompt-bundle.yaml`), bundleText(id, '1.0.0'));
    await asked(['Publish', undefined], () => commands.executeCommand('promptBundles.publish', bundle));
    await write(bundle, bundleText(id, '1.1.0').replace('One.', 'Two.'));
    const preview = await openPreview(bundle);
    await rendersBecome('The versions', preview, ({ versions }) => labels(versions), [
      '1.0.0 (published, read-only)',
      '1.1.0',
    ]);
    const [snapshot] = preview.last('render')?.versions.options ?? [];
    preview.say({ type: 'select', selection: { bundle: snapshot?.value ?? '', input: '' } });
    await rendersBecome(
      'The version',
      preview,
      ({ isPublished, problem, baseline }) => [isPublished, problem, baseline],
      [true, null, 'The prompt is as it was published in 1.0.0.'],
    );
    await becomes('The title', () => preview.panel.title, `Preview ${id}@1.0.0`);
    await env.clipboard.writeText('');
    preview.say({ type: 'copyPrompt' });
    await becomes('The clipboard', async () => (await env.clipboard.readText()).slice(0, 5), 'One. ');
    const said = await asked([], async () => {
      preview.panel.reveal();
      await becomes('In front', () => preview.panel.active, true);
      await commands.executeCommand('promptBundles.publish');
    });
    same(
      'What publishing says',
      said.map(({ message }) => message),
      ['This version is published already, and no file of this folder defines it any more.'],
    );
    preview.say({ type: 'openAt', slot: 'system', offset: 0 });
    await becomes('The source', () => window.activeTextEditor?.document.uri.toString(), snapshot?.value);
    const source = (): string | undefined =>
      window.visibleTextEditors
        .find(({ document }) => document.uri.toString() === snapshot?.value)
        ?.document.getText();
    const text = await read(Uri.parse(snapshot?.value ?? ''));
    await commands.executeCommand('type', { text: 'x' });
    same('The snapshot', source(), text);
    same('Stored', await read(Uri.parse(snapshot?.value ?? '')), text);
    // A file that defines it again takes its place.
    const again = await write(file(`${id}-old.prompt-bundle.yaml`), bundleText(id, '1.0.0'));
    await rendersBecome(
      'The version',
      preview,
      ({ versions, isPublished }) => [versions.selected, labels(versions), isPublished],
      [again.toString(), ['1.0.0', '1.1.0'], false],
    );
  });

  it('is what is copied when a template of several bundles is in front, and else it is asked for', async () => {
    const template = await write(
      file(`${id}.prompt-template.md`),
      `---\ntemplate_id: ${id}-shared\nsemver: 1.0.0\nrole: system\n---\n\nShared\n`,
    );
    const uses = `${id}-shared@1.0.0`;
    const a = await write(
      file(`${id}-a.prompt-bundle.yaml`),
      bundleText(`${id}-a`, '2.0.0', '', uses).replace('"task"', '"task of a"'),
    );
    const b = await write(
      file(`${id}-b.prompt-bundle.yaml`),
      bundleText(`${id}-b`, '1.0.0', '', uses).replace('"task"', '"task of b"'),
    );
    for (const bundle of [a, b]) {
      const preview = await openPreview(bundle);
      // The input that was chosen last may be gone by now.
      preview.say({ type: 'select', selection: { input: '' } });
      await rendersBecome('The problem', preview, ({ problem }) => problem, null);
    }
    await tidyUpEditors();
    const copiedWith = async (pick: number): Promise<unknown> => {
      const original = window.showQuickPick;
      let offered: readonly { label: string }[] | undefined;
      Object.assign(window, {
        showQuickPick: (items: readonly { label: string }[]) => {
          offered = items;
          return Promise.resolve(items[pick]);
        },
      });
      try {
        await env.clipboard.writeText('nothing');
        await commands.executeCommand('promptBundles.copyRenderedPrompt', template);
      } finally {
        Object.assign(window, { showQuickPick: original });
      }
      return [offered?.map(({ label }) => label), (await env.clipboard.readText()).split('\n').at(-1)];
    };
    same('Asked', await copiedWith(1), [[`${id}-a`, `${id}-b`], 'task of b']);
    same('Not chosen', await copiedWith(5), [[`${id}-a`, `${id}-b`], 'nothing']);
    await openPreview(b);
    await window.showTextDocument(template);
    same('Previewed', await copiedWith(0), [undefined, 'task of b']);
  });

  it('says that no bundle uses a template, and asks which one is meant, though there is one alone', async () => {
    const template = await write(
      file('unused.prompt-template.yaml'),
      'template_id: unused\nsemver: 1.0.0\nrole: system\ncontent: Unused.\n',
    );
    await window.showTextDocument(template);
    const questions: (string | undefined)[] = [];
    const original = window.showQuickPick;
    Object.assign(window, {
      showQuickPick: (_items: unknown, { placeHolder }: { placeHolder?: string }) => {
        questions.push(placeHolder);
        return Promise.resolve(undefined);
      },
    });
    try {
      await env.clipboard.writeText('nothing');
      for (const command of ['copyRenderedPrompt', 'compareVersions', 'compareWithPublished', 'publish'])
        await commands.executeCommand(`promptBundles.${command}`, template);
    } finally {
      Object.assign(window, { showQuickPick: original });
    }
    const said = 'No bundle uses unused@1.0.0.';
    same('Asked', questions, [
      `${said} Choose a bundle`,
      `${said} Choose a bundle`,
      `${said} Choose a bundle`,
      `${said} Choose a bundle to publish`,
    ]);
    same('Copied', await env.clipboard.readText(), 'nothing');
  });
});

const tidyUpEditors = (): Thenable<unknown> => commands.executeCommand('workbench.action.closeAllEditors');
const tidyUpOthers = (): Thenable<unknown> => commands.executeCommand('workbench.action.closeOtherEditors');
