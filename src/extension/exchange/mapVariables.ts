import { l10n } from 'vscode';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import { counted } from '../../core/text/quote.js';
import type { Imported } from '../../language/index.js';
import { choose } from '../output/questions.js';

/** What variables stand for, by their names. */
export type Mapping = ReadonlyMap<string, Placeholder>;

function meanings(): Readonly<Record<Placeholder, string>> {
  const share = l10n.t('A number from 0 to 1');
  return {
    task: l10n.t('What is asked, as the input says it'),
    activity_level: share,
    stress: share,
    semantic_traits: l10n.t('The traits of the input, as JSON'),
  };
}

/**
 * Asks what the variables stand for that nothing fills in; each may be left as it is written. `undefined` where the user does not
 * want to import after all.
 */
export async function mapVariables(files: readonly Imported[]): Promise<Mapping | undefined> {
  const names = new Set(
    files.flatMap(({ bundles }) =>
      bundles.flatMap(({ variables }) =>
        [...variables].flatMap(([name, placeholder]) => (placeholder === undefined ? name : [])),
      ),
    ),
  );
  const mapped = new Map<string, Placeholder>();
  while (names.size > 0) {
    const rows = [...names].map((name) => ({
      icon: 'symbol-variable',
      label: name,
      description: whatBecomes(mapped.get(name)),
      name,
    }));
    const go = {
      icon: 'check',
      label: l10n.t('Import'),
      description: l10n.t('With the variables as they are below'),
      name: undefined,
    };
    const chosen = await choose([go, ...rows], howMany(names.size));
    if (chosen === undefined) return undefined;
    const { name } = chosen;
    if (name === undefined) break;
    const meaning = await chooseMeaning(name);
    if (meaning === 'nothing') mapped.delete(name);
    else if (meaning !== undefined) mapped.set(name, meaning);
  }
  return mapped;
}

function howMany(count: number): string {
  return count === 1
    ? l10n.t('Nothing fills in 1 variable. Choose one to say what it stands for')
    : l10n.t('Nothing fills in {0} variables. Choose one to say what it stands for', counted(count));
}

function whatBecomes(placeholder: Placeholder | undefined): string {
  return placeholder === undefined
    ? l10n.t('Stays as it is written')
    : l10n.t('Becomes {0}', `{{${placeholder}}}`);
}

async function chooseMeaning(name: string): Promise<Placeholder | 'nothing' | undefined> {
  const details = meanings();
  const entries = [
    ...PLACEHOLDERS.map((placeholder) => ({
      icon: 'symbol-variable',
      label: `{{${placeholder}}}`,
      description: details[placeholder],
      meaning: placeholder,
    })),
    {
      icon: 'circle-slash',
      label: l10n.t('No placeholder'),
      description: whatBecomes(undefined),
      meaning: 'nothing' as const,
    },
  ];
  return (await choose(entries, l10n.t('What {0} stands for', name)))?.meaning;
}
