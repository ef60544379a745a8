import * as l10n from '@vscode/l10n';
import { excerpt } from './quote.js';
import { sentences } from './sentences.js';

/** What went wrong, and what to do about it. */
type Explained = readonly [reason: string, advice: string];
/** The same, made when it is told. */
type Explanation = () => Explained;

const DENIED: Explanation = () => [l10n.t('permission is denied'), l10n.t('Check the permissions.')];
const MISSING: Explanation = () => [l10n.t('it does not exist'), l10n.t('Check the path.')];
const FULL: Explanation = () => [l10n.t('there is no space left'), l10n.t('Free some space and try again.')];
const IN_THE_WAY: Explanation = () => [
  l10n.t('a file with this name exists already'),
  l10n.t('Move or rename it.'),
];
const IS_FOLDER: Explanation = () => [l10n.t('it is a folder'), l10n.t('Name a file, or move the folder.')];
const NO_FOLDER: Explanation = () => [
  l10n.t('a file is where a folder is expected'),
  l10n.t('Move or rename the file.'),
];
const TOO_MANY_OPEN: Explanation = () => [
  l10n.t('too many files are open'),
  l10n.t('Close some programs and try again.'),
];
const NOT_THERE: Explanation = () => [
  l10n.t('the file system is not available'),
  l10n.t('Try again when it is.'),
];

const replaceIt = (): string => l10n.t('Replace it with a file.');

/** What the file systems of Node and of VS Code say, in words. */
const EXPLAINED: Readonly<Record<string, Explanation>> = {
  EACCES: DENIED,
  EPERM: DENIED,
  NoPermissions: DENIED,
  ENOENT: MISSING,
  FileNotFound: MISSING,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: () => [
    l10n.t('the file would be too large'),
    l10n.t('Free some space, or raise the limit of the system.'),
  ],
  EROFS: () => [
    l10n.t('the file system is read-only'),
    l10n.t('Choose another folder, or make it writable.'),
  ],
  EEXIST: IN_THE_WAY,
  FileExists: IN_THE_WAY,
  EISDIR: IS_FOLDER,
  FileIsADirectory: IS_FOLDER,
  ENOTDIR: NO_FOLDER,
  FileNotADirectory: NO_FOLDER,
  ELOOP: () => [l10n.t('it is a symbolic link'), replaceIt()],
  EFTYPE: () => [l10n.t('it is not a regular file'), replaceIt()],
  ENAMETOOLONG: () => [l10n.t('the name is too long'), l10n.t('Shorten it.')],
  EBUSY: () => [l10n.t('another program uses it'), l10n.t('Close that program and try again.')],
  EMFILE: TOO_MANY_OPEN,
  ENFILE: TOO_MANY_OPEN,
  EIO: () => [l10n.t('the disk reports an error'), l10n.t('Check the disk.')],
  Unavailable: NOT_THERE,
};

/** Why a file could not be used, without what to do: `permission is denied (EACCES)`. */
export function failureReason(error: unknown): string {
  return explain(error)[0];
}

/** Why a file could not be used and what to do, as the end of a sentence: `permission is denied (EACCES). Check the permissions.` */
export function failureText(error: unknown): string {
  const [reason, advice] = explain(error);
  return sentences(l10n.t({ message: '{0}.', args: [reason], comment: ['The end of a sentence'] }), advice);
}

function explain(error: unknown): Explained {
  if (!(error instanceof Error)) return [excerpt(String(error), MAX_REASON), ''];
  const { code, reason } = error as Error & { readonly code?: unknown; readonly reason?: unknown };
  const explained = typeof code === 'string' ? EXPLAINED[code] : undefined;
  if (!explained || typeof code !== 'string')
    return [excerpt(error.message, MAX_REASON).replace(/\.$/, ''), ''];
  // What is in a file's place is known better by whoever looked.
  const [usual, advice] = explained();
  const why = typeof reason === 'string' ? reason : usual;
  return [`${why} (${code})`, advice];
}

/** The most characters of what a file system said. */
const MAX_REASON = 200;
