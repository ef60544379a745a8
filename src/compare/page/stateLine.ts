import * as l10n from '@vscode/l10n';
import { sentences } from '../../core/text/sentences.js';
import { counted } from '../../webview/page/l10n.js';
import { HASH_NAMES, type HistoryState, type VersionsMessage } from '../protocol.js';

const PROMPT = HASH_NAMES.indexOf('prompt_hash');

/** What the table comes to as a whole, in a sentence or two. */
export function stateOf(message: VersionsMessage): string {
  return sentences(rowsInWords(message), historyInWords(message.history));
}

function rowsInWords({ rows, state }: VersionsMessage): string {
  if (rows.length === 0)
    return sentences(
      l10n.t('{0} no longer has a version.', state.bundleId),
      l10n.t('Its files and published versions were removed.'),
    );
  if (rows.length === 1)
    return sentences(
      l10n.t('There is one version.'),
      l10n.t('Publish it or create the next one, and both are shown here side by side.'),
    );
  const prompts = new Set(rows.map(({ hashes }) => hashes[PROMPT]));
  return sentences(
    l10n.t('{0} versions.', counted.format(rows.length)),
    promptsInWords(prompts, rows.length),
  );
}

function promptsInWords(prompts: ReadonlySet<unknown>, versions: number): string {
  if (prompts.has(null)) return l10n.t('Some do not render with this input.');
  if (prompts.size === 1) return l10n.t('All give the same prompt with this input.');
  return prompts.size === versions
    ? l10n.t('Each gives a different prompt with this input.')
    : l10n.t('They give {0} different prompts with this input.', counted.format(prompts.size));
}

function historyInWords(history: HistoryState): string {
  switch (history) {
    case 'reading':
      return l10n.t('Reading the git history…');
    case 'cut':
      return l10n.t('Of git, the newest revisions alone are looked at.');
    case 'whole':
      return '';
  }
}
