import * as l10n from '@vscode/l10n';
import type { Finding, TextRange } from '../model/findings.js';
import { quote } from '../text/quote.js';
import type { MappingNode, ScalarNode } from './valueNode.js';

// What YAML and JSON files have in common beyond their syntax (spec, section 1).

/** Values nested deeper than this are refused, so that no reader of them can run out of stack. */
export const MAX_DEPTH = 500;
/** What is said of the first that is. */
export function tooDeep(): string {
  return l10n.t('Values can be nested at most {0} levels deep. Move some of them up.', MAX_DEPTH);
}

/** More errors than this in the syntax of one file are not told: they help nobody. */
export const MAX_SYNTAX_ERRORS = 100;

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 64n - 1n;
/** No integer in range has more digits than this; longer ones are refused before they are converted. */
const MAX_INTEGER_DIGITS = 40;

/** A finding that the text cannot be read. */
export function syntaxFinding(message: string, range: TextRange, replacement?: string): Finding {
  return {
    code: 'syntax',
    severity: 'error',
    message,
    range,
    ...(replacement !== undefined && { replacement }),
  };
}

/** An integer as its digits say, or the finding that it is out of range (-2^63 to 2^64-1). */
export function integerNode(
  digits: string,
  range: TextRange,
  convert: (digits: string) => bigint = BigInt,
): ScalarNode | Finding {
  const value = digits.length > MAX_INTEGER_DIGITS ? undefined : convert(digits);
  return value === undefined || value < MIN_INTEGER || value > MAX_INTEGER
    ? syntaxFinding(l10n.t('This integer is out of range. Use one from -2^63 to 2^64-1, or a string.'), range)
    : { kind: 'integer', value, range };
}

/** A float, or the finding that its digits overflow. */
export function floatNode(value: number, range: TextRange): ScalarNode | Finding {
  return Number.isFinite(value)
    ? { kind: 'float', value, range }
    : syntaxFinding(l10n.t('This number is too large for a float. Use a smaller one, or a string.'), range);
}

/** Findings for keys that stand twice in one mapping, at each later one. */
export function duplicateKeyFindings({ entries }: MappingNode): Finding[] {
  const seen = new Set<string>();
  return entries
    .filter(({ key }) => seen.has(key) || !seen.add(key))
    .map(({ key, keyRange }) =>
      syntaxFinding(l10n.t('The key {0} is here twice. Remove one of them.', quote(key)), keyRange),
    );
}

/** The finding for a string with half of a surrogate pair in it, which no UTF-8 can hold. */
export function surrogateFinding(text: string, range: TextRange): Finding[] {
  return text.isWellFormed()
    ? []
    : [syntaxFinding(l10n.t('This text holds a lone surrogate. Remove it.'), range)];
}

/** Findings for lone surrogates in a file's text, at the first of them. */
export function loneSurrogateFindings(text: string, offset = 0): Finding[] {
  if (text.isWellFormed()) return [];
  const at = text.search(/\p{Surrogate}/u);
  return [
    syntaxFinding(l10n.t('The file holds a lone surrogate here. Remove it.'), {
      start: offset + at,
      end: offset + at + 1,
    }),
  ];
}
