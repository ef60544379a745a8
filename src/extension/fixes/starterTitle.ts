import type { Uri } from 'vscode';
import { starterEdit, starterTitle } from '../../language/index.js';
import { openFile } from './openFile.js';
import type { FixServices } from './services.js';

/** What filling a file that says nothing yet is called; `undefined` for one that says something. */
export async function starterTitleOf(services: FixServices, uri: Uri): Promise<string | undefined> {
  const opened = await openFile(services, uri);
  return opened && starterEdit(opened.subject) ? starterTitle(opened.subject) : undefined;
}
