import {
  ShellExecution,
  Task,
  TaskGroup,
  tasks,
  TaskScope,
  workspace,
  type Disposable,
  type TaskDefinition,
  type WorkspaceFolder,
} from 'vscode';

/** The type of tasks that the manifest describes. */
const TYPE = 'prompt-bundles';
/** The commands that are offered without being written into `tasks.json`. */
const OFFERED = ['ci', 'lint', 'test'] as const;

/** Offers the command line's checks of each folder as tasks, whose output becomes problems. `version` is that of the extension. */
export function registerTasks(version: string): Disposable {
  const taskOf = (definition: TaskDefinition, scope: WorkspaceFolder | TaskScope): Task | undefined => {
    const { command, args } = definition;
    if (typeof command !== 'string') return undefined;
    const given: readonly unknown[] = Array.isArray(args) ? args : [];
    // The package of a folder's own, where it has this version; VS Code quotes what a shell would read otherwise.
    const words = ['--yes', `prompt-bundles@${version}`, command, ...given.map(String)];
    const execution = new ShellExecution('npx', words);
    const task = new Task(definition, scope, command, TYPE, execution, '$prompt-bundles');
    if (command !== 'lint') task.group = TaskGroup.Test;
    return task;
  };
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () =>
      (workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .flatMap((folder) => OFFERED.flatMap((command) => taskOf({ type: TYPE, command }, folder) ?? [])),
    resolveTask: ({ definition, scope }) => taskOf(definition, scope ?? TaskScope.Workspace),
  });
}
