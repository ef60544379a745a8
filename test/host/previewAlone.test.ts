import type { Uri } from 'vscode';
import { commands, env, window, workspace } from 'vscode';
import type { RenderMessage } from '../../src/preview/protocol.js';
import { openPreview, rendersBecome, titles, type OpenedPreview } from './openPreview.js';
import { at, auditLines, becomes, open, retype, same, tidyUp, write } from './support.js';

// A template that no bundle uses yet is shown by itself, until one does.

const own = at('own-alone');
const TEMPLATE = `---
template_id: alone-task
semver: 1.0.0
role: user
constraints:
  MAX_PARAGRAPHS: 1
  MAX_SENTENCE_LENGTH: 4
---

Answer {{task}} in one long sentence.
`;

const textOf = ({ sections }: Pick<RenderMessage, 'sections'>): string =>
  sections.map(({ text }) => text.insert.map(({ text: words }) => words).join('')).join();
/** The text that the page was given last, of any message that had one. */
const shownText = (preview: OpenedPreview): string | undefined =>
  preview.told
    .flatMap((message) => (message.type === 'render' && message.sections.length > 0 ? [textOf(message)] : []))
    .at(-1);

describe('the preview of a template that no bundle uses', () => {
  afterEach(() => tidyUp(own));

  const setUp = async (): Promise<{ template: Uri; preview: OpenedPreview }> => {
    await write(at('hello.prompt-input.yaml', own), 'task: Hello.\nmodel_type: nobody\n');
    const template = await write(at('alone.prompt-template.md', own), TEMPLATE);
    await window.showTextDocument(await open(template));
    const preview = await openPreview(template, true);
    preview.say({
      type: 'select',
      selection: { input: at('hello.prompt-input.yaml', own).toString() },
    });
    await becomes('The text', () => shownText(preview)?.includes('Hello.'), true);
    return { template, preview };
  };

  it('shows its text with the chosen input, what is found in it, and no hash of a prompt', async () => {
    const { template, preview } = await setUp();
    await becomes('The text', () => shownText(preview), 'Answer Hello. in one long sentence.');
    await rendersBecome(
      'What it is',
      preview,
      ({ isAlone, bundleId, bundleName }) => [isAlone, bundleId, bundleName],
      [true, 'alone-task', 'alone-task@1.0.0'],
    );
    await rendersBecome(
      'What it lacks',
      preview,
      ({ hashes, models, problem }) => [hashes.length, models.options.length, problem],
      [0, 0, null],
    );
    await rendersBecome('The constraints', preview, ({ constraints }) => constraints, [
      { label: 'At most 4 words a sentence', source: 'alone-task@1.0.0' },
      { label: 'At most 1 paragraph', source: 'alone-task@1.0.0' },
    ]);
    await rendersBecome(
      'The findings',
      preview,
      ({ findings }) => findings.map(({ code, marks }) => `${code}: ${marks[0]?.slot ?? ''}`),
      ['sentence-too-long: system', 'unsupported-model: '],
    );
    same('The tabs', titles(), ['2: Preview alone-task@1.0.0 *']);

    // Typed, it follows; from the text there is a way to its source.
    await retype(await open(template), TEMPLATE.replace('Answer', 'Reply to'));
    await becomes('The text', () => shownText(preview) !== undefined, true);
    preview.say({ type: 'locate', slot: 'system', offset: 2 });
    await becomes('Where it comes from', () => preview.last('located')?.origin, 'alone-task@1.0.0');
    preview.panel.dispose();
  });

  it('hands out no prompt, and records none', async () => {
    const { preview } = await setUp();
    await env.clipboard.writeText('nothing');
    const before = (await auditLines()).length;
    let said = '';
    const original = window.showErrorMessage;
    Object.assign(window, {
      showErrorMessage: (message: string) => {
        said = message;
        return Promise.resolve(undefined);
      },
    });
    try {
      preview.say({ type: 'copyPrompt' });
      await becomes(
        'What is said',
        () => said,
        'The prompt cannot be rendered. No bundle uses this template, so it is part of no prompt yet.',
      );
    } finally {
      Object.assign(window, { showErrorMessage: original });
    }
    same('What is copied', await env.clipboard.readText(), 'nothing');
    same('What is recorded', (await auditLines()).length, before);
    preview.say({ type: 'copySection', slot: 'system' });
    await becomes('What is copied', () => env.clipboard.readText(), 'Answer Hello. in one long sentence.');
    preview.panel.dispose();
  });

  it('becomes that of a bundle as soon as one uses it', async () => {
    const { template, preview } = await setUp();
    await commands.executeCommand('promptBundles.newBundle', {
      template: template.toString(),
      id: 'own-alone-bundle',
      slot: 'task',
    });
    await rendersBecome('What is shown', preview, ({ isAlone, bundleName }) => [isAlone, bundleName], [
      false,
      'own-alone-bundle@1.0.0',
    ]);
    await rendersBecome('The hashes', preview, ({ hashes }) => hashes.length, 4);
    same('The tabs', titles(), ['2: Preview own-alone-bundle@1.0.0 *']);
    const bundle = window.activeTextEditor?.document;
    same('The template in it', bundle?.getText().includes('task: alone-task@1.0.0'), true);
    const group = window.tabGroups.all.find(({ tabs }) =>
      tabs.some(({ label }) => label === bundle?.uri.path.split('/').at(-1)),
    );
    same('Where it is open', group?.viewColumn, 1);
    if (bundle) await workspace.fs.delete(bundle.uri);
    preview.panel.dispose();
  });
});
