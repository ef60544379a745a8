import type { Rewriting } from '../node/rewriteFile.js';

/** Why a file was not written anew, behind a colon. */
export const REWRITE_REASONS: Readonly<Record<Exclude<Rewriting, 'written'>, string>> = {
  changed: 'it was changed meanwhile. Run again',
  outside: 'a symbolic link leads out of the folder, or to what is published in it',
  'read-only': 'it is read-only',
};
