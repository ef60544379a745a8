import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import {
  CodeActionKind,
  commands,
  extensions,
  languages,
  RelativePattern,
  Uri,
  window,
  workspace,
  type CodeAction,
} from 'vscode';
import {
  at,
  auditRecords,
  becomes,
  exists,
  open,
  problems,
  problemsBecome,
  read,
  retype,
  revert,
  same,
  tidyUp,
  write,
  lensTitles,
} from './support.js';
import { asked, type Asked } from './dialogs.js';

// Publishing as an author does it: in editors, with the dialogs answered. Each test has versions of its own, since what
// is published stays published.

const own = at('own-published');
const published = at('.prompt-bundles/published');
let count = 0;

/** An id that no test had before, no earlier attempt of the same neither: what is deleted may be known for a while still. */
const fresh = (id: string): string => `${id}-${++count}x`;
/** What was said, less what makes ids fresh. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(/-\d+x/g, '')) as T;
const snapshot = (id: string, semver = '1.0.0'): Uri => at(`${id}@${semver}.json`, published);

const template = (id: string, content: string, semver = '1.0.0'): string =>
  `---\ntemplate_id: ${id} # ours\nsemver: ${semver}\nrole: system\n---\n\n${content}\n`;
const bundle = (id: string, semver = '1.0.0', system = `${id}-system@1.0.0`): string =>
  `bundle_id: ${id}\nsemver: ${semver}\ntemplates:\n  # the voice\n  system: ${system}\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. }\n  task: { content: '{{task}}' }\n`;

/** The files of a bundle that no other test has. */
async function files(name: string): Promise<{ id: string; system: Uri; bundle: Uri }> {
  const id = fresh(name);
  const folder = at(id, own);
  const system = await write(
    at(`${id}.prompt-template.md`, folder),
    template(`${id}-system`, 'You answer the post.'),
  );
  const file = await write(at(`${id}.prompt-bundle.yaml`, folder), bundle(id));
  await window.showTextDocument(await open(system), { preview: false });
  await window.showTextDocument(await open(file), { preview: false });
  await problemsBecome(file, []);
  return { id, system, bundle: file };
}

const LAST = ['Preview', 'Copy', 'Compare', 'content_hash'];
const NEW = ['Draft', 'Publish 1.0.0', ...LAST];
const PUBLISHED = ['Published', 'Create next version', ...LAST];

const plainly: typeof asked = async (answers, act) => plain(await asked(answers, act));
const publish = (file: Uri, ...answers: (string | undefined)[]): Promise<Asked[]> =>
  plainly(answers, () => commands.executeCommand('promptBundles.publish', file));

/** The problems of a file, less what makes ids fresh. */
const told = (file: Uri): string[] => plain(problems(file));

/** What is offered at a problem of that code. */
async function fixesAt(file: Uri): Promise<CodeAction[]> {
  const [problem] = languages.getDiagnostics(file).filter(({ source }) => source === 'Prompt Bundles');
  if (!problem) throw new Error(`${file.path} has no problem.`);
  return commands.executeCommand(
    'vscode.executeCodeActionProvider',
    file,
    problem.range,
    CodeActionKind.QuickFix.value,
    50,
  );
}

async function take(file: Uri, title: string): Promise<void> {
  let actions: CodeAction[] = [];
  await becomes(
    `That “${title}” is offered`,
    async () => (actions = await fixesAt(file)).some((one) => one.title === title),
    true,
  );
  const edit = actions.find((one) => one.title === title)?.edit;
  if (!edit) throw new Error(`“${title}” has no edit.`);
  same(title, await workspace.applyEdit(edit), true);
}

const changed = (id: string, range: string, summary: string, next: string): string =>
  `error published-version-changed ${range} \`${id}\` is published and does not change: ${summary}. Make it ${next}, or restore what is published. (Published here. ${id.replace('-system', '')}.json 0:0-0:1)`;

describe('publishing', () => {
  afterEach(() => tidyUp(own, published));

  it('freezes what the author was shown, tells it at once, and records it', async () => {
    const { id, bundle: file } = await files('first');
    await becomes('The lenses', () => lensTitles(file), NEW);
    const [question, done, ...more] = await publish(file, 'Publish');
    same('Further messages', more, []);
    same(
      'The question',
      [question?.kind, question?.message, question?.modal, question?.items],
      ['information', 'Publish first@1.0.0?', true, ['Publish', 'Publish with Note…', 'Show Snapshot']],
    );
    const text = await read(snapshot(id));
    const { content_hash } = JSON.parse(text) as { content_hash: string };
    same('What is shown', question?.detail?.split('\n').slice(2), [
      'system: first-system@1.0.0 (new)',
      'personality: a text of the bundle itself',
      'activity: a text of the bundle itself',
      'task: a text of the bundle itself',
      'tags: none',
      `content_hash: ${content_hash}`,
      '',
      'No other version of it is published yet.',
    ]);
    same('What is said', done?.message, 'Published first@1.0.0.');
    await becomes('The lenses', () => lensTitles(file), PUBLISHED);
    await becomes(
      'Records',
      async () =>
        (await auditRecords()).filter(({ bundle_id }) => bundle_id === id).map(({ event }) => event),
      ['publish'],
    );
  });

  it('writes nothing when the author says no, or goes on typing while asked', async () => {
    const { id, bundle: file, system } = await files('declined');
    same('Messages', (await publish(file, undefined)).length, 1);
    same('A snapshot', await exists(snapshot(id)), false);
    const document = await open(system);
    const said = await plainly(
      [
        async () => {
          await retype(document, template(`${id}-system`, 'You answer all post.'));
          return 'Publish';
        },
        undefined,
      ],
      () => commands.executeCommand('promptBundles.publish', file),
    );
    same(
      'It was asked again',
      said.map(({ message }) => message),
      ['Publish declined@1.0.0?', 'Publish declined@1.0.0?'],
    );
    same('What it says then', said[1]?.detail?.includes('Not saved: declined.prompt-template.md.'), true);
    same('A snapshot', await exists(snapshot(id)), false);
  });

  it('takes what the editor shows, and saves it when asked to', async () => {
    const { id, bundle: file, system } = await files('unsaved');
    const document = await open(system);
    await retype(document, template(`${id}-system`, 'You answer letters.'));
    const [question] = await publish(file, 'Save and Publish', undefined);
    same('The answers', question?.items, ['Save and Publish', 'Publish without Saving', 'Show Snapshot']);
    same(
      'Saved',
      [document.isDirty, await read(system)],
      [false, template(`${id}-system`, 'You answer letters.')],
    );
    same('Frozen', (await read(snapshot(id))).includes('You answer letters.'), true);

    await retype(document, template(`${id}-system`, 'You answer cards.', '1.0.1'));
    const next = await open(file);
    await retype(next, bundle(id, '1.0.1', `${id}-system@1.0.1`));
    await problemsBecome(file, []);
    await publish(file, 'Publish without Saving', undefined);
    same('Frozen', (await read(snapshot(id, '1.0.1'))).includes('You answer cards.'), true);
    same('Saved', [document.isDirty, next.isDirty], [true, true]);
    // What is on disk alone says something else than what is published.
    await revert(document);
    await revert(next);
    await problemsBecome(file, []);
  });

  it('shows the snapshot beside the version before, and publishes it from there', async () => {
    const { id, bundle: file, system } = await files('shown');
    await publish(file, 'Publish', undefined);
    await retype(await open(system), template(`${id}-system`, 'You answer all the post.', '1.1.0'));
    await retype(await open(file), bundle(id, '1.1.0', `${id}-system@1.1.0`));
    await problemsBecome(file, []);
    for (const document of [await open(system), await open(file)]) await document.save();
    const said = await publish(file, 'Compare with 1.0.0', 'Publish', undefined);
    same(
      'Messages',
      said.map(({ message, modal }) => [message, modal]),
      [
        ['Publish shown@1.1.0?', true],
        ['Publish shown@1.1.0 as shown?', false],
        ['Published shown@1.1.0.', false],
      ],
    );
    same('What differs', said[0]?.detail?.split('\n').slice(-2), [
      'Since 1.0.0: Only the system differs: shown-system 1.0.0 → 1.1.0.',
      'system: `all ` is new',
    ]);
    const text = await read(snapshot(id, '1.1.0'));
    const shown = workspace.textDocuments.find(({ uri }) => uri.scheme === 'prompt-bundles-snapshot');
    same('The document', shown?.getText(), text);
    same(
      'The tab',
      plain(window.tabGroups.activeTabGroup.activeTab?.label ?? ''),
      '1.0.0 (published) ↔ shown@1.1.0.json (to be published)',
    );
  });

  it('says which warnings are frozen with it, and leads to them', async () => {
    const { id, bundle: file, system } = await files('warned');
    const text = template(`${id}-system`, 'You are kind.\n\nBe kind. Be kind. Be kind.').replace(
      'role: system',
      'role: system\nconstraints: { FORBIDDEN_TOKENS: [kind] }',
    );
    await retype(await open(system), text);
    await (await open(system)).save();
    const told = (): number => problems(system).length;
    await becomes('The problems', told, 4);
    const [question, ...more] = await publish(file, 'Show Problems');
    same('Further messages', more, []);
    same('The answers', question?.items, ['Publish', 'Publish with Note…', 'Show Snapshot', 'Show Problems']);
    const lines = question?.detail?.split('\n') ?? [];
    const start = lines.indexOf('4 warnings are frozen with it:');
    same(
      'The places',
      lines.slice(start).filter((line) => /^(\d|warned)/.test(line)),
      [
        '4 warnings are frozen with it:',
        'warned.prompt-template.md:8:9',
        'warned.prompt-template.md:10:4',
        'warned.prompt-template.md:10:13',
        '1 more.',
      ],
    );
    same('A snapshot', await exists(snapshot(id)), false);
    same('The file in front', window.activeTextEditor?.document.uri.toString(), system.toString());
    same('The place', window.activeTextEditor?.selection.start.line, 7);
  });

  it('keeps a note beside the snapshot where one is given, at once or afterwards, and none of what is not published', async () => {
    const { id, bundle: file } = await files('noted');
    const note = (): Uri => at(`.prompt-bundles/published/${id}@1.0.0.note.md`);
    const original = window.showInputBox;
    const answering = async (value: string | undefined, ...answers: string[]): Promise<Asked[]> => {
      Object.assign(window, { showInputBox: () => Promise.resolve(value) });
      try {
        return await publish(file, ...answers);
      } finally {
        Object.assign(window, { showInputBox: original });
      }
    };
    same('Messages', (await answering(undefined, 'Publish with Note…')).length, 1);
    same('A snapshot', await exists(snapshot(id)), false);
    const [, done] = await answering(' Kinder. ', 'Publish with Note…');
    same('What is offered', done?.items, ['Show Snapshot']);
    same('The note', await read(note()), 'Kinder.\n');
    await workspace.fs.delete(note());
    await workspace.fs.delete(snapshot(id));
    await becomes('The lenses', () => lensTitles(file), NEW);
    const later = await answering('Colder.', 'Publish', 'Add Note…');
    same('What is offered', later[1]?.items, ['Add Note…', 'Show Snapshot']);
    await becomes('The note', () => exists(note()), true);
    same('The note', await read(note()), 'Colder.\n');
  });

  it('offers to stage the snapshot where it lies in a repository', async () => {
    const root = at('.');
    const git = (...args: readonly string[]): string =>
      execFileSync('git', [...args], { cwd: root.fsPath, encoding: 'utf8' });
    const { id, bundle: file } = await files('staged');
    const api = extensions.getExtension<{
      getAPI(version: 1): { openRepository(uri: Uri): Promise<unknown> };
    }>('vscode.git');
    git('init', '-q', '-b', 'main');
    try {
      await (await api?.activate())?.getAPI(1).openRepository(root);
      const [, done] = await publish(file, 'Publish', 'Stage Snapshot');
      same('What is offered', done?.items, ['Add Note…', 'Stage Snapshot', 'Show Snapshot']);
      const path = `.prompt-bundles/published/${id}@1.0.0.json`;
      await becomes('What is staged', () => git('diff', '--cached', '--name-only').trim(), path);
    } finally {
      await commands.executeCommand('git.close', root);
      rmSync(at('.git').fsPath, { recursive: true, force: true });
    }
  });

  it('refuses a version twice with other content, and does nothing for the same', async () => {
    const { id, bundle: file } = await files('twice');
    await publish(file, 'Publish', undefined);
    const text = await read(snapshot(id));
    const again = await publish(file, undefined);
    same(
      'The same',
      again.map(({ message }) => message),
      ['twice@1.0.0 is published already, with the same content.'],
    );
    await retype(await open(file), bundle(id).replace('Be brief.', 'Be long.'));
    const [refused] = await publish(file, undefined);
    same(
      'Other content',
      [refused?.kind, refused?.message, refused?.items],
      [
        'error',
        'Not published. twice@1.0.0 differs from what is published. Create the next version, or restore the published content.',
        ['Show Problems', 'Create Next Version'],
      ],
    );
    same('The snapshot', await read(snapshot(id)), text);
  });

  it('refuses a version that somebody else published meanwhile with other content', async () => {
    const { id, bundle: file } = await files('raced');
    const said = await plainly(
      [
        async () => {
          await write(snapshot(id), '{}\n');
          return 'Publish';
        },
        undefined,
        undefined,
      ],
      () => commands.executeCommand('promptBundles.publish', file),
    );
    same('It is refused', said.at(-1)?.message.startsWith('Not published. '), true);
    same('What was there', await read(snapshot(id)), '{}\n');
  });

  it('refuses errors, lists them, and leads to them', async () => {
    const { id, bundle: file, system } = await files('broken');
    await retype(await open(file), bundle(id).replace(`system: ${id}`, 'system: missing'));
    await retype(await open(system), template(`${id}-system`, 'x').replace('role: system', 'role: sytem'));
    const [refused] = await publish(file, 'Show Problems');
    same(
      'Refused',
      [refused?.message, refused?.items],
      ['Not published. broken@1.0.0 has errors. Fix them to publish it.', ['Show Problems']],
    );
    same('Where', refused?.detail?.split('\n')[0], 'broken.prompt-bundle.yaml:5:11');
    same('What', refused?.detail?.includes('missing-system@1.0.0'), true);
    await becomes(
      'The cursor',
      () => {
        const editor = window.activeTextEditor;
        return [editor?.document.uri.path === file.path, editor?.selection.start.line];
      },
      [true, 4],
    );
    await revert(await open(file));
    const [inTemplate] = await publish(file, undefined);
    same('Where', inTemplate?.detail?.split('\n')[0], 'broken.prompt-template.md:4:7');
    same('A snapshot', await exists(snapshot(id)), false);
  });

  it('says why a bundle outside of the workspace is not published', async () => {
    const outside = Uri.joinPath(at('.'), '..', 'outside.prompt-bundle.yaml');
    await write(outside, bundle('outside').replace('outside-system@1.0.0', '{ content: Hello. }'));
    try {
      const [refused] = await publish(outside, undefined);
      same(
        'Why',
        refused?.message,
        'outside.prompt-bundle.yaml is in no folder of this workspace, so there is no place to publish it to. Open its folder first.',
      );
    } finally {
      await tidyUp(outside);
    }
  });
});

describe('publishing where nothing can be written', () => {
  afterEach(() => tidyUp(own, published));

  it('is refused in a workspace that is not trusted', async () => {
    const { id, bundle: file } = await files('untrusted');
    const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted') ?? {};
    Object.defineProperty(workspace, 'isTrusted', { configurable: true, get: () => false });
    try {
      const [refused] = await publish(file, undefined);
      same(
        'Refused',
        [refused?.message, refused?.items],
        ['Versions can be published only in a trusted workspace.', ['Manage Trust']],
      );
    } finally {
      Object.defineProperty(workspace, 'isTrusted', trust);
    }
    same('A snapshot', await exists(snapshot(id)), false);
  });

  it('says so, and leaves everything as it was', async () => {
    const { bundle: file } = await files('stuck');
    await tidyUp(published);
    await write(published, 'A file in the place of the folder.');
    try {
      const said = await publish(file, undefined);
      same(
        'Messages',
        said.map(({ message }) => message),
        [
          'Not published. The folder of published versions cannot be read, so what is published is unknown. Fix that first.',
        ],
      );
      await becomes('The lenses', () => lensTitles(file), NEW);
    } finally {
      await tidyUp(published);
    }
  });
});

describe('a published version', () => {
  afterEach(() => tidyUp(own, published));

  it('that is edited is a problem at the changed words, and its next version can be published', async () => {
    const { id, bundle: file, system } = await files('edited');
    await publish(file, 'Publish', undefined);
    const document = await open(system);
    await retype(document, template(`${id}-system`, 'You answer all letters.'));
    await becomes('The problems', () => told(system), [
      changed(
        'edited-system@1.0.0',
        '6:11-6:22',
        '`the post` is now `all letters`',
        '1.0.1 (patch: the wording changed)',
      ),
    ]);
    await becomes('The lenses', () => lensTitles(file), [
      'Unpublished changes',
      'Create next version',
      ...LAST,
    ]);
    const titles = (await fixesAt(system)).map(({ title }) => title).slice(0, 4);
    same('Fixes', titles, [
      'Create next version 1.0.1 (patch) and update 1 bundle',
      'Create next version 1.1.0 (minor) and update 1 bundle',
      'Create next version 2.0.0 (major) and update 1 bundle',
      'Restore published content of 1.0.0',
    ]);
    await take(system, titles[0] ?? '');
    const next = await open(file);
    same('The template', document.getText(), template(`${id}-system`, 'You answer all letters.', '1.0.1'));
    same('The bundle', next.getText(), bundle(id, '1.0.1', `${id}-system@1.0.1`));
    await problemsBecome(system, []);
    await problemsBecome(file, []);
    await window.showTextDocument(next);
    await publish(file, 'Save and Publish', undefined);
    same('Both are there', [await exists(snapshot(id)), await exists(snapshot(id, '1.0.1'))], [true, true]);
    await becomes('The lenses', () => lensTitles(file), PUBLISHED);
  });

  it('gets what is published again', async () => {
    const { id, bundle: file, system } = await files('restored');
    await publish(file, 'Publish', undefined);
    const document = await open(system);
    const before = document.getText();
    await retype(
      document,
      template(`${id}-system`, 'You answer nothing at all.').replace(
        'role: system',
        'role: user\nadapter_version: v2',
      ),
    );
    await becomes('Problems', () => problems(system).length, 3);
    await take(system, 'Restore published content of 1.0.0');
    same('The template', document.getText(), before);
    await problemsBecome(system, []);

    const edited = await open(file);
    await retype(edited, bundle(id).replace('Be brief.', 'Be long.'));
    await becomes('Problems', () => problems(file).length, 1);
    await commands.executeCommand('promptBundles.restorePublished', file);
    same('The bundle', edited.getText(), bundle(id));
    const said = await plainly([undefined], () =>
      commands.executeCommand('promptBundles.restorePublished', file),
    );
    same(
      'Once more',
      said.map(({ message }) => message),
      ['restored.prompt-bundle.yaml has no change to restore.'],
    );
  });

  it('has a next version before anything is changed', async () => {
    const { id, bundle: file, system } = await files('started');
    await publish(file, 'Publish', undefined);
    await commands.executeCommand('promptBundles.createNextVersion', {
      file: system.toString(),
      level: 'minor',
    });
    const [a, b] = [await open(system), await open(file)];
    same('The template', a.getText(), template(`${id}-system`, 'You answer the post.', '1.1.0'));
    same('The bundle', b.getText(), bundle(id, '1.1.0', `${id}-system@1.1.0`));
    await problemsBecome(file, []);
  });

  describe('in a file that is named after it', () => {
    /** Answers the question about names, if it is asked, and gives what was offered. */
    async function answered(label: string | undefined, act: () => PromiseLike<unknown>): Promise<string[]> {
      const original = window.showQuickPick;
      const offered: string[] = [];
      const stub = (items: readonly { label: string; detail?: string }[]) => {
        offered.push(...items.map((item) => [item.label, item.detail].filter(Boolean).join(': ')));
        return Promise.resolve(items.find((item) => label !== undefined && item.label.endsWith(label)));
      };
      Object.assign(window, { showQuickPick: stub });
      try {
        await act();
      } finally {
        Object.assign(window, { showQuickPick: original });
      }
      return plain(offered);
    }
    const next = (file: Uri, level: string): Thenable<unknown> =>
      commands.executeCommand('promptBundles.createNextVersion', { file: file.toString(), level });

    async function named(name: string): Promise<{ id: string; folder: Uri; system: Uri; file: Uri }> {
      const id = fresh(name);
      const folder = at(id, own);
      const system = await write(
        at(`${id}-1.0.0.prompt-template.md`, folder),
        template(`${id}-system`, 'You answer the post.'),
      );
      const file = await write(at(`${id}-1.0.0.prompt-bundle.yaml`, folder), bundle(id));
      await window.showTextDocument(await open(system), { preview: false });
      await window.showTextDocument(await open(file), { preview: false });
      await problemsBecome(file, []);
      await publish(file, 'Publish', undefined);
      return { id, folder, system, file };
    }

    it('takes the file along in the same edit, with what is not saved, and one undo takes it back', async () => {
      const { id, folder, system, file } = await named('renamed');
      await retype(await open(system), template(`${id}-system`, 'You answer letters.'));
      const offered = await answered('Rename 2 files', () => next(system, 'minor'));
      same('What is offered', offered, [
        '$(edit) Rename 2 files: renamed-1.0.0.prompt-template.md → renamed-1.1.0.prompt-template.md, renamed-1.0.0.prompt-bundle.yaml → renamed-1.1.0.prompt-bundle.yaml',
        '$(file) Keep the names',
      ]);
      const [newSystem, newFile] = [
        at(`${id}-1.1.0.prompt-template.md`, folder),
        at(`${id}-1.1.0.prompt-bundle.yaml`, folder),
      ];
      same('The old files', [await exists(system), await exists(file)], [false, false]);
      const documents = [await open(newSystem), await open(newFile)];
      same(
        'The texts',
        documents.map((document) => document.getText()),
        [template(`${id}-system`, 'You answer letters.', '1.1.0'), bundle(id, '1.1.0', `${id}-system@1.1.0`)],
      );
      same(
        'Unsaved',
        documents.map(({ isDirty }) => isDirty),
        [true, true],
      );
      await problemsBecome(newFile, []);
      await problemsBecome(newSystem, []);
      await window.showTextDocument(documents[0]!, { preview: false });
      await commands.executeCommand('undo');
      await becomes('The old files', async () => [await exists(system), await exists(file)], [true, true]);
      await becomes(
        'The old texts',
        async () => [(await open(system)).getText(), (await open(file)).getText()],
        [template(`${id}-system`, 'You answer letters.'), bundle(id)],
      );
    });

    it('keeps the names when asked to, and does nothing when the question is given up', async () => {
      const { id, system, file } = await named('kept');
      await answered(undefined, () => next(system, 'minor'));
      same('The text', (await open(system)).getText(), template(`${id}-system`, 'You answer the post.'));
      await answered('Keep the names', () => next(system, 'minor'));
      same('The files', [await exists(system), await exists(file)], [true, true]);
      same('The text', (await open(file)).getText(), bundle(id, '1.1.0', `${id}-system@1.1.0`));
    });

    it('never takes a name that another file has, and asks through a fix, too', async () => {
      const { id, folder, system } = await named('taken');
      await write(at(`${id}-1.0.1.prompt-template.md`, folder), 'Somebody else wrote this.\n');
      await retype(await open(system), template(`${id}-system`, 'You answer letters.'));
      await becomes('Problems', () => problems(system).length, 1);
      const offered = await answered('Rename the file', async () => {
        let actions: CodeAction[] = [];
        await becomes(
          'The fix',
          async () => (actions = await fixesAt(system)).some(({ title }) => title.includes('1.0.1')),
          true,
        );
        const { command } = actions.find(({ title }) => title.includes('1.0.1')) ?? {};
        await commands.executeCommand(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
      });
      same('What is offered', offered, [
        '$(edit) Rename the file: taken-1.0.0.prompt-bundle.yaml → taken-1.0.1.prompt-bundle.yaml',
        '$(file) Keep the name',
      ]);
      same(
        'The other file',
        await read(at(`${id}-1.0.1.prompt-template.md`, folder)),
        'Somebody else wrote this.\n',
      );
      same('The bundle', await exists(at(`${id}-1.0.1.prompt-bundle.yaml`, folder)), true);
      same(
        'The template',
        (await open(system)).getText(),
        template(`${id}-system`, 'You answer letters.', '1.0.1'),
      );
    });
  });

  it('whose snapshot is edited by hand is told as damaged at its place, and is not used', async () => {
    const { id, bundle: file } = await files('damaged');
    await publish(file, 'Publish', undefined);
    const uri = snapshot(id);
    const text = await read(uri);
    const document = await open(uri);
    await retype(document, text.replace('Be brief.', 'Be long.'));
    await becomes('Damaged', () => problems(uri).map((one) => one.split(' Its content')[0]), [
      `error published-version-changed 6:18-6:84 This published version is damaged and not used.`,
    ]);
    const [refused] = await publish(file, undefined);
    same('Refused', refused?.message.includes('damaged'), true);
    await revert(document);
    await becomes('Damaged', () => problems(uri), []);
  });

  for (const [what, make] of [
    [
      'a link',
      (file: string) => {
        symlinkSync('elsewhere.json', file);
      },
    ],
    [
      'a folder',
      (file: string) => {
        mkdirSync(file);
      },
    ],
    [
      'a FIFO',
      (file: string) => {
        execFileSync('mkfifo', [file]);
      },
    ],
  ] as const)
    it(`whose snapshot is ${what} is told as damaged, and nothing is published beside it`, async function () {
      if (process.platform === 'win32') this.skip();
      const { id, bundle: file } = await files(`irregular-${what.slice(2).toLowerCase()}`);
      const uri = snapshot(id);
      mkdirSync(published.fsPath, { recursive: true });
      make(uri.fsPath);
      try {
        const [refused] = await publish(file, undefined);
        same('Refused', refused?.message.includes('its snapshot is damaged'), true);
        await becomes('Damaged', () => problems(uri).map((one) => one.split(' Restore')[0]), [
          'error published-version-changed 0:0-0:1 This published version is damaged and not used. It is a link, a folder or a device, not a file.',
        ]);
      } finally {
        rmSync(uri.fsPath, { recursive: true });
        await publish(file, undefined);
      }
      await becomes('Damaged', () => problems(uri), []);
    });

  it('whose snapshot is deleted can be published again', async () => {
    const { id, bundle: file } = await files('deleted');
    // VS Code tells nothing of a file that comes and goes at once.
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(published, '*'));
    const isThere = new Promise((resolve) => watcher.onDidCreate(resolve));
    await publish(file, 'Publish', undefined);
    await isThere;
    watcher.dispose();
    const text = await read(snapshot(id));
    await workspace.fs.delete(snapshot(id));
    await becomes('The lenses', () => lensTitles(file), NEW);
    await publish(file, 'Publish', undefined);
    same('The same bytes', await read(snapshot(id)), text);
  });
});
