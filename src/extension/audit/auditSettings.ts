import { Uri, workspace } from 'vscode';
import { AUDIT_FOLDER } from '../../core/audit/files.js';
import { AUDIT_MODES, type AuditMode } from '../../core/audit/record.js';
import { readAuditFolder } from '../../language/index.js';

const SECTION = 'promptBundles';

/** What is recorded of a workspace folder, and where. */
export interface AuditSettings {
  readonly mode: AuditMode;
  /** The folder that this window's logs go to. */
  readonly logs: Uri;
  /** What is wrong with the folder that is set; `logs` is the default one then. */
  readonly problem: string | undefined;
}

/** Reads the settings that hold for a workspace folder. What is set wrongly counts as not set. */
export function readAuditSettings(folder: Uri): AuditSettings {
  const configuration = workspace.getConfiguration(SECTION, folder);
  const mode = configuration.get<unknown>('audit.mode');
  const set = configuration.get<unknown>('audit.folder');
  const wanted = typeof set === 'string' ? set : AUDIT_FOLDER.join('/');
  const chosen = readAuditFolder(wanted);
  return {
    mode: AUDIT_MODES.find((known) => known === mode) ?? 'full',
    logs: Uri.joinPath(folder, (chosen.folder ?? AUDIT_FOLDER).join('/')),
    problem: chosen.problem === undefined ? undefined : `\`${wanted}\` ${chosen.problem}`,
  };
}

/** True when an event changes what is recorded, or where. */
export function changesAudit(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(`${SECTION}.audit`);
}
