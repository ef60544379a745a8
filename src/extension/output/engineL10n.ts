import { l10n } from 'vscode';

// In the extension, what the engine imports as `@vscode/l10n` is this file (esbuild.mjs): the editor has read the translations already.

/** The text in the language of the editor, with its arguments. */
export const { t } = l10n;
