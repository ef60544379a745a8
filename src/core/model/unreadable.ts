import * as l10n from '@vscode/l10n';
import { quote } from '../text/quote.js';
import { sentences } from '../text/sentences.js';

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
  { file, line, isCertain, reason = l10n.t('Fix that file first.') }: UnreadablePlace,
): string {
  return sentences(placeSentence(version, quote(file), line, isCertain), reason);
}

function placeSentence(version: string, file: string, line: number | undefined, isCertain: boolean): string {
  if (line === undefined)
    return isCertain
      ? l10n.t('{0} is in {1}, which cannot be read.', version, file)
      : l10n.t('{0} may be in {1}, which cannot be read.', version, file);
  return isCertain
    ? l10n.t('{0} is in {1}, which cannot be read (line {2}).', version, file, line)
    : l10n.t('{0} may be in {1}, which cannot be read (line {2}).', version, file, line);
}
