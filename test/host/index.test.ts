import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, ConfigurationTarget, window, workspace, WorkspaceEdit, type Uri } from 'vscode';
import {
  at,
  becomes,
  copied,
  open,
  problems,
  problemsBecome,
  read,
  retype,
  revert,
  same,
  tidyUp,
  write,
} from './support.js';

// What the extension knows of the files, seen by what it renders and reports.

const template = (id: string, content: string): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: ${JSON.stringify(content)}\n`;

const unresolved = (id: string): string =>
  `error unresolved-template 4:10-4:${10 + id.length + 6} None of these files defines the template \`${id}@1.0.0\`. Add a file that defines it, or name another.`;

describe('the index of files', () => {
  const own = at('own-index');
  let count = 0;
  let id = '';
  let bundle: Uri;
  let file: Uri;

  /** The system part of what Copy gives. */
  const rendered = async (): Promise<string> => (await copied(bundle)).split('\n\n')[0] ?? '';
  const resolved = (): Promise<void> => problemsBecome(bundle, []);
  const missing = (): Promise<void> => problemsBecome(bundle, [unresolved(id)]);

  // Names of its own for each test: what VS Code still says of earlier files concerns nobody then.
  beforeEach(async () => {
    id =
      [
        'ash',
        'birch',
        'cedar',
        'elm',
        'fir',
        'hazel',
        'juniper',
        'larch',
        'maple',
        'oak',
        'pine',
        'rowan',
        'yew',
      ][count++] ?? `tree-${count}`;
    file = at(`${id}.prompt-template.yaml`, own);
    bundle = await write(
      at(`${id}.prompt-bundle.yaml`, own),
      `bundle_id: ${id}\nsemver: 1.0.0\ntags: [support-large]\ntemplates:\n  system: ${id}@1.0.0\n${['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join('')}`,
    );
    await missing();
  });
  afterEach(() => tidyUp());
  after(() => tidyUp(own));

  it('takes a file that is created, changed and deleted', async () => {
    await write(file, template(id, 'one'));
    await resolved();
    same('The part', await rendered(), 'one');
    await write(file, template(id, 'two'));
    await becomes('The part', rendered, 'two');
    await workspace.fs.delete(file);
    await missing();
  });

  it('forgets a file that a command named, and that is gone before VS Code tells that it came', async () => {
    const brief = await write(at(`brief-${id}.prompt-bundle.yaml`, own), `bundle_id: brief-${id}\n`);
    same('What Copy says', (await copied(brief)).startsWith('The prompt cannot be rendered.'), true);
    await becomes('That it has problems', () => problems(brief).length > 0, true);
    await workspace.fs.delete(brief);
    await problemsBecome(brief, []);
  });

  it('goes on beside a file that is too large, and takes it when it has become smaller', async () => {
    await write(file, template(id, 'one'));
    await resolved();
    const vast = at(`vast-${id}.prompt-template.yaml`, own);
    await write(vast, template('vast', 'x'.repeat(8_000_000)));
    await problemsBecome(vast, [
      'error unreadable-file 0:0-0:1 This file has 8.000057 MB, more than the 5 MB that are read, so nothing in it is checked or used. Make it smaller, or raise the limit (setting `promptBundles.maxFileSize`, option `--max-file-size`).',
    ]);
    await write(file, template(id, 'two'));
    await becomes('The part', rendered, 'two');
    const settings = workspace.getConfiguration('promptBundles');
    await settings.update('maxFileSize', 9);
    await problemsBecome(vast, []);
    await settings.update('maxFileSize', undefined);
    await problemsBecome(vast, [
      'error unreadable-file 0:0-0:1 This file has 8.000057 MB, more than the 5 MB that are read, so nothing in it is checked or used. Make it smaller, or raise the limit (setting `promptBundles.maxFileSize`, option `--max-file-size`).',
    ]);
    await write(vast, template('vast', 'small'));
    await problemsBecome(vast, []);
  });

  it('follows a file that is renamed, also to a name that is none of ours', async () => {
    await write(file, template(id, 'one'));
    await resolved();
    const renamed = at(`${id}-other.prompt-template.yml`, own);
    await workspace.fs.rename(file, renamed);
    await write(renamed, template(id, 'two'));
    await resolved();
    await becomes('The part', rendered, 'two');
    await workspace.fs.rename(renamed, at(`${id}-other.yml`, own));
    await missing();
    await workspace.fs.rename(at(`${id}-other.yml`, own), renamed);
    await resolved();
  });

  it('follows a folder that is renamed, deleted and copied back', async () => {
    await write(at(`${id}/deep/${id}.prompt-template.yaml`, own), template(id, 'one'));
    await resolved();
    const [from, to, copy] = [at(id, own), at(`${id} 2`, own), at(`${id} 3`, own)];
    await workspace.fs.rename(from, to);
    // Twice the same version would be an error: so the files of the old name are gone.
    await write(at(`deep/${id}.prompt-template.yaml`, to), template(id, 'two'));
    await becomes('The part', rendered, 'two');
    await resolved();
    await workspace.fs.copy(to, copy);
    await problemsBecome(at(`deep/${id}.prompt-template.yaml`, to), [
      `error duplicate-version 1:8-1:13 Template \`${id}@1.0.0\` is defined in another file too. Keep one, or give this one another version. (Defined here too. ${id}.prompt-template.yaml 1:8-1:13)`,
    ]);
    await workspace.fs.delete(to, { recursive: true });
    await resolved();
    await workspace.fs.delete(copy, { recursive: true });
    await missing();
  });

  it('follows folders that other programs bring, move and remove', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'prompt-bundles-outside-'));
    try {
      const source = path.join(outside, 'given', 'deep');
      await mkdir(source, { recursive: true });
      await writeFile(path.join(source, 'a.prompt-template.yaml'), template(id, 'one'));
      const target = at(id, own).fsPath;
      await rename(path.join(outside, 'given'), target).catch(() =>
        cp(path.join(outside, 'given'), target, { recursive: true }),
      );
      await resolved();
      await rm(target, { recursive: true });
      await missing();
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('follows a folder that is deleted and made anew at once, as by a build', async () => {
    const target = at(id, own).fsPath;
    const build = async (names: readonly string[]): Promise<void> => {
      await rm(target, { recursive: true, force: true });
      await mkdir(target);
      for (const name of names)
        await writeFile(path.join(target, `${name}.prompt-template.yaml`), template(name, 'one'));
    };
    for (let i = 0; i < 3; i++) {
      await build([id, 'other']);
      await resolved();
      await build(['other']);
      await missing();
    }
  });

  it('prefers what an editor holds unsaved to what is stored, until it is reverted', async () => {
    await write(file, template(id, 'stored'));
    await resolved();
    const document = await open(file);
    await retype(document, template(id, 'typed'));
    same('The part', await rendered(), 'typed');
    await write(file, template(id, 'stored later'));
    // Told of the change by now, or else this file's own change would not be seen either.
    await write(at(`${id}-marker.prompt-template.yaml`, own), 'template_id: 1\n');
    await becomes('The marker is read', async () => (await read(file)).includes('later'), true);
    same('The part', await rendered(), 'typed');
    await revert(document);
    await becomes('The part', rendered, 'stored later');
  });

  it('keeps a deleted file as long as an editor holds it unsaved', async () => {
    await write(file, template(id, 'stored'));
    await resolved();
    const document = await open(file);
    await window.showTextDocument(document);
    await retype(document, template(id, 'typed'));
    await workspace.fs.delete(file);
    await write(at(`${id}-marker.prompt-bundle.yaml`, own), `bundle_id: ${id}-marker\n`);
    await becomes('The part', rendered, 'typed');
    await document.save();
    await becomes('The part', rendered, 'typed');
    await resolved();
  });

  it('takes a file that comes back as it was while an editor shows it', async () => {
    await write(file, template(id, 'one'));
    await resolved();
    await window.showTextDocument(await open(file));
    await workspace.fs.delete(file);
    await missing();
    await write(file, template(id, 'one'));
    await resolved();
    same('The part', await rendered(), 'one');
  });

  it('forgets a deleted file that an editor still shows, and does not take it again at the next look', async () => {
    await write(file, 'template_id: 1\n');
    await becomes('That it has problems', () => problems(file).length > 0, true);
    await write(file, template(id, 'one'));
    await resolved();
    const document = await open(file);
    await window.showTextDocument(document, { preview: false });
    await workspace.fs.delete(file);
    await missing();
    // Each of these looks at all files anew, those that editors show as well.
    await commands.executeCommand('promptBundles.refresh');
    const settings = workspace.getConfiguration('promptBundles');
    await settings.update('maxFileSize', 9);
    await write(at(`${id}-marker.prompt-template.yaml`, own), 'template_id: 1\n');
    await becomes(
      'That the marker has problems',
      () => problems(at(`${id}-marker.prompt-template.yaml`, own)).length > 0,
      true,
    );
    await settings.update('maxFileSize', undefined);
    same('Whether the editor shows it', [document.isClosed, document.isDirty], [false, false]);
    same('The problems of the bundle', problems(bundle), [unresolved(id)]);
    same('The problems of the file', problems(file), []);
    // What is typed in it brings it back: it is unsaved then.
    await retype(document, template(id, 'typed'));
    await resolved();
    await revert(document);
  });

  it('is told by Refresh of what VS Code does not watch', async () => {
    const files = workspace.getConfiguration('files');
    await files.update('watcherExclude', { '**/unwatched/**': true }, ConfigurationTarget.Global);
    try {
      const unwatched = at('unwatched', own);
      await workspace.fs.createDirectory(unwatched);
      const seen = at(`${id}-seen.prompt-template.yaml`, own);
      await write(at(`${id}.prompt-template.yaml`, unwatched), template(id, 'one'));
      await commands.executeCommand('promptBundles.refresh');
      await resolved();
      await write(at(`${id}.prompt-template.yaml`, unwatched), template(id, 'two'));
      await write(seen, 'template_id: 1\n');
      await becomes('That a watched file has problems', () => problems(seen).length > 0, true);
      await commands.executeCommand('promptBundles.refresh');
      await becomes('The part', rendered, 'two');
      await workspace.fs.delete(at(`${id}.prompt-template.yaml`, unwatched));
      await commands.executeCommand('promptBundles.refresh');
      await missing();
    } finally {
      await files.update('watcherExclude', undefined, ConfigurationTarget.Global);
    }
  });

  it('takes a file saved under a new name', async () => {
    const document = await workspace.openTextDocument({ language: 'yaml', content: template(id, 'new') });
    await window.showTextDocument(document);
    await write(file, document.getText());
    await resolved();
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    same('The part', await rendered(), 'new');
  });

  it('follows a rename in the explorer, with what is unsaved', async () => {
    await write(file, template(id, 'one'));
    await resolved();
    const document = await open(file);
    await window.showTextDocument(document);
    await retype(document, template(id, 'typed'));
    const renamed = at(`${id}-renamed.prompt-template.yaml`, own);
    const edit = new WorkspaceEdit();
    edit.renameFile(file, renamed);
    await workspace.applyEdit(edit);
    await becomes('The part', rendered, 'typed');
    await resolved();
  });
});
