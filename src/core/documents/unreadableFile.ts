import type { Finding } from '../model/findings.js';
import { excerpt } from '../text/quote.js';
import { SourceText } from '../text/sourceText.js';
import type { FileType } from './fileKinds.js';
import type { PromptFile } from './promptFile.js';

/** Files longer than this are not read if nothing else is said, in bytes. */
export const DEFAULT_MAX_FILE_BYTES = 5_000_000;
/** The unit of the setting and the option that say otherwise. */
export const BYTES_PER_MB = 1_000_000;
/** The most they may say, in MB: of a dense YAML file a parser keeps some 100 times as much in memory, and an engine ends at 4 GB. */
export const MAX_FILE_MB = 20;

/** Why a file, or a folder, is not read. */
export type UnreadableReason =
  /** Sizes in bytes; the file's own where it is known. */
  | { readonly kind: 'too-large'; readonly limit: number; readonly size?: number }
  | { readonly kind: 'not-permitted' }
  /** It was listed, and is gone. */
  | { readonly kind: 'vanished' }
  /** `what` it is instead of a file, such as `a FIFO`. */
  | { readonly kind: 'not-regular'; readonly what: string }
  | { readonly kind: 'name-not-utf8' }
  /** What else the file system said. */
  | { readonly kind: 'failed'; readonly message: string };

/** The one finding of a file, or folder, that cannot be read; `limit` says whether people may let it be longer. */
export function unreadableFinding(
  reason: UnreadableReason,
  what: 'file' | 'folder' = 'file',
  limit: 'fixed' | 'set' = 'set',
): Finding {
  const message = messageOf(reason, what, limit);
  return { code: 'unreadable-file', severity: 'error', message, range: { start: 0, end: 1 } };
}

/** A file of ours that cannot be read: known to be there, with nothing known of what it says. */
export function unreadableFile({ kind }: FileType, reason: UnreadableReason): PromptFile {
  const findings = [unreadableFinding(reason)];
  return { kind, source: new SourceText(''), root: undefined, model: undefined, findings };
}

/** How a size is told that is over the limit: `has 8.4 MB, more than the 5 MB that are read`. */
export function sizeText({ size, limit }: { readonly limit: number; readonly size?: number }): string {
  const own = size === undefined ? 'more' : `${megabytes(size)}, more`;
  return `has ${own} than the ${megabytes(limit)} that are read`;
}

/** What says how large a file may be. */
export const LIMIT_NAMES = 'setting `promptBundles.maxFileSize`, option `--max-file-size`';

function messageOf(reason: UnreadableReason, what: 'file' | 'folder', limit: 'fixed' | 'set'): string {
  switch (reason.kind) {
    case 'too-large':
      return `This ${what} ${sizeText(reason)}, so nothing in it is checked or used. Make it smaller${limit === 'set' ? `, or raise the limit (${LIMIT_NAMES})` : ''}.`;
    case 'not-permitted':
      return `This ${what} cannot be read: permission is denied. Change its permissions.`;
    case 'vanished':
      return `This ${what} was removed while the files were being read. Check again.`;
    case 'not-regular':
      return `This is ${reason.what}, not a ${what === 'file' ? 'regular file' : what}, so it is not read. Replace or remove it.`;
    case 'name-not-utf8':
      return `The name of this ${what} is not UTF-8, so it is not read. Rename it.`;
    case 'failed':
      return `This ${what} cannot be read: ${excerpt(reason.message, MAX_REASON).replace(/\.$/, '')}.`;
  }
}

/** The most characters of what a file system said. */
const MAX_REASON = 200;

/** Exact, so that a size never reads like the limit it is over: `8.4 MB`. */
function megabytes(bytes: number): string {
  return `${(bytes / BYTES_PER_MB).toLocaleString('en-US', { maximumFractionDigits: 6 })} MB`;
}
