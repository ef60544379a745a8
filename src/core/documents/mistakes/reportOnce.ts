import * as l10n from '@vscode/l10n';
import { counted } from '../../text/quote.js';
import { sentences } from '../../text/sentences.js';
import type { Habit, Mistake } from './mistake.js';

/** The mistakes to tell: of a habit the first, which says how many more there are. */
export function reportOnce(mistakes: readonly Mistake[]): Mistake[] {
  const counts = new Map<Habit, number>();
  for (const { habit } of mistakes) if (habit) counts.set(habit, (counts.get(habit) ?? 0) + 1);
  const told = new Set<Habit>();
  return mistakes.flatMap((mistake) => {
    const { habit, message } = mistake;
    if (!habit) return [mistake];
    if (told.has(habit)) return [];
    told.add(habit);
    const more = (counts.get(habit) ?? 1) - 1;
    return [{ ...mistake, message: sentences(message, alsoIn(more)) }];
  });
}

function alsoIn(places: number): string {
  if (places === 0) return '';
  return places === 1
    ? l10n.t('The same in one more place.')
    : l10n.t('The same in {0} more places.', counted(places));
}
