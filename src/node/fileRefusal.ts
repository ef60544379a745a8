import type { Refusal } from '../core/model/refusal.js';
import { failureText } from '../core/text/failureText.js';

/** What the file system throws when it refuses something; `path` says of which file, where it is known. */
export interface FileRefusal extends NodeJS.ErrnoException {
  readonly code: string;
}

/** True for what the file system threw, which is no fault of the program. */
export function isRefusal(error: unknown): error is FileRefusal {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** Which file it is, why, and what to do: `/a/b cannot be used: permission is denied (EACCES). Check the permissions.` */
export function refusalText(error: FileRefusal): string {
  return `${error.path ?? 'A file'} cannot be used: ${failureText(error)}`;
}

/** The same as a refusal. */
export function fileRefusal(error: FileRefusal): Refusal {
  return { code: 'unusable_file', reason: refusalText(error) };
}
