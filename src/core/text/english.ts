import type { L10nReplacement } from '@vscode/l10n';

/** A message with what its translators are told of it. */
interface Commented {
  readonly message: string;
  readonly args: L10nReplacement[];
  readonly comment: string[];
}

/** What makes texts of messages and values: `@vscode/l10n`, in the language of the editor, or `ENGLISH`. */
export interface Texts {
  t(message: string, ...values: L10nReplacement[]): string;
  t(message: Commented): string;
}

/** English, whatever the language of the editor is: for what goes to others, such as the comment of a pull request, and to programs. */
export const ENGLISH: Texts = {
  t: (message: string | Commented, ...values: L10nReplacement[]) =>
    typeof message === 'string' ? filled(message, values) : filled(message.message, message.args),
};

function filled(message: string, values: readonly L10nReplacement[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (found, index: string) => String(values[Number(index)] ?? found));
}
