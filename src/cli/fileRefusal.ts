/** What the file system says when it refuses something of a file. */
export interface FileRefusal extends NodeJS.ErrnoException {
  readonly code: string;
  readonly path: string;
}

/** True for what the file system threw, which is no fault of the program. */
export function isRefusal(error: unknown): error is FileRefusal {
  return error instanceof Error && 'code' in error && 'path' in error && 'syscall' in error;
}

/** Which file it is and why: `/a/b cannot be used: permission denied (EACCES).` */
export function refusalText({ code, path, message }: FileRefusal): string {
  const [reason = code] = message.replace(`${code}: `, '').split(',');
  return `${path} cannot be used: ${reason} (${code}).`;
}
