import * as l10n from '@vscode/l10n';
import { trimmedEnd } from '../prose/markers.js';
import type { Rule } from './rule.js';

/** `MAX_PARAGRAPHS`: how many paragraphs a part may have. */
export const tooManyParagraphs: Rule = {
  code: 'too-many-paragraphs',
  constraint: 'MAX_PARAGRAPHS',
  title: 'Too many paragraphs',
  severity: 'warning',
  reads: 'prose',
  documentation: {
    text:
      'The text has more paragraphs than `MAX_PARAGRAPHS`. Blank lines part paragraphs; a line that holds only block quote ' +
      'markers, tags, comments or a thematic break is blank. Fenced code, and JSON without a fence, is one paragraph of its ' +
      'own, however many blank lines it has. The finding covers all that is too much.',
    bad: { constraints: { MAX_PARAGRAPHS: 1 }, text: 'You are a librarian.\n\nYou answer in one sentence.' },
    good: { constraints: { MAX_PARAGRAPHS: 1 }, text: 'You are a librarian.\nYou answer in one sentence.' },
  },
  applies: ({ maxParagraphs }) => maxParagraphs !== undefined,
  check({ text, kind, constraints, prose: { paragraphs, visibleEnd } }) {
    const limit = constraints.maxParagraphs ?? Infinity;
    const start = paragraphs[limit];
    if (start === undefined) return [];
    // All that is too much may be markers, such as a thematic break; then those are covered.
    const end = visibleEnd > start ? visibleEnd : trimmedEnd(text, start, text.length);
    const message =
      kind === 'answer'
        ? l10n.t('The answer has {0} paragraphs; MAX_PARAGRAPHS allows {1}.', paragraphs.length, limit)
        : l10n.t(
            'The text has {0} paragraphs; MAX_PARAGRAPHS allows {1}. Join some or leave some out.',
            paragraphs.length,
            limit,
          );
    return [{ code: this.code, severity: this.severity, constraint: this.constraint, start, end, message }];
  },
};
