import { l10n } from 'vscode';
import type { ScopeIndex } from '../../language/index.js';
import { showInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';

/** Asks for two labels of a bundle, and gives the published versions that they name; else tells why there are no two. */
export async function chooseLabels(
  { labels, published }: ScopeIndex,
  bundle: string,
): Promise<readonly [string, string] | undefined> {
  const versions = published.versions(bundle);
  const choices = labels
    .named(bundle)
    .filter(({ version }) => versions.includes(version))
    .map(({ label, version }) => ({ icon: 'tag', label, description: version }));
  if (new Set(choices.map(({ description }) => description)).size < 2) {
    void showInformation(
      l10n.t('The labels of {0} name no two published versions. Give another version a label first.', bundle),
    );
    return undefined;
  }
  const from = await choose(choices, l10n.t('Compare which label of {0}?', bundle));
  if (!from) return undefined;
  const others = choices.filter(({ description }) => description !== from.description);
  const [only, second] = others;
  const to = second
    ? await choose(others, l10n.t('Compare {0} ({1}) with which?', from.label, from.description))
    : only;
  return to && [from.description, to.description];
}
