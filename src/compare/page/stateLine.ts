import { HASH_NAMES, type HistoryState, type VersionsMessage } from '../protocol.js';

const HISTORY_WORDS: Readonly<Record<HistoryState, string>> = {
  reading: ' Reading the git history…',
  whole: '',
  cut: ' Of git, the newest revisions alone are looked at.',
};
const PROMPT = HASH_NAMES.indexOf('prompt_hash');

/** What the table comes to as a whole, in a sentence or two. */
export function stateOf(message: VersionsMessage): string {
  const { rows, state } = message;
  const history = HISTORY_WORDS[message.history];
  if (rows.length === 0)
    return `${state.bundleId} no longer has a version. Its files and published versions were removed.${history}`;
  if (rows.length === 1)
    return `There is one version. Publish it or create the next one, and both are shown here side by side.${history}`;
  const prompts = new Set(rows.map(({ hashes }) => hashes[PROMPT]));
  const count = `${rows.length} versions.`;
  if (prompts.has(null)) return `${count} Some do not render with this input.${history}`;
  if (prompts.size === 1) return `${count} All give the same prompt with this input.${history}`;
  const words = `${prompts.size === rows.length ? 'Each gives a different prompt' : `They give ${prompts.size} different prompts`} with this input.`;
  return `${count} ${words}${history}`;
}
