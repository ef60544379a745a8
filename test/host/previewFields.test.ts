import { commands } from 'vscode';
import type { HostMessage, RenderMessage } from '../../src/preview/protocol.js';
import { panelOpenedBy } from './capturedPanels.js';
import { lastRender } from './openPreview.js';
import { at, becomes, inlineBundle, tidyUp, write } from './support.js';

// Which field of the preview's input stops a render.

const own = at('own-fields');

describe('the input of a preview that stops the render', () => {
  afterEach(() => tidyUp(own));

  it('is shown as far as it can be read, with what is wrong at its field', async () => {
    const bundle = await write(
      at('fields.prompt-bundle.yaml', own),
      inlineBundle({
        bundle_id: 'own-fields',
        semver: '1.0.0',
        parts: ['Answer.', 'Be brief.', 'Calm.', '{{task}}'],
      }),
    );
    const input = await write(
      at('wrong.prompt-input.yaml', own),
      'stress: 1.5\nactivity_level: 0.25\ntask: Post.\n',
    );
    const captured = await panelOpenedBy(() => commands.executeCommand('promptBundles.openPreview', bundle));
    const shown = (): RenderMessage | undefined => lastRender(captured.told as HostMessage[]);
    const fields = (): unknown => shown()?.problem?.details.map(({ field }) => field);
    captured.say({ type: 'select', selection: { input: input.toString(), model: '' } });
    await becomes('The fields that stop it', fields, ['stress']);
    await becomes('The form', () => [shown()?.problem?.choice, shown()?.input], [
      'input',
      { activity_level: 0.25, stress: 1.5, task: 'Post.', traits: '{}', traitsProblem: null, isDraft: false },
    ]);
    // Fixed in the form, what else is in the input stays.
    captured.say({ type: 'editInput', edit: { stress: 0.5 } });
    await becomes('What is rendered', () => [shown()?.problem ?? null, shown()?.input], [
      null,
      { activity_level: 0.25, stress: 0.5, task: 'Post.', traits: '{}', traitsProblem: null, isDraft: true },
    ]);
    captured.say({ type: 'editInput', edit: { task: 'x'.repeat(5000) } });
    await becomes('The fields of an edited input', fields, ['task']);
    captured.say({ type: 'discardInput' });
    captured.say({ type: 'select', selection: { input: '', model: 'nobody' } });
    await becomes('The choice that stops it', () => shown()?.problem?.choice, 'model');
    captured.panel.dispose();
  });
});
