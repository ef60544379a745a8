import * as l10n from '@vscode/l10n';
import { excerpt } from '../../text/quote.js';
import type { ConstraintFinding } from '../finding.js';
import type { CheckedKind, Rule } from './rule.js';

/** `FORBIDDEN_TOKENS`: words, phrases and signs that must not occur. */
export const forbiddenToken: Rule = {
  code: 'forbidden-token',
  constraint: 'FORBIDDEN_TOKENS',
  title: 'Forbidden token',
  severity: 'warning',
  reads: 'prose',
  documentation: {
    text:
      'A token of `FORBIDDEN_TOKENS` occurs. Case makes no difference. Where a token begins or ends with a letter, a digit, ' +
      'a mark or an underscore, it must be a whole word there; other edges match anywhere. An underscore between letters ' +
      'joins them (`max_length` does not hold `max`), one that marks emphasis does not (`_max_` does); emoji are part of no ' +
      'word, and scripts written without spaces are searched at every character. White space in a token stands for any ' +
      "white space but a blank line, and `'` is the same as `’`. Code and placeholders are not looked into.",
    bad: {
      constraints: { FORBIDDEN_TOKENS: ['!', 'as soon as possible'] },
      text: 'Answer as soon as possible!',
    },
    good: { constraints: { FORBIDDEN_TOKENS: ['!', 'as soon as possible'] }, text: 'Answer soon.' },
  },
  applies: ({ forbiddenTokens }) => forbiddenTokens.length > 0,
  check({ text, kind, constraints, tokens }) {
    const findings: ConstraintFinding[] = [];
    // A text that breaks a rule once tends to break it often, in the same words.
    const messages: string[] = [];
    for (let i = 0; i < tokens.length; i += 3) {
      const start = tokens[i] ?? 0;
      const end = tokens[i + 1] ?? 0;
      const index = tokens[i + 2] ?? 0;
      const token = constraints.forbiddenTokens[index] ?? '';
      const isSpelledSo = end - start === token.length && text.startsWith(token, start);
      const message = isSpelledSo
        ? (messages[index] ??= messageFor(kind, token, token))
        : messageFor(kind, text.slice(start, end), token);
      findings.push({
        code: this.code,
        severity: this.severity,
        constraint: this.constraint,
        start,
        end,
        message,
        token,
      });
    }
    return findings;
  },
};

function messageFor(kind: CheckedKind, written: string, token: string): string {
  const [shown, asked] = [onOneLine(written), onOneLine(token)];
  if (kind === 'answer')
    return shown === asked
      ? l10n.t('The answer says “{0}”, which FORBIDDEN_TOKENS forbids.', shown)
      : l10n.t('The answer says “{0}”, which FORBIDDEN_TOKENS forbids (as “{1}”).', shown, asked);
  return shown === asked
    ? l10n.t('“{0}” is forbidden by FORBIDDEN_TOKENS. Leave it out or say it in other words.', shown)
    : l10n.t(
        '“{0}” is forbidden by FORBIDDEN_TOKENS (as “{1}”). Leave it out or say it in other words.',
        shown,
        asked,
      );
}

function onOneLine(text: string): string {
  return excerpt(text.replaceAll(/\s+/g, ' '));
}
