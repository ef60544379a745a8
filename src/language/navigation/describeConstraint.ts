import { CONSTRAINT_KEYS } from '../../core/model/constraints.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { quote } from '../../core/text/quote.js';

type ConstraintKey = (typeof CONSTRAINT_KEYS)[number];

/** What each constraint means, as the schema says it (a test holds both to each other), and where it applies in a bundle. */
export const CONSTRAINT_MEANINGS: Readonly<
  Record<ConstraintKey, { readonly means: string; readonly applies: string }>
> = {
  FORBIDDEN_TOKENS: {
    means: 'Words, phrases or signs that must not occur, compared without case.',
    applies: 'In a bundle, the tokens of all four templates are forbidden in every part, outside of code.',
  },
  MAX_SENTENCE_LENGTH: {
    means: 'The most words a sentence may have.',
    applies: 'In a bundle, the smallest number of the four templates applies to every part.',
  },
  MAX_PARAGRAPHS: {
    means: 'The most paragraphs a part may have.',
    applies: 'Applies to the part of this template alone.',
  },
  NO_EMOJI: {
    means: 'True when no emoji may occur.',
    applies: 'In a bundle, true in one of the four templates applies to every part, code too.',
  },
  ASSERTIVENESS_LEVEL: {
    means: 'How assertive the text should be, from 0 (hedged) to 1 (assertive).',
    applies:
      'Applies to the part of this template alone. The text may be off by 0.25, as estimated from its boosters and hedges.',
  },
};

/** What a constraint means and where it applies; its meaning only where the editor does not show it anyway. */
export function describeConstraint(key: string, isSchemaShown: boolean): readonly MarkdownPart[] {
  const known = CONSTRAINT_KEYS.find((name) => name === key);
  if (!known) return [{ words: `${quote(key)} is kept with the template, and nothing checks it.` }];
  const { means, applies } = CONSTRAINT_MEANINGS[known];
  return [...(isSchemaShown ? [] : [{ words: `${quote(key)}: ${means}` }]), { words: applies }];
}
