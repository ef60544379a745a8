import * as l10n from '@vscode/l10n';
import { CONSTRAINT_KEYS } from '../../core/model/constraints.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { quote } from '../../core/text/quote.js';

type ConstraintKey = (typeof CONSTRAINT_KEYS)[number];

/** What a constraint means, as the schema says it (a test holds both to each other), and where it applies in a bundle. */
export function meaningOf(key: ConstraintKey): { readonly means: string; readonly applies: string } {
  switch (key) {
    case 'FORBIDDEN_TOKENS':
      return {
        means: l10n.t('Words, phrases or signs that must not occur, compared without case.'),
        applies: l10n.t(
          'In a bundle, the tokens of all four templates are forbidden in every part, outside of code.',
        ),
      };
    case 'MAX_SENTENCE_LENGTH':
      return {
        means: l10n.t('The most words a sentence may have.'),
        applies: l10n.t('In a bundle, the smallest number of the four templates applies to every part.'),
      };
    case 'MAX_PARAGRAPHS':
      return {
        means: l10n.t('The most paragraphs a part may have.'),
        applies: l10n.t('Applies to the part of this template alone.'),
      };
    case 'NO_EMOJI':
      return {
        means: l10n.t('True when no emoji may occur.'),
        applies: l10n.t('In a bundle, true in one of the four templates applies to every part, code too.'),
      };
    case 'ASSERTIVENESS_LEVEL':
      return {
        means: l10n.t('How assertive the text should be, from 0 (hedged) to 1 (assertive).'),
        applies: l10n.t(
          'Applies to the part of this template alone. The text may be off by 0.25, as estimated from its boosters and hedges.',
        ),
      };
  }
}

/** What a constraint means and where it applies; its meaning only where the editor does not show it anyway. */
export function describeConstraint(key: string, isSchemaShown: boolean): readonly MarkdownPart[] {
  const known = CONSTRAINT_KEYS.find((name) => name === key);
  if (!known) return [{ words: l10n.t('{0} is kept with the template, and nothing checks it.', quote(key)) }];
  const { means, applies } = meaningOf(known);
  return [...(isSchemaShown ? [] : [{ words: `${quote(key)}: ${means}` }]), { words: applies }];
}
