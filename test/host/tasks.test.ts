// The command line's checks as tasks. What they run is tested in test/package, and what becomes a problem in test/unit/manifest.test.ts.
import assert from 'node:assert/strict';
import { extensions, ShellExecution, tasks, workspace } from 'vscode';

const TYPE = 'prompt-bundles';

describe('tasks', () => {
  it('are offered for the folder, with the version of the extension', async () => {
    const found = await tasks.fetchTasks({ type: TYPE });
    assert.deepEqual(found.map(({ name }) => name).sort(), ['ci', 'lint', 'test']);
    const extension = extensions.all.find(({ id }) => id.endsWith('.prompt-bundles'));
    const { version } = extension?.packageJSON as { version: string };
    for (const { name, execution, problemMatchers, scope } of found) {
      assert.ok(execution instanceof ShellExecution);
      assert.deepEqual(
        [execution.command, execution.args],
        ['npx', ['--yes', `prompt-bundles@${version}`, name]],
      );
      assert.deepEqual(problemMatchers, ['$prompt-bundles']);
      assert.equal(scope, workspace.workspaceFolders?.[0]);
    }
  });
});
