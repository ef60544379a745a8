import type { PublishedDifference } from '../language/index.js';

/** What differs in each section, and how much that is. */
export function slotLines({ slots }: PublishedDifference): readonly string[] {
  return slots.map(
    ({ slot, changes, advice: { level, reason } }) =>
      `${slot}: ${changes.map(({ summary }) => summary).join('; ')} (${level}: ${reason})`,
  );
}
