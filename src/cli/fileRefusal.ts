/** What the file system throws when it refuses something; `path` says of which file, where it is known. */
export interface FileRefusal extends NodeJS.ErrnoException {
  readonly code: string;
}

/** True for what the file system threw, which is no fault of the program. */
export function isRefusal(error: unknown): error is FileRefusal {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** Which file it is and why: `/a/b cannot be used: permission denied (EACCES).` */
export function refusalText({ code, path = 'A file', message }: FileRefusal): string {
  const [reason = code] = message.replace(`${code}: `, '').split(',');
  return `${path} cannot be used: ${reason} (${code}).`;
}
