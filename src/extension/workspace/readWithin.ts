import { FileSystemError, FileType, l10n, workspace, type TextDocument, type Uri } from 'vscode';
import type { GivenRecord } from '../../core/documents/recordFile.js';
import type { UnreadableReason } from '../../core/documents/unreadableFile.js';
import { isLongerInUtf8 } from '../../core/text/utf8.js';

/** The bytes of a stored file, or why there are none. */
export type StoredBytes =
  | { readonly bytes: Uint8Array; readonly reason?: undefined }
  | { readonly bytes?: undefined; readonly reason: UnreadableReason };

/**
 * Reads a stored file of at most `limit` bytes; a longer one is not read at all, nor is what is no file. `undefined` where
 * there is none. Rejects for nothing that a file system says.
 */
export async function readWithin(uri: Uri, limit: number): Promise<StoredBytes | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) return { reason: { kind: 'not-regular', what: kindOf(type) } };
    if (size > limit) return { reason: { kind: 'too-large', limit, size } };
    const bytes = await workspace.fs.readFile(uri);
    // Not every file system knows sizes, and a file may have grown.
    return bytes.length > limit ? { reason: { kind: 'too-large', limit, size: bytes.length } } : { bytes };
  } catch (error) {
    const code = error instanceof FileSystemError ? error.code : '';
    if (code === 'FileNotFound') return undefined;
    return { reason: code === 'NoPermissions' ? { kind: 'not-permitted' } : failure(error) };
  }
}

/** What went wrong in other ways. */
export function failure(error: unknown): UnreadableReason {
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** True for a document so long that its text need not be asked for: in no encoding does a unit take less than a byte. */
export function isLonger(document: TextDocument, limit: number): boolean {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > limit;
}

/** What a document shows of a record, as far as its file may be that long: `limit` bytes. */
export function shownRecord(document: TextDocument, limit: number): GivenRecord {
  const tooLarge = { kind: 'too-large', limit } as const;
  if (isLonger(document, limit)) return tooLarge;
  const text = document.getText();
  return isLongerInUtf8(text, limit) ? tooLarge : text;
}

function kindOf(type: FileType): string {
  if ((type & FileType.Directory) !== 0) return l10n.t('a folder');
  return (type & FileType.SymbolicLink) === 0
    ? l10n.t('a FIFO, socket or device')
    : l10n.t('a link to nothing');
}
