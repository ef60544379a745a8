import { commands, workspace } from 'vscode';
import { at, becomes, exists, folder, read, same, tidyUp } from '../support.js';

describe('a rule in one of several folders', () => {
  const settings = (name: string) => at('.vscode', folder(name));
  afterEach(() => tidyUp(settings('A service'), settings('library')));

  it('gets its severity in the settings of that folder alone', async () => {
    const file = at('greeting.prompt-bundle.yaml', folder('A service'));
    const change = (severity: string): Thenable<unknown> =>
      commands.executeCommand('promptBundles.changeRuleSeverity', {
        file: file.toString(),
        code: 'emoji',
        severity,
      });
    await change('off');
    const stored = at('settings.json', settings('A service'));
    await becomes('The settings', async () => (await read(stored)).includes('"emoji": "off"'), true);
    same('The other folder has settings', await exists(settings('library')), false);
    const rules = workspace.getConfiguration('promptBundles', file).get<Record<string, string>>('rules');
    same('What holds for the file', rules, { emoji: 'off' });
  });
});
