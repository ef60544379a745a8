import { ConfigurationTarget, workspace, type Uri } from 'vscode';
import { choose } from '../output/questions.js';
import { chooseCode, fileOf, textOf } from './arguments.js';
import type { FixServices } from './services.js';

const LEVELS = ['error', 'warning', 'information', 'off'] as const;

/** Sets the severity of a code in the settings; asks for what it is not given: `{ code, file, severity }`. */
export async function changeSeverity(_services: FixServices, argument: unknown): Promise<void> {
  const code = await chooseCode(textOf(argument, 'code'));
  if (code === undefined) return;
  const given = textOf(argument, 'severity');
  const severity =
    LEVELS.find((level) => level === given) ??
    (
      await choose(
        LEVELS.map((level) => ({ label: level, level })),
        `Severity of ${code}`,
      )
    )?.level;
  if (severity === undefined) return;
  const file = fileOf(argument);
  const configuration = workspace.getConfiguration('promptBundles', file);
  const target = targetFor(file);
  const set = configuration.inspect<Readonly<Record<string, unknown>>>('rules');
  const own = {
    [ConfigurationTarget.WorkspaceFolder]: set?.workspaceFolderValue,
    [ConfigurationTarget.Workspace]: set?.workspaceValue,
    [ConfigurationTarget.Global]: set?.globalValue,
  }[target];
  await configuration.update('rules', { ...own, [code]: severity }, target);
}

/** The folder's settings where there are several folders, the workspace's where there is one, else the user's. */
function targetFor(file: Uri | undefined): ConfigurationTarget {
  const { workspaceFolders = [], workspaceFile } = workspace;
  if (workspaceFolders.length === 0) return ConfigurationTarget.Global;
  const isOneOfSeveral =
    workspaceFile !== undefined && file !== undefined && workspace.getWorkspaceFolder(file);
  return isOneOfSeveral ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
}
