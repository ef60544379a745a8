import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import { textLocale } from '../text/locale.js';
import { excerpt } from '../text/quote.js';
import { sentences } from '../text/sentences.js';
import { SourceText } from '../text/sourceText.js';
import type { FileType } from './fileKinds.js';
import { BYTES_PER_MB } from './fileSizes.js';
import type { PromptFile } from './promptFile.js';

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

/** The size of a file, and the most that is read, in bytes; its own where it is known. */
export interface ReadSizes {
  readonly limit: number;
  readonly size?: number;
}

/** What says how large a file may be. */
export function limitNames(): string {
  return l10n.t('setting `promptBundles.maxFileSize`, option `--max-file-size`');
}

function messageOf(reason: UnreadableReason, what: 'file' | 'folder', limit: 'fixed' | 'set'): string {
  if (reason.kind === 'too-large')
    return sentences(
      tooLargeSentence(reason),
      limit === 'set'
        ? l10n.t('Make it smaller, or raise the limit ({0}).', limitNames())
        : l10n.t('Make it smaller.'),
    );
  return what === 'file' ? fileMessage(reason) : folderMessage(reason);
}

function tooLargeSentence({ size, limit }: ReadSizes): string {
  return size === undefined
    ? l10n.t(
        'This file has more than the {0} that are read, so nothing in it is checked or used.',
        megabytes(limit),
      )
    : l10n.t(
        'This file has {0}, more than the {1} that are read, so nothing in it is checked or used.',
        megabytes(size),
        megabytes(limit),
      );
}

/** Folders have no size that matters. */
type OtherReason = Exclude<UnreadableReason, { readonly kind: 'too-large' }>;

function fileMessage(reason: OtherReason): string {
  switch (reason.kind) {
    case 'not-permitted':
      return l10n.t('This file cannot be read: permission is denied. Change its permissions.');
    case 'vanished':
      return l10n.t('This file was removed while the files were being read. Check again.');
    case 'not-regular':
      return l10n.t('This is {0}, not a regular file, so it is not read. Replace or remove it.', reason.what);
    case 'name-not-utf8':
      return l10n.t('The name of this file is not UTF-8, so it is not read. Rename it.');
    case 'failed':
      return l10n.t('This file cannot be read: {0}.', saidBy(reason));
  }
}

function folderMessage(reason: OtherReason): string {
  switch (reason.kind) {
    case 'not-permitted':
      return l10n.t('This folder cannot be read: permission is denied. Change its permissions.');
    case 'vanished':
      return l10n.t('This folder was removed while the files were being read. Check again.');
    case 'not-regular':
      return l10n.t('This is {0}, not a folder, so it is not read. Replace or remove it.', reason.what);
    case 'name-not-utf8':
      return l10n.t('The name of this folder is not UTF-8, so it is not read. Rename it.');
    case 'failed':
      return l10n.t('This folder cannot be read: {0}.', saidBy(reason));
  }
}

/** What the file system said, without the end of its sentence. */
function saidBy({ message }: Extract<UnreadableReason, { readonly kind: 'failed' }>): string {
  return excerpt(message, MAX_REASON).replace(/\.$/, '');
}

/** The most characters of what a file system said. */
const MAX_REASON = 200;

/** Exact, so that a size never reads like the limit it is over: `8.4 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / BYTES_PER_MB).toLocaleString(textLocale(), { maximumFractionDigits: 6 })} MB`;
}
