import { commands, languages, Uri, window, workspace } from 'vscode';
import type { HostMessage } from '../../../src/compare/protocol.js';
import { panelOpenedBy } from '../capturedPanels.js';
import {
  at,
  becomes,
  copied,
  folder,
  open,
  problems,
  problemsBecome,
  retype,
  same,
  tidyUp,
  write,
  lensTitles,
} from '../support.js';
import { setFolders } from './workspaceFolders.js';

type VersionsMessage = Extract<HostMessage, { type: 'versions' }>;

const SLOTS = ['system', 'personality', 'activity', 'task'] as const;

const template = (id: string, content: string): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: ${content}\n`;
const bundle = (id: string, templates = id): string =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntags: [default]\ntemplates:\n${SLOTS.map((slot) => `  ${slot}: ${templates}@1.0.0\n`).join('')}`;
const prompt = (content: string): string => [content, content, content, content].join('\n\n');

/** Every file that has a problem of ours below a folder. */
const troubled = (root: Uri): string[] =>
  languages
    .getDiagnostics()
    .filter(
      ([uri, found]) =>
        uri.path.startsWith(root.path) && found.some(({ source }) => source === 'Prompt Bundles'),
    )
    .map(([uri]) => uri.path.slice(root.path.length + 1))
    .sort();

/** What a window offers to preview, when it has to ask. */
async function offered(): Promise<string[]> {
  await commands.executeCommand('workbench.action.closeAllEditors');
  let labels: string[] = [];
  const original = window.showQuickPick;
  Object.assign(window, {
    showQuickPick: (items: readonly { label: string }[]) => {
      labels = items.map(({ label }) => label);
      return Promise.resolve(undefined);
    },
  });
  try {
    await commands.executeCommand('promptBundles.openRenderedPrompt');
  } finally {
    Object.assign(window, { showQuickPick: original });
  }
  return labels.sort();
}

/** A folder beside those of the workspace, another for each test: VS Code knows the text of a file for a while after it is gone. */
let outside: Uri;
let count = 0;
beforeEach(() => {
  outside = Uri.joinPath(folder('library'), `../outside-${++count}`);
});

describe('roots that come and go', () => {
  afterEach(async () => {
    await setFolders();
    await tidyUp(outside, at('sub', folder('A service')));
  });

  it('takes the problems of a removed folder along, those of its published versions too', async () => {
    await write(at('lone.prompt-bundle.yaml', outside), bundle('lone'));
    await write(at('bad.prompt-template.yaml', outside), 'template_id: bad\n');
    await write(at('.prompt-bundles/published/x@1.0.0.json', outside), '{}');
    await setFolders({ uri: outside, name: 'outside' });
    const files = [
      '.prompt-bundles/published/x@1.0.0.json',
      'bad.prompt-template.yaml',
      'lone.prompt-bundle.yaml',
    ];
    await becomes('Files with problems', () => troubled(outside), files);
    await setFolders();
    await becomes('Files with problems', () => troubled(outside), []);
  });

  it('keeps the problems of a file that an editor shows when its folder is removed, until that is closed', async () => {
    const bad = await write(at('bad.prompt-template.yaml', outside), 'template_id: bad\n');
    await setFolders({ uri: outside, name: 'outside' });
    await becomes('Files with problems', () => troubled(outside), ['bad.prompt-template.yaml']);
    await window.showTextDocument(bad);
    await setFolders();
    await becomes('Files with problems', () => troubled(outside), ['bad.prompt-template.yaml']);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await becomes('Files with problems', () => troubled(outside), []);
  });

  it('empties the table of versions when its folder is removed', async () => {
    const lone = await write(at('lone.prompt-bundle.yaml', outside), bundle('lone'));
    await setFolders({ uri: outside, name: 'outside' });
    const { panel, told } = await panelOpenedBy(() =>
      commands.executeCommand('promptBundles.compareVersions', lone),
    );
    const versions = (): unknown =>
      told.findLast(
        (message): message is VersionsMessage => (message as { type: string }).type === 'versions',
      )?.rows.length;
    await becomes('Versions', versions, 1);
    await setFolders();
    await becomes('Versions', versions, 0);
    panel.dispose();
  });

  it('hands the files of a folder over to the root that it becomes, and back', async () => {
    const service = folder('A service');
    const user = await write(at('sub/user.prompt-bundle.yaml', service), bundle('user', 'shared'));
    const outer = await write(at('sub/../outer.prompt-bundle.yaml', service), bundle('outer', 'shared'));
    const shared = await write(at('sub/shared.prompt-template.yaml', service), template('shared', 'Of sub.'));
    await problemsBecome(user, []);
    await problemsBecome(outer, []);

    await setFolders({ uri: at('sub', service), name: 'sub' });
    await becomes('That the outer bundle has problems', () => problems(outer).length, 4);
    await becomes(
      'Its first problem',
      () => problems(outer)[0],
      'error unresolved-template 4:10-4:22 None of these files defines the template `shared@1.0.0`, but one in the folder `sub` does. Folders do not share templates. Add a file that defines it, or name another.',
    );
    same('Problems of the inner bundle', problems(user), []);
    same(
      'Bundles',
      (await offered()).filter((id) => id === 'user'),
      ['user'],
    );

    // What another root has is told as long as it has it.
    const document = await open(shared);
    await retype(document, template('renamed', 'Of sub.'));
    await becomes(
      'The first problem',
      () => problems(outer)[0],
      'error unresolved-template 4:10-4:22 None of these files defines the template `shared@1.0.0`. Add a file that defines it, or name another.',
    );
    await retype(document, template('shared', 'Of sub.'));
    await becomes('The first problem', () => problems(outer)[0]?.includes('folder `sub` does'), true);
    await document.save();

    await setFolders();
    await problemsBecome(outer, []);
    await problemsBecome(user, []);
    same('The prompt', await copied(outer), prompt('Of sub.'));
    same(
      'Bundles',
      (await offered()).filter((id) => id === 'user'),
      ['user'],
    );
    await workspace.fs.delete(outer);
  });
});

describe('a file outside of the workspace', () => {
  let loose: Uri;

  beforeEach(async () => {
    loose = at('loose.prompt-bundle.yaml', outside);
    await write(at('own.prompt-template.yaml', outside), template('own', 'Of mine.'));
    await write(loose, bundle('loose', 'own'));
  });
  afterEach(async () => {
    await setFolders();
    await tidyUp(outside);
  });

  it('is resolved among its neighbours, as they are', async () => {
    await window.showTextDocument(loose);
    await write(at('bad.prompt-template.yaml', outside), 'template_id: bad\n');
    same('The prompt', await copied(loose), prompt('Of mine.'));
    await problemsBecome(loose, []);
    // Another program changes what lies beside it.
    await write(at('own.prompt-template.yaml', outside), template('other', 'Of mine.'));
    await becomes('That the bundle has problems', () => problems(loose).length, 4);
    await write(at('new.prompt-template.yaml', outside), template('own', 'Of another.'));
    await problemsBecome(loose, []);
    same('The prompt', await copied(loose), prompt('Of another.'));
    same('Problems of what no editor shows', troubled(outside), []);
  });

  it('is told what is published of it in its folder', async () => {
    await write(
      at('.prompt-bundles/published/loose@1.0.0.json', outside),
      '{"bundle": {"bundle_id": "loose", "semver": "1.0.0"}}',
    );
    await window.showTextDocument(loose);
    await becomes('The lens', async () => (await lensTitles(loose))[0], 'Published, but damaged');
  });

  it('takes its problems along when its editor is closed', async () => {
    await write(loose, 'bundle_id: loose\n');
    await window.showTextDocument(loose);
    await becomes('Files with problems', () => troubled(outside), ['loose.prompt-bundle.yaml']);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await becomes('Files with problems', () => troubled(outside), []);
  });

  it('is listed once when its folder joins the workspace', async () => {
    await window.showTextDocument(loose);
    same('The prompt', await copied(loose), prompt('Of mine.'));
    await setFolders({ uri: outside, name: 'outside' });
    await becomes('Bundles', async () => (await offered()).filter((id) => id === 'loose'), ['loose']);
    same('The prompt', await copied(loose), prompt('Of mine.'));
  });
});

describe('a file that is not saved yet', () => {
  const service = folder('A service');
  const saved = at('sub/new.prompt-bundle.yaml', service);
  const unsaved = saved.with({ scheme: 'untitled' });

  afterEach(() => tidyUp(at('sub', service)));

  it('is resolved where it will be saved', async () => {
    await write(at('sub/own.prompt-template.yaml', service), template('own', 'Of mine.'));
    const document = await open(unsaved);
    await retype(document, bundle('fresh', 'own'));
    await window.showTextDocument(document);
    await becomes('The prompt', () => copied(unsaved), prompt('Of mine.'));
    await problemsBecome(unsaved, []);
    same('The lenses, none of them to publish', await lensTitles(unsaved), [
      'Draft',
      'Preview',
      'Copy',
      'Compare',
      'content_hash',
    ]);
    await retype(document, bundle('fresh', 'none'));
    await becomes('That it has problems', () => problems(unsaved).length, 4);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await problemsBecome(unsaved, []);
  });
});
