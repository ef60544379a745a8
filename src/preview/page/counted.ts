import * as l10n from '@vscode/l10n';
import { counted } from '../../webview/page/l10n.js';
import type { TextSize } from './measuredText.js';

// How many there are of something, in words: "1 word", "1,200 words".

export function wordsInWords(count: number): string {
  return count === 1 ? l10n.t('1 word') : l10n.t('{0} words', counted.format(count));
}

export function charactersInWords(count: number): string {
  return count === 1 ? l10n.t('1 character') : l10n.t('{0} characters', counted.format(count));
}

export function tokensInWords(count: number): string {
  return count === 1 ? l10n.t('1 token') : l10n.t('{0} tokens', counted.format(count));
}

export function errorsInWords(count: number): string {
  return count === 1 ? l10n.t('1 error') : l10n.t('{0} errors', counted.format(count));
}

/** A size in a few words: in tokens where they are counted, else in characters. */
export function sizeInWords(size: TextSize | undefined): string {
  if (!size) return '';
  const { words, characters, tokens } = size;
  return `${wordsInWords(words)} · ${tokens === undefined ? charactersInWords(characters) : tokensInWords(tokens)}`;
}
