import * as translated from '@vscode/l10n';
import type { Texts } from './english.js';

/** Sentences one after the other, with what the language of the texts puts between two; empty ones are left out. */
export function sentences(...all: readonly string[]): string {
  return sentencesIn(translated, all);
}

/** The same of texts that something else makes. */
export function sentencesIn(l10n: Texts, all: readonly string[]): string {
  const [first = '', ...others] = all.filter((one) => one !== '');
  return others.reduce(
    (said, next) =>
      l10n.t({ message: '{0} {1}', args: [said, next], comment: ['Two sentences, one after the other'] }),
    first,
  );
}
