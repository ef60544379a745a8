import { config } from '@vscode/l10n';

// Where the editor's language has translations, a script that runs before the page's own holds those of the page (dist/page/l10n.*.js).

declare global {
  var promptBundlesL10n: Record<string, string> | undefined;
}

if (globalThis.promptBundlesL10n) config({ contents: globalThis.promptBundlesL10n });

/** The language that the page's texts are in, by its BCP 47 name: numbers and dates beside them are written as it writes them. */
export const language = document.documentElement.lang || 'en';
