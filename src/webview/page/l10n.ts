import { config } from '@vscode/l10n';

// Where the editor's language has translations, a script that runs before the page's own holds those of the page (dist/page/l10n.*.js).

declare global {
  var promptBundlesL10n: Record<string, string> | undefined;
}

if (globalThis.promptBundlesL10n) config({ contents: globalThis.promptBundlesL10n });

/** The language that the page's texts are in, by its BCP 47 name: numbers and dates beside them are written as it writes them. */
export const language = document.documentElement.lang || 'en';

/** Numbers as that language writes them. */
export const counted = new Intl.NumberFormat(language);

/** Some things one after the other: "2 errors, 1 warning". */
export const listed = new Intl.ListFormat(language, { style: 'narrow' });

const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });

/** A day as that language writes it, of `2026-03-14`; what is of another form stays as it is. */
export function dayInWords(day: string): string {
  const [year, month, date] = /^\d{4}-\d\d-\d\d$/.test(day) ? day.split('-').map(Number) : [];
  if (year === undefined || month === undefined || date === undefined) return day;
  return days.format(new Date(year, month - 1, date));
}
