import { commands, env, TabInputTextDiff, window } from 'vscode';
import type { VersionsMessage } from '../../src/compare/protocol.js';
import { panelOpenedBy } from '../host/capturedPanels.js';
import { at, becomes, copied, open, same, tidyUp } from '../host/support.js';

const BUNDLE = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');

describe('comparing versions in the web worker', () => {
  afterEach(() => tidyUp());

  it('shows the versions, without git', async () => {
    const table = await panelOpenedBy(() => commands.executeCommand('promptBundles.compareVersions', BUNDLE));
    const latest = (): VersionsMessage | undefined =>
      table.told.findLast(
        (message): message is VersionsMessage => (message as { type: string }).type === 'versions',
      );
    await becomes('Reading', () => latest()?.history, 'whole');
    same(
      'The rows',
      latest()?.rows.map(({ semver, places }) => [semver, ...places.map(({ label }) => label)]),
      [
        ['1.2.0', 'workspace'],
        ['1.3.0', 'workspace'],
      ],
    );
  });

  it('opens a prompt beside the clipboard', async () => {
    const prompt = await copied(BUNDLE);
    await env.clipboard.writeText(`${prompt} and more`);
    await commands.executeCommand('promptBundles.compareWithClipboard', BUNDLE);
    const diff = (): TabInputTextDiff | undefined => {
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof TabInputTextDiff ? input : undefined;
    };
    await becomes('A diff', () => diff() !== undefined, true);
    const shown = diff();
    same('The clipboard', shown && (await open(shown.original)).getText(), `${prompt} and more`);
    same('The prompt', shown && (await open(shown.modified)).getText(), prompt);
  });
});
