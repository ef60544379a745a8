import path from 'node:path';
import { DEFAULT_MAX_FILE_BYTES } from '../../core/documents/fileSizes.js';
import { SourceText } from '../../core/text/sourceText.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { readBounded } from '../../node/readBounded.js';
import type { FileOptions } from '../../node/folder/promptFolder.js';

/** The texts of a folder's files, each read when it is first asked for. */
export function storedSource(
  root: string,
  { maxFileBytes = DEFAULT_MAX_FILE_BYTES }: FileOptions,
): (file: string) => SourceText | undefined {
  const known = new Map<string, SourceText | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const { bytes } = readBounded(path.join(root, file), maxFileBytes);
      known.set(file, bytes && new SourceText(decodeUtf8(bytes).text));
    }
    return known.get(file);
  };
}
