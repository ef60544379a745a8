import { commands, Uri, window } from 'vscode';
import type { HostMessage, RenderMessage } from '../../src/preview/protocol.js';
import { lastRender } from './openPreview.js';
import { panelOpenedBy, type CapturedPanel } from './capturedPanels.js';
import { asked } from './dialogs.js';
import { at, becomes, open, problemsBecome, retype, same, tidyUp, write } from './support.js';

// What the changes of a preview are counted from: a published version, a version in its file, or the preview as it was opened.

const own = at('own-changes');
const bundle = (semver: string, system: string): string =>
  `bundle_id: own-changes\nsemver: ${semver}\ntemplates:\n  system: { content: ${system} }\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. }\n  task: { content: '{{task}}' }\n`;

const lastOf = <Type extends HostMessage['type']>(
  { told }: CapturedPanel,
  type: Type,
): Extract<HostMessage, { type: Type }> | undefined =>
  (told as HostMessage[]).findLast(
    (message): message is Extract<HostMessage, { type: Type }> => message.type === type,
  );
const render = ({ told }: CapturedPanel): RenderMessage | undefined => lastRender(told as HostMessage[]);
const system = (captured: CapturedPanel): string | undefined => lastOf(captured, 'baseline')?.texts?.system;

describe('the changes in a preview', () => {
  afterEach(() => tidyUp());
  after(() => tidyUp(own, at('.prompt-bundles/published')));

  it('are counted from what is published, from another version, or from when it was opened', async () => {
    const first = await write(at('one.prompt-bundle.yaml', own), bundle('1.0.0', 'Answer the post.'));
    await window.showTextDocument(await open(first), { preview: false });
    await problemsBecome(first, []);
    await asked(['Publish'], () => commands.executeCommand('promptBundles.publish', first));
    await write(at('two.prompt-bundle.yaml', own), bundle('1.1.0', 'Answer all of the post.'));
    const third = await write(at('three.prompt-bundle.yaml', own), bundle('1.2.0', 'Answer none of it.'));
    const document = await open(third);
    await window.showTextDocument(document, { preview: false });
    await problemsBecome(third, []);
    const captured = await panelOpenedBy(() => commands.executeCommand('promptBundles.openPreview', third));
    captured.say({ type: 'select', selection: { input: '' } });
    await becomes('The choices', () => render(captured)?.baselines.options.map(({ label }) => label), [
      '1.0.0 (published)',
      '1.1.0',
      '1.0.0',
      'the preview was opened',
    ]);
    await becomes('What is chosen', () => render(captured)?.baselines.selected, 'published 1.0.0');
    same('The sentence', render(captured)?.baseline, 'Changed since 1.0.0 was published: system.');
    same('No texts are sent while none are asked for', system(captured) ?? 'none', 'none');

    captured.say({ type: 'showChanges', isShown: true });
    await becomes('The published text', () => system(captured), 'Answer the post.');

    const second = at('two.prompt-bundle.yaml', own).toString();
    captured.say({ type: 'chooseBaseline', baseline: second });
    await becomes('The text of the other file', () => system(captured), 'Answer all of the post.');
    await becomes('What is chosen', () => render(captured)?.baselines.selected, second);
    same('The sentence', render(captured)?.baseline, 'Changed since 1.1.0: system.');

    captured.say({ type: 'chooseBaseline', baseline: 'opened' });
    await becomes('The text when it was opened', () => system(captured), 'Answer none of it.');
    await becomes(
      'The sentence',
      () => render(captured)?.baseline,
      'The prompt is as it was when the preview was opened.',
    );
    await retype(document, bundle('1.2.0', 'Answer some of it.'));
    await becomes(
      'The sentence after an edit',
      () => render(captured)?.baseline,
      'Changed since the preview was opened: system.',
    );
    same('What changes are counted from', system(captured), 'Answer none of it.');

    // A choice that does not render says why, and what is chosen may come and go.
    const other = await open(Uri.parse(second));
    captured.say({ type: 'chooseBaseline', baseline: second });
    await becomes('The text of the other file', () => system(captured), 'Answer all of the post.');
    await retype(other, bundle('1.1.0', '5'));
    await becomes('Why there is none', () => lastOf(captured, 'baseline'), {
      type: 'baseline',
      texts: null,
      problem: '1.1.0 does not render: The bundle has errors. Fix them to render it.',
    });
    captured.panel.dispose();
  });
});
