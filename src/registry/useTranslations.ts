import { config } from '@vscode/l10n';

/**
 * Has all that is told from here on in another language: `texts` are by what they are in English, as VS Code reads them for an
 * extension. Without any, all is told in English. What reaches registries is one file for every shell, so its shell says the
 * language.
 */
export function useTranslations(texts: Readonly<Record<string, string>> | undefined): void {
  config({ contents: { ...texts } });
}
