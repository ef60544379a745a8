import * as l10n from '@vscode/l10n';
import { isGitFolder } from '../../core/audit/files.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';

/** The folder of the audit log as a setting names it, step by step from the workspace folder; or why it cannot be that one, as what follows its path. */
export type ChosenFolder =
  | { readonly folder: readonly string[]; readonly problem?: undefined }
  | { readonly folder?: undefined; readonly problem: string };

/** Reads the path of a folder below the workspace folder. What leads out of it, or to what git has to keep, is refused. */
export function readAuditFolder(text: string): ChosenFolder {
  const path = text.trim().replaceAll('\\', '/');
  if (/^[/~]|:|\$\{/.test(path)) return { problem: l10n.t('is not a relative path') };
  const folder = path.split('/').filter((step) => step !== '' && step !== '.');
  if (folder.includes('..')) return { problem: l10n.t('leads out of the folder') };
  // eslint-disable-next-line no-control-regex -- no file system takes them
  if (folder.length === 0 || /[\0-\x1f]/.test(path)) return { problem: l10n.t('names no folder') };
  if (folder.some(isGitFolder)) return { problem: l10n.t("is in git's own folder") };
  // Git ignores what lies beside a log, and published versions are what it has to keep.
  const isShared = folder.every(
    (step, i) => i >= PUBLISHED_FOLDER.length || PUBLISHED_FOLDER[i] === step.toLowerCase(),
  );
  return isShared ? { problem: l10n.t('is where published versions are') } : { folder };
}
