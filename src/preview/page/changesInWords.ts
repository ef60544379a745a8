import type { RenderMessage } from '../protocol.js';
import { countBySeverity } from './findingCounts.js';
import { slotName } from '../../core/model/slots.js';

/** What a message tells that the one before did not, for those who do not see it, by topic; no words where nothing is to say. */
export function changesInWords(
  before: RenderMessage | undefined,
  { problem, sections, findings, isAlone }: RenderMessage,
): [topic: string, words: string][] {
  const parts = sections.map(({ slot }) => slotName(slot)).join(', ');
  const counts = countBySeverity(findings);
  const words: [string, string][] = [];
  if (problem?.message !== before?.problem?.message)
    words.push([
      'problem',
      problem
        ? [problem.message, ...problem.details.map(({ place, message }) => `${place}: ${message}`)].join(' ')
        : before?.problem
          ? 'The prompt renders again.'
          : '',
    ]);
  if (before && parts !== '')
    words.push(['prompt', isAlone ? 'The text changed.' : `The prompt changed: ${parts}.`]);
  if (before && counts !== countBySeverity(before.findings))
    words.push(['findings', counts === '' ? 'No findings.' : `${counts}.`]);
  return words;
}
