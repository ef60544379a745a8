import type { L10nReplacement } from '@vscode/l10n';

/** What makes texts of messages and values: `@vscode/l10n`, in the language of the editor, or `ENGLISH`. */
export interface Texts {
  readonly t: (message: string, ...values: L10nReplacement[]) => string;
}

/** English, whatever the language of the editor is: for what goes to others, such as the comment of a pull request, and to programs. */
export const ENGLISH: Texts = {
  t: (message, ...values) =>
    message.replaceAll(/\{(\d+)\}/g, (found, index: string) => String(values[Number(index)] ?? found)),
};
