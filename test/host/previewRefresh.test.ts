import { window, workspace, type Uri } from 'vscode';
import type { HostMessage } from '../../src/preview/protocol.js';
import { openPreview, rendersBecome, shownText, type OpenedPreview } from './openPreview.js';
import {
  at,
  becomes,
  open,
  problems,
  problemsBecome,
  retype,
  same,
  tidyUp,
  toldOfFiles,
  write,
} from './support.js';

// A preview is refreshed for the files that it shows, and for no others.

const own = at('own-refresh');
let count = 0;

const template = (id: string, text: string, semver = '1.0.0'): string =>
  `---\ntemplate_id: ${id}-${count}\nsemver: ${semver}\nrole: system\n---\n\n${text}\n`;
const bundle = (id: string, semver: string, system: string): string =>
  `bundle_id: ${id}-${count}\nsemver: ${semver}\ntemplates:\n  system: ${system}-${count}@1.0.0\n` +
  `  personality: { content: Calm. }\n  activity: { content: Now. }\n  task: { content: "{{task}}" }\n`;

type Render = Extract<HostMessage, { type: 'render' }>;
/** What a page was told after it was told everything: that it is told when it is opened and each time it begins. */
const rendersOf = (preview: OpenedPreview): readonly Render[] => {
  const renders = preview.told.filter((message): message is Render => message.type === 'render');
  const beginnings = renders.filter(({ bundleId }) => bundleId !== undefined).length;
  const asked = preview.heard.filter((said) => (said as { type: string }).type === 'ready').length;
  same('Told everything too often', beginnings > asked + 1, false);
  return renders.filter(({ bundleId }) => bundleId === undefined);
};
const hasBegun = ({ heard }: OpenedPreview): boolean =>
  heard.some((said) => (said as { type: string }).type === 'ready');
/** Long enough for whatever would be told of what was done before. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

describe('a preview', () => {
  let files: Readonly<Record<'shown' | 'used' | 'unused' | 'bundle' | 'input' | 'other', Uri>>;

  beforeEach(async () => {
    count++;
    const file = (name: string, text: string): Promise<Uri> => write(at(`${count}/${name}`, own), text);
    files = {
      used: await file('used.prompt-template.md', template('used', 'Be kind.')),
      unused: await file('unused.prompt-template.md', template('unused', 'Be rude.')),
      shown: await file('shown.prompt-bundle.yaml', bundle('shown', '1.0.0', 'used')),
      bundle: await file('other.prompt-bundle.yaml', bundle('other', '1.0.0', 'unused')),
      input: await file('a.prompt-input.yaml', 'task: One.\n'),
      other: await file('b.prompt-input.yaml', 'task: Two.\n'),
    };
  });
  // Its folder stays until the end: VS Code may tell nothing of files in a folder that has just taken the place of another.
  afterEach(() => tidyUp());
  after(() => tidyUp(own));

  const opened = async (): Promise<OpenedPreview> => {
    // What other tests left is told of, too.
    await toldOfFiles(own);
    for (const file of Object.values(files)) await problemsBecome(file, []);
    const preview = await openPreview(files.shown);
    // A page that begins late asks for everything once more.
    await becomes('That the page began', () => hasBegun(preview), true);
    preview.say({ type: 'select', selection: { input: files.input.toString() } });
    await becomes('The text', () => shownText(preview, 'task'), 'One.');
    await aWhile();
    return preview;
  };

  it('is told nothing of edits in files that it does not show', async () => {
    const preview = await opened();
    const before = rendersOf(preview).length;
    await retype(await open(files.unused), template('unused', 'Be rude, as ever.'));
    await retype(await open(files.bundle), bundle('other', '1.0.0', 'used'));
    // Both inputs are for both bundles.
    await retype(await open(files.other), 'task: Three.\n');
    await retype(await open(files.other), 'task: 5\n');
    await becomes('A problem elsewhere', () => problems(files.other).length, 1);
    await aWhile();
    same('What it is told', rendersOf(preview).slice(before), []);
  });

  it('is told once of an edit in one of its files, and of what changed alone', async () => {
    const preview = await opened();
    for (const [file, text, slot, words] of [
      [files.used, template('used', 'Be kinder.'), 'system', 'Be kinder.'],
      [files.input, 'task: Four.\n', 'task', 'Four.'],
      [files.shown, bundle('shown', '1.0.0', 'used').replace('Calm.', 'Calmer.'), 'personality', 'Calmer.'],
    ] as const) {
      const before = rendersOf(preview).length;
      await retype(await open(file), text);
      await becomes('The text', () => shownText(preview, slot).trim(), words);
      await aWhile();
      const [told, ...more] = rendersOf(preview).slice(before);
      same('Further messages', more, []);
      same('Its size', JSON.stringify(told).length < 4000, true);
      same('Lists in it', [told?.versions, told?.inputs, told?.models].filter(Boolean), []);
    }
  });

  it('lists an input that comes or goes, and a version, without rendering anew', async () => {
    const preview = await opened();
    const before = rendersOf(preview).length;
    const names = (list: 'inputs' | 'versions') => (): readonly string[] =>
      preview.last('render')?.[list].options.map(({ label }) => label) ?? [];
    const has = (label: string) => (): boolean => names('inputs')().some((name) => name.endsWith(label));
    const input = await write(at(`${count}/new-${count}.prompt-input.yaml`, own), 'task: New.\n');
    await becomes('The new input', has(`new-${count}.prompt-input.yaml`), true);
    await workspace.fs.delete(input);
    await becomes('The input that is gone', has(`new-${count}.prompt-input.yaml`), false);
    const version = await write(
      at(`${count}/next.prompt-bundle.yaml`, own),
      bundle('shown', '1.1.0', 'used'),
    );
    await becomes('The versions', names('versions'), ['1.0.0', '1.1.0']);
    await retype(await open(version), bundle('shown', '1.2.0', 'used'));
    await becomes('The versions', names('versions'), ['1.0.0', '1.2.0']);
    await aWhile();
    const fields = new Set(
      rendersOf(preview)
        .slice(before)
        .flatMap((message) => Object.keys(message)),
    );
    same('What it is told', [...fields].sort(), ['baselines', 'inputs', 'sections', 'type', 'versions']);
    same(
      'Texts',
      rendersOf(preview)
        .slice(before)
        .flatMap(({ sections }) => sections),
      [],
    );
  });

  it('lists findings of its own files as soon as they are shown', async () => {
    const preview = await opened();
    const forbidding = (word: string): string =>
      template('used', `Be ${word}.`).replace(
        'role: system\n',
        'role: system\nconstraints: { FORBIDDEN_TOKENS: [loud] }\n',
      );
    await retype(await open(files.used), forbidding('loud'));
    await rendersBecome('The findings', preview, ({ findings }) => findings.map(({ code }) => code), [
      'forbidden-token',
    ]);
    await retype(await open(files.used), forbidding('low'));
    await rendersBecome('The findings', preview, ({ findings }) => findings.length, 0);
  });

  it('follows a file that newly defines what it refers to, and one that does so too', async () => {
    const preview = await opened();
    await workspace.fs.delete(files.used);
    await rendersBecome('A problem', preview, ({ problem }) => problem !== null, true);
    const back = await write(at(`${count}/back.prompt-template.md`, own), template('used', 'Be back.'));
    await rendersBecome('No problem', preview, ({ problem }) => problem, null);
    await becomes('The text', () => shownText(preview, 'system').trim(), 'Be back.');
    const twice = await write(at(`${count}/twice.prompt-template.md`, own), template('used', 'Be two.'));
    await rendersBecome('A problem', preview, ({ problem }) => problem !== null, true);
    await workspace.fs.delete(twice);
    await rendersBecome('No problem', preview, ({ problem }) => problem, null);
    await problemsBecome(back, []);
  });

  it('catches up once when it comes into sight again', async () => {
    const preview = await opened();
    await window.showTextDocument(await open(files.bundle), {
      preview: false,
      viewColumn: preview.panel.viewColumn!,
    });
    await becomes('Out of sight', () => preview.panel.visible, false);
    const before = rendersOf(preview).length;
    const document = await open(files.used);
    for (const text of ['One edit.', 'Another.', 'The last.']) await retype(document, template('used', text));
    await write(at(`${count}/late.prompt-input.yaml`, own), 'task: Late.\n');
    await aWhile();
    same('What it is told while it is hidden', rendersOf(preview).length, before);
    preview.panel.reveal();
    await becomes('In sight', () => preview.panel.visible, true);
    // The page of a busy machine takes its time.
    preview.say({ type: 'ready' });
    await becomes('The text', () => shownText(preview, 'system').trim(), 'The last.');
    await aWhile();
    same('What it is told besides all', rendersOf(preview).length, before);
  });
});
