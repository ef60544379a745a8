import { ConfigurationTarget, l10n, Uri, workspace } from 'vscode';
import { RULE_LEVELS } from '../../core/model/findings.js';
import { CONFIGURATION_FILE } from '../../language/index.js';
import { choose } from '../output/questions.js';
import { isInWorkspace } from '../workspace/savedPlace.js';
import { chooseCode, fileOf, textOf } from './arguments.js';
import { configureFolder } from './configureFolder.js';
import type { FixServices } from './services.js';

/**
 * Sets the severity of a code, in the configuration of the file's root or in the settings: `{ code, file, severity, for }`.
 * Asks for what it is not given; whoever names a severity and not for whom means the settings.
 */
export async function changeSeverity({ files }: FixServices, argument: unknown): Promise<void> {
  const code = await chooseCode(textOf(argument, 'code'));
  if (code === undefined) return;
  const given = textOf(argument, 'severity');
  const severity =
    RULE_LEVELS.find((level) => level === given) ??
    (
      await choose(
        RULE_LEVELS.map((level) => ({ label: level, level })),
        l10n.t('Severity of {0}', code),
      )
    )?.level;
  if (severity === undefined) return;
  const file = fileOf(argument);
  const whom = textOf(argument, 'for') ?? (given === undefined ? await askForWhom(file) : 'me');
  if (whom === undefined) return;
  if (whom === 'everyone' && file && isInWorkspace(file)) {
    await files.settled();
    await configureFolder(Uri.parse(files.scopeKey(file)), code, severity);
    return;
  }
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

/** For everybody who works on the folder, or for the user alone; of a file outside of all folders, for the user. */
async function askForWhom(file: Uri | undefined): Promise<'everyone' | 'me' | undefined> {
  if (!file || !isInWorkspace(file)) return 'me';
  const everyone = {
    label: l10n.t('For everyone'),
    description: CONFIGURATION_FILE.join('/'),
    whom: 'everyone',
  } as const;
  const me = { label: l10n.t('For me'), description: l10n.t('Settings'), whom: 'me' } as const;
  return (await choose([everyone, me], l10n.t('For whom?')))?.whom;
}

/** The folder's settings where there are several folders, the workspace's where there is one, else the user's. */
function targetFor(file: Uri | undefined): ConfigurationTarget {
  const { workspaceFolders = [], workspaceFile } = workspace;
  if (workspaceFolders.length === 0) return ConfigurationTarget.Global;
  const isOneOfSeveral =
    workspaceFile !== undefined && file !== undefined && workspace.getWorkspaceFolder(file);
  return isOneOfSeveral ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
}
