import * as l10n from '@vscode/l10n';
import type { RenderMessage } from '../protocol.js';
import { listed } from '../../webview/page/l10n.js';
import { countBySeverity } from './findingCounts.js';
import { slotName } from '../../core/model/slots.js';

/** What a message tells that the one before did not, for those who do not see it, by topic; no words where nothing is to say. */
export function changesInWords(
  before: RenderMessage | undefined,
  { problem, sections, findings, isAlone }: RenderMessage,
): [topic: string, words: string][] {
  const parts = listed.format(sections.map(({ slot }) => slotName(slot)));
  const counts = countBySeverity(findings);
  const words: [string, string][] = [];
  if (problem?.message !== before?.problem?.message)
    words.push([
      'problem',
      problem
        ? [problem.message, ...problem.details.map(({ place, message }) => `${place}: ${message}`)].join(' ')
        : before?.problem
          ? l10n.t('The prompt renders again.')
          : '',
    ]);
  if (before && parts !== '')
    words.push(['prompt', isAlone ? l10n.t('The text changed.') : l10n.t('The prompt changed: {0}.', parts)]);
  if (before && counts !== countBySeverity(before.findings))
    words.push([
      'findings',
      counts === ''
        ? l10n.t('No findings.')
        : l10n.t({ message: '{0}.', args: [counts], comment: ['"2 errors, 1 warning", as a sentence'] }),
    ]);
  return words;
}
