import * as l10n from '@vscode/l10n';
import { entryOf } from '../../core/documents/valueNode.js';
import type { AskedAt, Completion } from './completion.js';
import { keyCompletion } from './keys.js';

/** How many inputs are looked at. */
const MAX_INPUTS = 20;

/** The traits that other inputs of the folder name. */
export async function traitCompletions({ scope, context, file, place }: AskedAt): Promise<Completion[]> {
  const names = new Set<string>();
  const inputs = scope.inputs().slice(0, MAX_INPUTS + 1);
  for (const input of inputs.filter((name) => name !== file)) {
    const parsed = await context.files.read(input);
    const traits = entryOf(parsed?.root, 'semantic_traits')?.value;
    for (const { key } of traits?.kind === 'mapping' ? traits.entries : []) names.add(key);
  }
  const value = place.syntax === 'json' ? ' ""' : ' ';
  const at = place.syntax === 'json' ? 2 : 1;
  return [...names]
    .filter((name) => !place.siblings.has(name))
    .map((name) =>
      keyCompletion(
        place,
        name,
        { text: value, stops: [{ start: at, end: at }] },
        { detail: l10n.t('In another input') },
      ),
    );
}
