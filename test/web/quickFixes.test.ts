import { CodeActionKind, commands, languages, Uri, workspace, type CodeAction } from 'vscode';
import { at, becomes, open, read, same, tidyUp, write } from '../host/support.js';

// In a browser the quick fixes are part of the one bundle, and the pages of the rules come from a web server.

const own = at('own-web-fixes');
const TEMPLATE = 'template_id: web-fixed\nsemver: 1.0.0\nrole: system\nconstraints: { NO_EMOJI: true }\n';

describe('quick fixes in the web worker extension host', () => {
  afterEach(() => tidyUp(own));

  it('are offered, and fix', async () => {
    const uri = await write(at('a.prompt-template.yaml', own), `${TEMPLATE}content: Hi 🙂.\n`);
    const document = await open(uri);
    await becomes('Problems', () => languages.getDiagnostics(uri).length, 1);
    const [problem] = languages.getDiagnostics(uri);
    let fix: CodeAction | undefined;
    const look = async (): Promise<boolean> => {
      const actions: CodeAction[] = await commands.executeCommand(
        'vscode.executeCodeActionProvider',
        uri,
        problem?.range,
        CodeActionKind.QuickFix.value,
        10,
      );
      fix = actions.find(({ title }) => title === 'Remove “🙂”');
      return fix !== undefined;
    };
    await becomes('That there is a fix', look, true);
    if (fix?.edit) await workspace.applyEdit(fix.edit);
    same('The text', document.getText(), `${TEMPLATE}content: Hi.\n`);
    await becomes('Problems', () => languages.getDiagnostics(uri).length, 0);
  });

  it('explain a code by its page', async () => {
    const page = await open(Uri.from({ scheme: 'prompt-bundles-rule', path: '/emoji.md' }));
    same('The page', page.getText().startsWith('# Emoji\n'), true);
    await commands.executeCommand('promptBundles.explainRule', 'emoji');
  });

  it('write a severity into the settings of the workspace', async () => {
    await commands.executeCommand('promptBundles.changeRuleSeverity', { code: 'emoji', severity: 'off' });
    const settings = at('.vscode/settings.json');
    await becomes('The setting', async () => (await read(settings)).includes('"emoji": "off"'), true);
    await workspace.fs.delete(at('.vscode'), { recursive: true });
  });
});
