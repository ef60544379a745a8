import * as l10n from '@vscode/l10n';

/** The most characters of a label. */
export const MAX_LABEL_LENGTH = 64;

/** What a label has to look like, in a sentence. */
export function labelRule(): string {
  return l10n.t(
    'A label begins with a letter and has at most {0} characters: lower-case letters, digits, `-`, `_` and `.`.',
    MAX_LABEL_LENGTH,
  );
}

/** True for what may be the label of a version: it is no version, since it begins with a letter, and no two differ in case alone. */
export function isLabelName(text: string): boolean {
  return text.length <= MAX_LABEL_LENGTH && /^[a-z][a-z0-9._-]*$/.test(text);
}
