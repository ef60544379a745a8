import { Uri, workspace, type TextDocument } from 'vscode';
import type { GivenRecord } from '../../core/documents/recordFile.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import {
  CONFIGURATION_FILE,
  folderConfiguration,
  MAX_CONFIGURATION_BYTES,
  type Configuration,
  type FolderConfiguration,
} from '../../language/index.js';
import { isGone } from '../workspace/shownDocument.js';
import { isHeldBack } from '../workspace/parsedFiles.js';
import { readWithin, shownRecord } from '../workspace/readWithin.js';

/** Where a folder has its configuration, if it has one. */
export interface ConfiguredFolder {
  readonly uri: Uri;
  /** Its path from the workspace folder. */
  readonly path: string;
  /** What a configuration said when it could be read last, by the key of its file. */
  readonly before: (file: string) => Configuration | undefined;
}

/** Reads the configuration of a folder, as an editor shows it, else as it is stored; `undefined` where there is none. */
export async function readConfigurationOf({
  uri,
  path,
  before,
}: ConfiguredFolder): Promise<FolderConfiguration | undefined> {
  const place = Uri.joinPath(uri, ...CONFIGURATION_FILE);
  const file = place.toString();
  const open = workspace.textDocuments.find((candidate) => isShown(candidate, file));
  // An editor may show the text of a file for long that is gone.
  const document = open && !(await isGone(open)) ? open : undefined;
  const text = document
    ? shownRecord(document, MAX_CONFIGURATION_BYTES)
    : await storedRecord(place, MAX_CONFIGURATION_BYTES);
  return text === undefined
    ? undefined
    : folderConfiguration({ text, folder: path, file, before: before(file) });
}

/** What is stored of a record; `undefined` where there is none. */
async function storedRecord(file: Uri, limit: number): Promise<GivenRecord | undefined> {
  const stored = await readWithin(file, limit);
  return stored && (stored.reason ?? decodeUtf8(stored.bytes));
}

function isShown(document: TextDocument, file: string): boolean {
  return !document.isClosed && document.uri.toString() === file && !isHeldBack(document);
}
