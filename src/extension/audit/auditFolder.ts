import { FileType, l10n, Uri, workspace } from 'vscode';
import { AUDIT_FOLDER, BEGINNING_BYTES, beginsAsOurs, ownershipOf } from '../../core/audit/files.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { readAuditSettings, type AuditSettings, type ConfiguredFolders } from './auditSettings.js';
import type { Platform } from '../workspace/platform.js';
import { fileExists } from '../workspace/fileExists.js';

/** Where the audit logs of workspace folders are, and what is recorded. */
export class AuditFolders {
  constructor(
    private readonly platform: Pick<Platform, 'readChunks'>,
    private readonly configured: ConfiguredFolders,
  ) {}

  /** What is recorded of a workspace folder, or of a root in it, as the settings and configurations say. */
  settings(folder: Uri, root?: Uri): AuditSettings {
    return readAuditSettings(folder, this.configured, root);
  }

  /** The same after a look at what the folder that is set holds. */
  async find(folder: Uri): Promise<AuditSettings> {
    const settings = this.settings(folder);
    const usual = Uri.joinPath(folder, ...AUDIT_FOLDER);
    if (settings.logs.toString() === usual.toString()) return settings;
    const other = await foreignEntry(settings.logs, this.platform);
    if (other === undefined) return settings;
    const name = workspace.asRelativePath(settings.logs, false);
    const problem = l10n.t('`{0}` holds {1}, which is not an audit log', name, other);
    return { ...settings, logs: usual, problem };
  }
}

/** The first entry of a folder that is neither a log nor what stands beside logs. */
async function foreignEntry(
  folder: Uri,
  platform: Pick<Platform, 'readChunks'>,
): Promise<string | undefined> {
  if (!(await fileExists(folder))) return undefined;
  // What is no folder is told when something is written to it.
  const entries = await workspace.fs.readDirectory(folder).then(undefined, () => []);
  for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const ownership = ownershipOf(name);
    if (ownership === 'ours') continue;
    if (ownership === 'foreign') return name;
    const beginning =
      type === FileType.File ? await beginningOf(Uri.joinPath(folder, name), platform) : undefined;
    // As on the command line: a log that cannot be read is told where it is, and is one by its name.
    if (beginning === undefined ? !name.endsWith('.jsonl') : !beginsAsOurs(beginning)) return name;
  }
  return undefined;
}

async function beginningOf(file: Uri, platform: Pick<Platform, 'readChunks'>): Promise<string | undefined> {
  try {
    for await (const chunk of platform.readChunks(file))
      return decodeUtf8(chunk.subarray(0, BEGINNING_BYTES)).text;
    return '';
  } catch {
    return undefined;
  }
}
