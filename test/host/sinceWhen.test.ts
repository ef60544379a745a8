import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import {
  commands,
  env,
  extensions,
  Position,
  Selection,
  ViewColumn,
  window,
  workspace,
  type Uri,
} from 'vscode';
import type { ShownRevision, SinceMessage } from '../../src/preview/protocol.js';
import { diffOf } from './diffs.js';
import { asked } from './dialogs.js';
import { openPreview, shownText, type OpenedPreview } from './openPreview.js';
import { at, becomes, open, problemsBecome, retype, same, tidyUp, write } from './support.js';

// Since when the prompt of a preview says what it says, by a real git and VS Code's own extension for it.

const root = at('own-since');
const template = (id: string, content: string): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: |-\n${content.replace(/^/gm, '  ')}\n`;
const BUNDLE = `bundle_id: since\nsemver: 1.0.0\ntemplates:\n  system: since-s@1.0.0\n  personality: since-p@1.0.0\n  activity: { content: It is quiet. }\n  task: { content: "{{task}}" }\n`;
const bundle = at('since.prompt-bundle.yaml', root);
const system = at('s.prompt-template.yaml', root);
const persona = at('my persona.prompt-template.yaml', root);
const moved = at('personas/p.prompt-template.yaml', root);
const input = at('i.prompt-input.yaml', root);

let hour = 0;
function git(...args: string[]): string {
  const date = `2024-01-01T${String(hour).padStart(2, '0')}:00:00Z`;
  const dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  return execFileSync('git', args, { cwd: root.fsPath, encoding: 'utf8', env: { ...process.env, ...dates } });
}
function commit(author: string, message: string): void {
  hour++;
  git('add', '--all');
  git('commit', '--quiet', '--message', message, '--author', `${author} <someone@example.org>`);
}
function beginRepository(): void {
  rmSync(at('.git', root).fsPath, { recursive: true, force: true });
  git('init', '--quiet', '--initial-branch', 'main');
  for (const [name, value] of [
    ['user.name', 'Someone'],
    ['user.email', 'someone@example.org'],
    ['commit.gpgSign', 'false'],
  ] as const)
    git('config', name, value);
}

/** A commit as `git fast-import` reads it, a minute after the one before. */
function importedCommit(number: number, files: Readonly<Record<string, string>>): string {
  const who = `Someone <someone@example.org> ${1_600_000_000 + number * 60} +0000`;
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  return [
    `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n`,
    data(`Commit ${number}`),
    ...Object.entries(files).map(([name, text]) => `M 100644 inline "${name}"\n${data(text)}`),
  ].join('');
}

const inWords = (revision: ShownRevision): string => {
  if (revision.kind === 'commit') return `${revision.author}: ${revision.subject}`;
  return revision.kind === 'version' ? revision.semver : revision.kind;
};
const toldOf = ({ changes }: SinceMessage): readonly string[] =>
  changes.map(({ origin, place, revision, before }) =>
    [origin, place, inWords(revision), ...(before === null ? [] : [`before: ${before}`])].join(' | '),
  );

/** The sentences of the parts, each with what changed it last. */
function aged(preview: OpenedPreview): Readonly<Record<string, string>> {
  const ages = preview.last('ages');
  return Object.fromEntries(
    (ages?.sentences ?? []).map(({ slot, start, end, revision, firstVersion }) => [
      shownText(preview, slot).slice(start, end),
      (revision === null ? undefined : ages && inWords(ages.revisions[revision]!)) ??
        firstVersion ??
        'nothing',
    ]),
  );
}

describe('since when the prompt of a preview says what it says', () => {
  let preview: OpenedPreview;
  const answers = (): readonly SinceMessage[] =>
    preview.told.filter((message): message is SinceMessage => message.type === 'since');
  /** Asks, and gives the answer. */
  async function since(
    slot: 'system' | 'personality' | 'activity' | 'task',
    offset = 0,
  ): Promise<SinceMessage> {
    const count = answers().length;
    preview.say({ type: 'sinceWhen', slot, offset });
    await becomes('How many answers there are', () => answers().length, count + 1);
    return answers().at(-1)!;
  }
  async function openIt(): Promise<void> {
    preview = await openPreview(bundle);
    preview.say({ type: 'select', selection: { input: input.toString(), model: '' } });
    await becomes('The task', () => shownText(preview, 'task'), 'Where is it?');
  }

  before(async () => {
    await tidyUp(root);
    await write(system, template('since-s', 'You help people.\nNever promise a refund.'));
    await write(persona, template('since-p', 'Be kind. Be short.'));
    await write(bundle, BUNDLE);
    await write(input, 'task: Where is it?\nactivity_level: 0.5\n');
    await window.showTextDocument(await open(bundle), { preview: false });
    await problemsBecome(bundle, []);
  });
  afterEach(() => tidyUp());
  after(async () => {
    await commands.executeCommand('git.close', root);
    await tidyUp(root, at('.prompt-bundles/published'));
  });

  it('is told by versions alone where no git keeps the files, and where the folder is not trusted', async () => {
    // The sample's own folder is in no repository.
    await openIt();
    const { changes, published, note } = await since('system');
    same(
      'The answer',
      [changes, published, note],
      [
        [],
        'In no published version yet.',
        'The folder is in no git repository. Published versions alone are known.',
      ],
    );
    const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted') ?? {};
    Object.defineProperty(workspace, 'isTrusted', { configurable: true, get: () => false });
    try {
      same(
        'Without trust',
        (await since('system')).note,
        'Git is not asked in Restricted Mode. Published versions alone are known.',
      );
    } finally {
      Object.defineProperty(workspace, 'isTrusted', trust);
    }
  });

  it('is told with the author, through a new name and the input, with what was there before and what is not committed', async () => {
    beginRepository();
    commit('Author', 'Begin');
    mkdirSync(at('personas', root).fsPath);
    renameSync(persona.fsPath, moved.fsPath);
    commit('Reviewer', 'Move');
    await write(system, template('since-s', 'You help people.\nRarely promise a refund.'));
    commit('Reviewer', 'Allow some <b>refunds</b>');
    await write(input, 'activity_level: 0.5\ntask: Where is it?\n');
    commit('Author', 'Sort');
    await openIt();
    await becomes(
      'The system part',
      () => shownText(preview, 'system'),
      'You help people.\nRarely promise a refund.',
    );

    same('The first sentence', toldOf(await since('system')), [
      'since-s@1.0.0 | s.prompt-template.yaml:5 | Author: Begin',
    ]);
    const refund = await since('system', 20);
    same('The second', toldOf(refund), [
      'since-s@1.0.0 | s.prompt-template.yaml:6 | Reviewer: Allow some <b>refunds</b> | before: Never promise a refund.',
    ]);
    same('Its note', refund.note, '');
    same('Where it is', refund.mark, { slot: 'system', start: 17, end: 41 });
    same('Of the renamed file', toldOf(await since('personality')), [
      'since-p@1.0.0 | p.prompt-template.yaml:5 | Author: Begin',
    ]);
    same('Of the bundle', toldOf(await since('activity')), [
      'activity part of the bundle | since.prompt-bundle.yaml:6 | Author: Begin',
    ]);
    const value = await since('task');
    same(
      'Of the input',
      [toldOf(value), value.published],
      [['task | i.prompt-input.yaml:2 | Author: Begin'], ''],
    );

    preview.say({ type: 'showAges', isShown: true });
    const sorted = {
      'You help people.': 'Author: Begin',
      'Rarely promise a refund.': 'Reviewer: Allow some <b>refunds</b>',
      'Be kind.': 'Author: Begin',
      'Be short.': 'Author: Begin',
      'It is quiet.': 'Author: Begin',
      'Where is it?': 'Author: Begin',
    };
    await becomes('The ages', () => aged(preview), sorted);

    // What an editor shows counts.
    const document = await open(moved);
    await retype(document, template('since-p', 'Be kind. Be warm and short.'));
    const edited: Record<string, string> = { ...sorted, 'Be warm and short.': 'uncommitted' };
    delete edited['Be short.'];
    await becomes('The ages of the edited prompt', () => sortedByKey(aged(preview)), sortedByKey(edited));
    same('The edited sentence', toldOf(await since('personality', 10)), [
      'since-p@1.0.0 | p.prompt-template.yaml:5 | uncommitted | before: Be short.',
    ]);

    // An edited input is in no file, and stands on one.
    preview.say({ type: 'editInput', edit: { task: 'Where is it? Now.' } });
    await becomes('The edited task', () => shownText(preview, 'task'), 'Where is it? Now.');
    same('What stayed', toldOf(await since('task')), ['task | i.prompt-input.yaml (edited) | Author: Begin']);
    same('What is new', toldOf(await since('task', 14)), [
      'task | i.prompt-input.yaml (edited) | uncommitted',
    ]);
    preview.say({ type: 'discardInput' });
  });

  it('shows a change and copies a commit where VS Code knows the repository, and follows a new commit', async () => {
    await extensions
      .getExtension<{ getAPI(version: 1): { openRepository(uri: Uri): Promise<unknown> } }>('vscode.git')
      ?.exports.getAPI(1)
      .openRepository(root);
    await openIt();
    preview.say({ type: 'showAges', isShown: true });
    await becomes('An age', () => aged(preview)['Be short.'], 'Author: Begin');
    const refund = await since('system', 20);
    same('Whether it can be opened', refund.changes[0]?.canOpen, true);
    const hash = git('rev-parse', 'HEAD~1').trim();
    preview.say({ type: 'copyCommit', index: 0 });
    await becomes('The clipboard', () => env.clipboard.readText(), hash);
    preview.say({ type: 'openChange', index: 0 });
    const { left, right } = await diffOf(`s.prompt-template.yaml (${hash.slice(0, 8)})`);
    same(
      'What the diff compares',
      [left.includes('Never promise'), right.includes('Rarely promise')],
      [true, true],
    );
    preview.panel.reveal();

    await write(moved, template('since-p', 'Be kind. Be brief.'));
    await becomes('What is edited', () => aged(preview)['Be brief.'], 'uncommitted');
    commit('Reviewer', 'Say it in a shorter way');
    await commands.executeCommand('git.refresh', root);
    await becomes('What is committed', () => aged(preview)['Be brief.'], 'Reviewer: Say it in a shorter way');
  });

  it('names the version that was published first, and for what is only published the versions alone', async () => {
    const version = (semver: string, content: string): string =>
      `bundle_id: since-published\nsemver: ${semver}\ntemplates:\n  system: { content: ${content} }\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. }\n  task: { content: "{{task}}" }\n`;
    const file = at('published.prompt-bundle.yaml', root);
    for (const [semver, content] of [
      ['1.0.0', 'Answer the post.'],
      ['1.1.0', 'Answer the post. Sign it.'],
    ] as const) {
      const document = await open(await write(file, version(semver, content)));
      await window.showTextDocument(document, { preview: false });
      await becomes('The text', () => document.getText(), version(semver, content));
      await problemsBecome(file, []);
      await asked(['Publish', undefined], () => commands.executeCommand('promptBundles.publish', file));
    }
    preview = await openPreview(file);
    await becomes('The text', () => shownText(preview, 'system'), 'Answer the post. Sign it.');
    same('The first', (await since('system')).published, 'First published in 1.0.0.');
    same('The second', (await since('system', 17)).published, 'First published in 1.1.0.');

    // Once the file defines another version, of this one the snapshot alone is left.
    await write(file, version('1.2.0', 'Answer nothing.'));
    const snapshot = (): string | undefined =>
      preview.last('render')?.versions.options.find(({ label }) => label === '1.1.0 (published, read-only)')
        ?.value;
    await becomes('That the snapshot is left', () => snapshot() !== undefined, true);
    preview.say({ type: 'select', selection: { bundle: snapshot() ?? '', input: '' } });
    await becomes('That it is only published', () => preview.last('render')?.isPublished, true);
    await becomes('The published text', () => shownText(preview, 'system'), 'Answer the post. Sign it.');
    const sign = await since('system', 17);
    same(
      'Its version',
      toldOf(sign).map((told) => told.split(' | ').at(-1)),
      ['1.1.0'],
    );
    preview.say({ type: 'showAges', isShown: true });
    await becomes('The versions', () => aged(preview)['Answer the post.'], '1.0.0');
  });

  it('is told at the cursor of an editor, and where the reader of the preview is', async () => {
    await window.showTextDocument(await open(system), { preview: false });
    const editor = window.activeTextEditor!;
    editor.selection = new Selection(new Position(5, 4), new Position(5, 4));
    preview = await openPreview(bundle, true);
    await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? ViewColumn.One });
    await commands.executeCommand('promptBundles.sinceWhen');
    await becomes('The place', () => answers().at(-1)?.mark, { slot: 'system', start: 17, end: 41 });
    preview.say({ type: 'menuOpened' });
    await commands.executeCommand('promptBundles.sinceWhen', { slot: 'personality' });
    await becomes('The place of a menu', () => answers().at(-1)?.mark.slot, 'personality');
    preview.panel.reveal();
    await becomes('That it is in front', () => preview.panel.active, true);
    await commands.executeCommand('promptBundles.sinceWhen');
    await becomes('What the page is asked', () => preview.last('askPlace') !== undefined, true);
  });

  it('neither blocks others nor makes people wait long with 10,000 commits, and can be cancelled', async () => {
    await commands.executeCommand('git.close', root);
    rmSync(at('.git', root).fsPath, { recursive: true, force: true });
    beginRepository();
    const FILES = {
      's.prompt-template.yaml': template('since-s', 'You help people.\nRevision 0.'),
      'personas/p.prompt-template.yaml': template('since-p', 'Be kind. Be short.'),
      'since.prompt-bundle.yaml': BUNDLE,
      'i.prompt-input.yaml': 'task: Where is it?\nactivity_level: 0.5\n',
    };
    const commits = Array.from({ length: 10_000 }, (_, i) => {
      const text = template('since-s', `You help people.\nRevision ${i - (i % 100)}.`);
      return importedCommit(i, {
        ...(i === 0 && FILES),
        's.prompt-template.yaml': text,
        'other.txt': `${i}`,
      });
    });
    execFileSync('git', ['fast-import', '--quiet'], { cwd: root.fsPath, input: commits.join('') });
    git('checkout', '--quiet', '--force', 'main');
    await openIt();
    await becomes('The revision', () => shownText(preview, 'system').split('\n')[1], 'Revision 9900.');
    const first = await measured(() => since('personality'));
    same('The sentence that is as old as all', toldOf(first.answer), [
      'since-p@1.0.0 | p.prompt-template.yaml:5 | Someone: Commit 0',
    ]);
    const again = await measured(() => since('system', 18));
    same('The newest', toldOf(again.answer), [
      'since-s@1.0.0 | s.prompt-template.yaml:6 | Someone: Commit 9900 | before: Revision 9800.',
    ]);
    await retype(await open(system), template('since-s', 'You help people.\nRevision 9900. New.'));
    await becomes('The edit', () => shownText(preview, 'system').endsWith('New.'), true);
    const edited = await measured(() => since('system', 33));
    same(
      'The edit',
      toldOf(edited.answer).map((told) => told.split(' | ')[2]),
      ['uncommitted'],
    );
    // eslint-disable-next-line no-console -- figures, for whoever reads the run
    console.log(
      `        10,000 commits, 100 changes of a template: first ${inFigures(first)}; asked again ${inFigures(again)}; after an edit ${inFigures(edited)}`,
    );
    same(
      'That it is said to take a while',
      preview.told.some(({ type }) => type === 'lookingBack'),
      true,
    );

    await write(at('more.txt', root), 'more');
    commit('Author', 'More');
    const count = answers().length;
    preview.say({ type: 'sinceWhen', slot: 'system', offset: 0 });
    preview.say({ type: 'stopLookingBack' });
    const other = await since('task');
    same('Answers', [answers().length - count, toldOf(other).length], [1, 1]);
  });
});

const sortedByKey = (record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));

interface Measured {
  readonly answer: SinceMessage;
  readonly milliseconds: number;
  /** The longest that others had to wait meanwhile, in milliseconds. */
  readonly block: number;
}

/** Asks while it is measured how long others of the extension host have to wait for their turn. */
async function measured(ask: () => Promise<SinceMessage>): Promise<Measured> {
  let [last, block] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    block = Math.max(block, now - last);
    last = now;
  }, 1);
  const start = performance.now();
  const answer = await ask();
  clearInterval(timer);
  return { answer, milliseconds: performance.now() - start, block };
}

const inFigures = ({ milliseconds, block }: Measured): string =>
  `${Math.round(milliseconds)} ms (others waited ${Math.round(block)} ms at most)`;
