import { l10n, type Uri } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { fileName } from './fileName.js';
import { showError } from '../output/messages.js';
import { isWithinReach } from './ownFiles.js';

/** True, and the user is told, for a file's text of another place or time: to act on the file, or on another, would be a surprise. */
export function refuseCopy(uri: Uri): boolean {
  if (!fileTypeOf(uri.path) || isWithinReach(uri)) return false;
  void showError(
    l10n.t('This is a copy of {0} ({1}). Open the file itself, and try again.', fileName(uri), uri.scheme),
  );
  return true;
}
