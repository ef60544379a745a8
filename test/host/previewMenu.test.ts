import { commands, env, window } from 'vscode';
import type { HostMessage } from '../../src/preview/protocol.js';
import { panelOpenedBy } from './capturedPanels.js';
import { at, becomes, inlineBundle, open, retype, same, tidyUp, write } from './support.js';

// What the context menu of the preview's page does, with what the page tells of the place of the menu.

const own = at('own-menu');

describe('the context menu of a preview', () => {
  afterEach(() => tidyUp(own));

  it('copies a section or the prompt, and opens the source, of the preview whose menu was opened last', async () => {
    const parts = ['Answer the post.', 'Be brief.', 'Calm.', 'Task.'] as const;
    const bundle = await write(
      at('menu.prompt-bundle.yaml', own),
      inlineBundle({ bundle_id: 'own-menu', semver: '1.0.0', parts }),
    );
    const captured = await panelOpenedBy(() => commands.executeCommand('promptBundles.openPreview', bundle));
    captured.say({ type: 'select', selection: { input: '', model: '' } });
    const told = captured.told as HostMessage[];
    const problem = (): unknown => {
      const last = told.findLast((message) => message.type === 'render');
      return last?.sections === undefined ? 'nothing' : last.problem?.message;
    };
    await becomes(
      'The sections',
      () => told.some((one) => one.type === 'render' && one.sections.length > 0),
      true,
    );
    captured.say({ type: 'menuOpened' });

    await env.clipboard.writeText('nothing');
    await commands.executeCommand('promptBundles.copySection', {
      webviewSection: 'part',
      slot: 'personality',
    });
    await becomes('The clipboard', () => env.clipboard.readText(), 'Be brief.');
    await commands.executeCommand('promptBundles.copyPrompt', { webviewSection: 'page' });
    await becomes('The clipboard', () => env.clipboard.readText(), parts.join('\n\n'));

    // What is no place of a page does nothing.
    await env.clipboard.writeText('nothing');
    for (const context of [undefined, null, {}, { slot: '__proto__' }, { slot: 7, offset: -1 }])
      await commands.executeCommand('promptBundles.copySection', context);
    same('The clipboard', await env.clipboard.readText(), 'nothing');

    await retype(await open(bundle), 'bundle_id: own-menu\nsemver: 1.0.0\ntemplates: 5\n');
    await becomes('That it does not render', () => typeof problem(), 'string');
    await commands.executeCommand('promptBundles.copySection', { slot: 'personality' });
    same('What is copied of an older text', await env.clipboard.readText(), 'nothing');
    await becomes(
      'Why it is not',
      () => told.findLast((message) => message.type === 'notice')?.text,
      'Nothing was copied: the newest text does not render. Fix the problem first.',
    );
    await retype(await open(bundle), inlineBundle({ bundle_id: 'own-menu', semver: '1.0.0', parts }));
    await becomes('That it renders', () => typeof problem(), 'undefined');

    await commands.executeCommand('promptBundles.openSource', { slot: 'activity', offset: 0 });
    await becomes('The editor', () => window.activeTextEditor?.document.uri.toString(), bundle.toString());
    const { document, selection } = window.activeTextEditor ?? {};
    same(
      'Where it is',
      document
        ?.getText()
        .slice(selection && document.offsetAt(selection.active))
        .slice(0, 5),
      'Calm.',
    );
    captured.panel.dispose();
  });
});
