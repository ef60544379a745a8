import { Uri, workspace } from 'vscode';
import { AUDIT_FOLDER } from '../../core/audit/files.js';
import { AUDIT_MODES, type AuditMode } from '../../core/audit/record.js';
import { CONFIGURATION_FILE, readAuditFolder, type ConfiguredRegistry } from '../../language/index.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

const SECTION = 'promptBundles';

/** What is recorded of a workspace folder, and where. */
export interface AuditSettings {
  readonly mode: AuditMode;
  /** The folder that this window's logs go to. */
  readonly logs: Uri;
  /** What is wrong with the folder that is set; `logs` is the default one then. */
  readonly problem: string | undefined;
  /** The name of the registry that records, too; empty for none. */
  readonly registry: string;
  /** True where a configuration cannot be read, so that nobody knows what may be recorded. */
  readonly isUnknown: boolean;
}

/** The configurations of folders, as far as they hold for the audit log. */
export type ConfiguredFolders = Pick<PromptWorkspace, 'configurationAt' | 'configurationOf'>;

/**
 * What is recorded of the renders of a root, and where the logs of its workspace folder are: by the configuration of each, and
 * where that is silent by the settings. What is set wrongly counts as not set. The files of a workspace that nobody trusts say
 * nothing of it.
 */
export function readAuditSettings(folder: Uri, configured: ConfiguredFolders, root = folder): AuditSettings {
  const configuration = workspace.getConfiguration(SECTION, folder);
  const place = Uri.joinPath(folder, ...CONFIGURATION_FILE).toString();
  const ofFolder = workspace.isTrusted ? configured.configurationAt(place) : undefined;
  const ofRoot = workspace.isTrusted ? configured.configurationOf(root) : undefined;
  const isUnknown = ofRoot?.isKnown === false;
  const own = ofRoot?.configuration;
  const mode = own?.audit?.mode ?? configuration.get<unknown>('audit.mode');
  const set = configuration.get<unknown>('audit.folder');
  const wanted = typeof set === 'string' ? set : AUDIT_FOLDER.join('/');
  const chosen = readAuditFolder(wanted);
  const named = ofFolder?.configuration.audit?.folder;
  return {
    mode: isUnknown ? 'off' : (AUDIT_MODES.find((known) => known === mode) ?? 'full'),
    logs: Uri.joinPath(folder, (named ?? chosen.folder ?? AUDIT_FOLDER).join('/')),
    problem: named || chosen.problem === undefined ? undefined : `\`${wanted}\` ${chosen.problem}`,
    registry: registryName(own?.registry),
    isUnknown,
  };
}

function registryName(configured: ConfiguredRegistry | undefined): string {
  const configuration = workspace.getConfiguration(SECTION);
  const set = configured?.audit ?? configuration.get<unknown>('registry.audit');
  return typeof set === 'string' ? set : '';
}

/** True when an event changes what is recorded, or where. */
export function changesAudit(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(`${SECTION}.audit`);
}
