import path from 'node:path';
import { projectFolder, workspaces } from '../harness/project.mjs';
import { copyWorkspace, temporaryFolder } from '../harness/temporaryFolder.mjs';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../harness/workbench.mjs';

/** One workbench for the tests of a `describe`. */
export interface OpenedWorkbench {
  /** Only inside hooks and tests: it is opened before the first and closed after the last. */
  readonly workbench: Workbench;
  /** The folder of the copied workspace, for looking at what was saved. */
  readonly folder: string;
}

type Options = Partial<
  Pick<WorkbenchOptions, 'kind' | 'language' | 'scale' | 'settings' | 'vsix' | 'workspace'>
>;

/** Opens VS Code on a copy of a workspace, the sample unless told, around the tests of the calling `describe`. */
export function useWorkbench(options: Options = {}): OpenedWorkbench {
  const copies = temporaryFolder();
  const workspace = copyWorkspace(options.workspace ?? workspaces.sample, copies.path);
  let opened: Workbench | undefined;

  before(async function () {
    this.timeout(120_000);
    opened = await openWorkbench({
      ...options,
      workspace,
      ...(options.vsix === undefined && { extension: projectFolder }),
    });
    await opened.ready();
  });

  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state === 'failed')
      await opened?.screenshot(`failed ${currentTest.fullTitle().replaceAll(/\W+/g, ' ')}`);
  });

  after(async () => {
    await opened?.close();
    copies.remove();
  });

  return {
    get workbench() {
      if (!opened) throw new Error('The workbench is open only while tests run.');
      return opened;
    },
    folder: workspace.endsWith('.code-workspace') ? path.dirname(workspace) : workspace,
  };
}
