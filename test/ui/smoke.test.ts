import assert from 'node:assert/strict';
import { useWorkbench } from './useWorkbench.js';

describe('VS Code in a browser', function () {
  this.timeout(60_000);
  const opened = useWorkbench();

  it('changes its colour theme', async () => {
    await opened.workbench.setColorTheme('high contrast light');
    await opened.workbench.screenshot('smoke');
    assert.equal(await opened.workbench.page.locator('.monaco-workbench.hc-light').count(), 1);
  });
});
