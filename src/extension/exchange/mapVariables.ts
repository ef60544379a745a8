import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import { counted } from '../../core/text/quote.js';
import type { Imported } from '../../language/index.js';
import { choose } from '../output/questions.js';

/** What variables stand for, by their names. */
export type Mapping = ReadonlyMap<string, Placeholder>;

const MEANINGS: Readonly<Record<Placeholder, string>> = {
  task: 'What is asked, as the input says it',
  activity_level: 'A number from 0 to 1',
  stress: 'A number from 0 to 1',
  semantic_traits: 'The traits of the input, as JSON',
};

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
      label: 'Import',
      description: 'With the variables as they are below',
      name: undefined,
    };
    const chosen = await choose([go, ...rows], `${howMany(names.size)} Choose one to say what it stands for`);
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
  return count === 1 ? 'Nothing fills in 1 variable.' : `Nothing fills in ${counted(count)} variables.`;
}

function whatBecomes(placeholder: Placeholder | undefined): string {
  return placeholder === undefined ? 'Stays as it is written' : `Becomes {{${placeholder}}}`;
}

async function chooseMeaning(name: string): Promise<Placeholder | 'nothing' | undefined> {
  const entries = [
    ...PLACEHOLDERS.map((placeholder) => ({
      icon: 'symbol-variable',
      label: `{{${placeholder}}}`,
      description: MEANINGS[placeholder],
      meaning: placeholder,
    })),
    {
      icon: 'circle-slash',
      label: 'No placeholder',
      description: whatBecomes(undefined),
      meaning: 'nothing' as const,
    },
  ];
  return (await choose(entries, `What ${name} stands for`))?.meaning;
}
