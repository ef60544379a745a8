import { counted } from '../../text/quote.js';
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
    const others =
      more === 0 ? '' : ` The same in ${more === 1 ? 'one more place' : `${counted(more)} more places`}.`;
    return [{ ...mistake, message: `${message}${others}` }];
  });
}
