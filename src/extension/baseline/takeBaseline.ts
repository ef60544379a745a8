import type { Uri } from 'vscode';
import { decodeUtf8 } from '../../core/text/utf8.js';
import {
  MAX_BASELINE_BYTES,
  readBaseline,
  type BaselineFile,
  type ScopeIndex,
} from '../../language/index.js';
import { readWithin, shownRecord } from '../workspace/readWithin.js';
import { isGone, shownDocument } from '../workspace/shownDocument.js';

/**
 * Takes in the baseline of a root, as an editor shows it, else as it is stored, or that there is none. Gives the files of
 * which something else may be told by it.
 */
export async function takeBaseline(uri: Uri, scope: ScopeIndex): Promise<ReadonlySet<string>> {
  return scope.updateBaseline(await baselineAt(uri, scope.baseline.file));
}

async function baselineAt(uri: Uri, before: BaselineFile | undefined): Promise<BaselineFile | undefined> {
  const file = uri.toString();
  const document = shownDocument(uri);
  if (document && !(await isGone(document)))
    return readBaseline(file, shownRecord(document, MAX_BASELINE_BYTES), before);
  const stored = await readWithin(uri, MAX_BASELINE_BYTES);
  if (!stored) return undefined;
  const { bytes, reason } = stored;
  return readBaseline(file, reason ?? decodeUtf8(bytes), before);
}
