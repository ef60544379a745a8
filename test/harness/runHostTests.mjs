import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { provideHostDatabase } from './hostDatabase.mjs';
import { projectFolder, workspaces } from './project.mjs';
import { copyWorkspace, temporaryFolder } from './temporaryFolder.mjs';

// `node test/harness/runHostTests.mjs folder|multi-root|empty|no-folder|soak|web`: the tests of the extension in a real VS Code. That is
// the desktop's where VSCODE_EXECUTABLE names one, else the one from npm.

const runs = {
  folder: { tests: 'dist/test/host/index', workspace: workspaces.sample, args: [] },
  'multi-root': { tests: 'dist/test/host/index', workspace: workspaces.multiRoot, args: [] },
  empty: { tests: 'dist/test/host/index', workspace: workspaces.empty, args: [] },
  'no-folder': { tests: 'dist/test/host/index', workspace: undefined, args: [] },
  // Its folder gets its files when the tests listen.
  soak: { tests: 'dist/test/soak/index', workspace: workspaces.empty, args: [] },
  web: {
    tests: 'dist/test/web/index',
    workspace: workspaces.sample,
    args: ['--extensionDevelopmentKind=web'],
  },
};

const name = /** @type {keyof typeof runs} */ (process.argv[2]);
const run = runs[name];
if (!run) throw new Error(`Name a run: ${Object.keys(runs).join(', ')}.`);

const folder = temporaryFolder();
const database = name === 'folder' ? await provideHostDatabase() : undefined;
try {
  await runTests({
    vscodeExecutablePath:
      process.env['VSCODE_EXECUTABLE'] ?? path.join(import.meta.dirname, 'vscodeExecutable.mjs'),
    extensionDevelopmentPath: projectFolder,
    extensionTestsPath: path.join(projectFolder, run.tests),
    extensionTestsEnv: { PROMPT_BUNDLES_RUN: name, ...database?.env },
    launchArgs: [
      ...(run.workspace === undefined ? [] : [copyWorkspace(run.workspace, folder.path)]),
      `--user-data-dir=${folder.path}/user`,
      ...run.args,
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database?.stop();
  folder.remove();
}
