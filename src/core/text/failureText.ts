import { excerpt } from './quote.js';

/** What went wrong, and what to do about it. */
type Explained = readonly [reason: string, advice: string];

const DENIED: Explained = ['permission is denied', 'Check the permissions.'];
const MISSING: Explained = ['it does not exist', 'Check the path.'];
const FULL: Explained = ['there is no space left', 'Free some space and try again.'];
const IN_THE_WAY: Explained = ['a file with this name exists already', 'Move or rename it.'];
const IS_FOLDER: Explained = ['it is a folder', 'Name a file, or move the folder.'];
const NO_FOLDER: Explained = ['a file is where a folder is expected', 'Move or rename the file.'];
const NOT_THERE: Explained = ['the file system is not available', 'Try again when it is.'];

/** What the file systems of Node and of VS Code say, in words. */
const EXPLAINED: Readonly<Record<string, Explained>> = {
  EACCES: DENIED,
  EPERM: DENIED,
  NoPermissions: DENIED,
  ENOENT: MISSING,
  FileNotFound: MISSING,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: ['the file would be too large', 'Free some space, or raise the limit of the system.'],
  EROFS: ['the file system is read-only', 'Choose another folder, or make it writable.'],
  EEXIST: IN_THE_WAY,
  FileExists: IN_THE_WAY,
  EISDIR: IS_FOLDER,
  FileIsADirectory: IS_FOLDER,
  ENOTDIR: NO_FOLDER,
  FileNotADirectory: NO_FOLDER,
  ELOOP: ['it is a symbolic link', 'Replace it with a file.'],
  EFTYPE: ['it is not a regular file', 'Replace it with a file.'],
  ENAMETOOLONG: ['the name is too long', 'Shorten it.'],
  EBUSY: ['another program uses it', 'Close that program and try again.'],
  EMFILE: ['too many files are open', 'Close some programs and try again.'],
  ENFILE: ['too many files are open', 'Close some programs and try again.'],
  EIO: ['the disk reports an error', 'Check the disk.'],
  Unavailable: NOT_THERE,
};

/** Why a file could not be used, without what to do: `permission is denied (EACCES)`. */
export function failureReason(error: unknown): string {
  return explain(error)[0];
}

/** Why a file could not be used and what to do, as the end of a sentence: `permission is denied (EACCES). Check the permissions.` */
export function failureText(error: unknown): string {
  const [reason, advice] = explain(error);
  return `${reason}.${advice === '' ? '' : ` ${advice}`}`;
}

function explain(error: unknown): Explained {
  if (!(error instanceof Error)) return [excerpt(String(error), MAX_REASON), ''];
  const { code, reason } = error as Error & { readonly code?: unknown; readonly reason?: unknown };
  const explained = typeof code === 'string' ? EXPLAINED[code] : undefined;
  if (!explained || typeof code !== 'string')
    return [excerpt(error.message, MAX_REASON).replace(/\.$/, ''), ''];
  // What is in a file's place is known better by whoever looked.
  const why = typeof reason === 'string' ? reason : explained[0];
  return [`${why} (${code})`, explained[1]];
}

/** The most characters of what a file system said. */
const MAX_REASON = 200;
