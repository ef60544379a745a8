import type { Uri } from 'vscode';
import { MAX_LABELS_BYTES, readLabels, type LabelFile, type ScopeIndex } from '../../language/index.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { readWithin, shownRecord } from '../workspace/readWithin.js';
import { isGone, shownDocument } from '../workspace/shownDocument.js';

/**
 * Takes in the labels of a root, as an editor shows them, else as they are stored, or that there are none. Gives the files
 * of which something else may be told or shown by it.
 */
export async function takeLabels(uri: Uri, scope: ScopeIndex): Promise<ReadonlySet<string>> {
  return scope.updateLabels(await labelsAt(uri, scope.labels.file));
}

async function labelsAt(uri: Uri, before: LabelFile | undefined): Promise<LabelFile | undefined> {
  const file = uri.toString();
  const document = shownDocument(uri);
  if (document && !(await isGone(document)))
    return readLabels(file, shownRecord(document, MAX_LABELS_BYTES), before);
  const stored = await readWithin(uri, MAX_LABELS_BYTES);
  if (!stored) return undefined;
  const { bytes, reason } = stored;
  return readLabels(file, reason ?? decodeUtf8(bytes), before);
}
