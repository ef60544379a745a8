import * as l10n from '@vscode/l10n';
import type { ConstraintFinding } from '../finding.js';
import type { Rule } from './rule.js';

/** `MAX_SENTENCE_LENGTH`: how many words a sentence may have. */
export const sentenceTooLong: Rule = {
  code: 'sentence-too-long',
  constraint: 'MAX_SENTENCE_LENGTH',
  title: 'Sentence too long',
  severity: 'warning',
  reads: 'prose',
  documentation: {
    text:
      'A sentence has more words than `MAX_SENTENCE_LENGTH`. Words are what a reader counts: `over-think`, `e.g.`, `1,000`, ' +
      'a URL and an e-mail address are one each, and so are a placeholder and inline code; tags are none. Sentences end at ' +
      'the end marks of all scripts, at headings, list items and table rows, at a colon that ends a line, and before a line ' +
      'that begins with a label such as `Tone:`. An abbreviation or an initial ends none, and neither does a line break, ' +
      'unless most lines of the paragraph were broken before they were full. Fenced code, and JSON without a fence, is ' +
      'not read.',
    bad: {
      constraints: { MAX_SENTENCE_LENGTH: 6 },
      text: 'Answer briefly, and give an example, e.g. a short list.',
    },
    good: { constraints: { MAX_SENTENCE_LENGTH: 6 }, text: 'Answer briefly. Give an example, e.g. a list.' },
  },
  applies: ({ maxSentenceLength }) => maxSentenceLength !== undefined,
  check({ kind, constraints, prose: { longSentences } }) {
    const { maxSentenceLength: limit = Infinity } = constraints;
    const findings: ConstraintFinding[] = [];
    for (let i = 0; i < longSentences.length; i += 3) {
      const [start, end, words] = longSentences.slice(i, i + 3) as [number, number, number];
      const message =
        kind === 'answer'
          ? l10n.t('This sentence of the answer has {0} words; MAX_SENTENCE_LENGTH allows {1}.', words, limit)
          : l10n.t(
              'This sentence has {0} words; MAX_SENTENCE_LENGTH allows {1}. Shorten it or split it.',
              words,
              limit,
            );
      findings.push({
        code: this.code,
        severity: this.severity,
        constraint: this.constraint,
        start,
        end,
        message,
      });
    }
    return findings;
  },
};
