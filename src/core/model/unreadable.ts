import { quote } from '../text/quote.js';

/** A file that cannot be read, though it defines a version, or may. */
export interface UnreadablePlace {
  /** What people call the file. */
  readonly file: string;
  /** The line of its first mistake, from 1; `undefined` when its text is not there to be read at all. */
  readonly line: number | undefined;
  /** False when the file does not say for certain which version it defines. */
  readonly isCertain: boolean;
  /** Why it cannot be read, and what to do, in sentences; where there is none, the file says it. */
  readonly reason?: string;
}

/** Says of a version, such as `Template a@1.0.0`, that it is not missing, and where it is. */
export function unreadableMessage(
  version: string,
  { file, line, isCertain, reason = 'Fix that file first.' }: UnreadablePlace,
): string {
  const verb = isCertain ? 'is in' : 'may be in';
  const where = line === undefined ? '' : ` (line ${line})`;
  return `${version} ${verb} ${quote(file)}, which cannot be read${where}. ${reason}`;
}
