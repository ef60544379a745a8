import { extensions, env, UIKind } from 'vscode';

describe('the extension in the web worker extension host', () => {
  it('activates where there is no Node', async () => {
    const extension = extensions.getExtension('prompt-bundles.prompt-bundles');
    await extension?.activate();
    if (extension?.isActive !== true) throw new Error('not active');
    if (env.uiKind !== UIKind.Web || 'process' in globalThis) throw new Error('not in a web worker');
  });
});
