import * as l10n from '@vscode/l10n';
import type { Mistake } from './mistake.js';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const LITERALS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
/** What other languages write for the three literals. */
const FOREIGN: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  none: 'null',
  nil: 'null',
  undefined: 'null',
};
const NO_NUMBER = /^[-+]?(?:nan|inf|infinity|\.nan|\.inf)$/i;
/** More digits than any number in range has are not converted. */
const MAX_DIGITS = 40;

/** True for a word that is a JSON value. */
export function isJsonWord(word: string): boolean {
  return LITERALS.has(word) || NUMBER.test(word);
}

/** True for a word that is a value for certain, if written in another way; any other may be text without quotes. */
export function isForeignValue(word: string): boolean {
  return (
    FOREIGN[word.toLowerCase()] !== undefined ||
    NO_NUMBER.test(word) ||
    /^[-+.]*\d[\w.+]*$|^[-+.]+$/.test(word)
  );
}

/** What is wrong with a word in the place of a value, and what to write instead where that is clear. */
export function wordMistake(word: string): Pick<Mistake, 'message' | 'replacement'> {
  const literal = FOREIGN[word.toLowerCase()];
  if (literal !== undefined)
    return { message: l10n.t('JSON writes this as `{0}`. Change it.', literal), replacement: literal };
  if (NO_NUMBER.test(word))
    return { message: l10n.t('JSON does not have this number. Use another one, or `null`.') };
  if (/^[-+]?0[xob][\da-f_]+$/i.test(word)) return decimal(word);
  if (/^[-+]?(?:[\d_]+\.?[\d_]*|\.[\d_]+)(?:e[-+]?\d+)?$/i.test(word)) return plainNumber(word);
  if (/^[-+]?[\d.]*(?:e[-+]?)?$/i.test(word))
    return { message: l10n.t('This number is not complete. Add the missing digits.') };
  return {
    message: l10n.t('JSON text must be in double quotes. Add them.'),
    replacement: JSON.stringify(word),
  };
}

function decimal(word: string): Pick<Mistake, 'message' | 'replacement'> {
  const message = l10n.t('JSON numbers must be decimal. Convert it.');
  const digits = word.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase();
  const isNumber = /^0(?:x[\da-f]+|o[0-7]+|b[01]+)$/.test(digits) && digits.length <= MAX_DIGITS;
  return isNumber
    ? { message, replacement: `${word.startsWith('-') ? '-' : ''}${BigInt(digits)}` }
    : { message };
}

function plainNumber(word: string): Pick<Mistake, 'message' | 'replacement'> {
  const fixed = word
    .replace(/^\+/, '')
    .replaceAll('_', '')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?!\d)/, '.0');
  const message = word.startsWith('+')
    ? l10n.t('A JSON number cannot have a plus sign. Remove it.')
    : /^-?0\d/.test(word)
      ? l10n.t('A JSON number cannot begin with a zero. Remove it.')
      : word.includes('_')
        ? l10n.t('A JSON number cannot have underscores. Remove them.')
        : l10n.t('A JSON number must have digits on both sides of its point. Add them.');
  return NUMBER.test(fixed) ? { message, replacement: fixed } : { message };
}
