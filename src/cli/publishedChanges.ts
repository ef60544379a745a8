import { advisedLine, type PublishedDifference } from '../language/index.js';

/** What differs in each section, and how much that is. */
export function slotLines({ slots }: PublishedDifference): readonly string[] {
  return slots.map(
    ({ slot, changes, advice: { level, reason } }) =>
      `${slot}: ${changes.map(({ summary }) => summary).join('; ')} (${level}: ${reason})`,
  );
}

/** What the version advice says of the whole. */
export function adviceLines(difference: PublishedDifference): readonly string[] {
  const { level, reason } = difference.advice;
  const told = level === 'none' ? [] : [`By the version advice, the change is ${level}: ${reason}.`];
  const line = advisedLine(difference);
  return line === undefined ? told : [line];
}
