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
      'A sentence has more words than `MAX_SENTENCE_LENGTH`. Words are what a reader counts: `over-think`, `e.g.` and ' +
      '`1,000` are one each, and so are a placeholder and inline code. Headings, list items and table rows end a sentence; ' +
      'a line break inside a paragraph, an abbreviation and an initial do not. Fenced code is not read.',
    bad: {
      constraints: { MAX_SENTENCE_LENGTH: 6 },
      text: 'Answer briefly, and give an example, e.g. a short list.',
    },
    good: { constraints: { MAX_SENTENCE_LENGTH: 6 }, text: 'Answer briefly. Give an example, e.g. a list.' },
  },
  applies: ({ maxSentenceLength }) => maxSentenceLength !== undefined,
  check({ constraints, prose: { longSentences } }) {
    const { maxSentenceLength: limit } = constraints;
    if (limit === undefined) return [];
    const findings: ConstraintFinding[] = [];
    for (let i = 0; i < longSentences.length; i += 3) {
      const [start, end, words] = longSentences.slice(i, i + 3) as [number, number, number];
      const message = `This sentence has ${words} words; MAX_SENTENCE_LENGTH allows ${limit}. Shorten it or split it.`;
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
