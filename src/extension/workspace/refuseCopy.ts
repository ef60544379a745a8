import type { Uri } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { fileName } from './fileName.js';
import { showError } from '../output/messages.js';
import { isWithinReach } from './ownFiles.js';

/** True, and the user is told, for a file's text of another place or time: to act on the file, or on another, would be a surprise. */
export function refuseCopy(uri: Uri): boolean {
  if (!fileTypeOf(uri.path) || isWithinReach(uri)) return false;
  void showError(`This is a copy of ${fileName(uri)} (${uri.scheme}). Open the file itself, and try again.`);
  return true;
}
