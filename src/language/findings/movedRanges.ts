import type { TextRange } from '../../core/model/findings.js';
import { wordChanges, type WordChange } from '../../core/versions/wordDiff.js';

/**
 * Tells where ranges of a text are in another state of it. What differs is looked for once, when it is first asked for; a
 * range inside of what was changed becomes all that stands there instead.
 */
export function movedRanges(before: string, after: string): (range: TextRange) => TextRange {
  if (before === after) return (range) => range;
  let changes: readonly WordChange[] | undefined;
  return ({ start, end }) => {
    changes ??= wordChanges(before, after);
    const moved = movedStart(changes, start);
    return { start: moved, end: Math.max(moved, movedEnd(changes, end)) };
  };
}

/** What is inserted right before a range is not part of it. */
function movedStart(changes: readonly WordChange[], offset: number): number {
  const last = changes.findLast(({ before }) => before.start <= offset);
  if (!last) return offset;
  return offset < last.before.end ? last.after.start : offset + last.after.end - last.before.end;
}

/** And neither is what is inserted right behind it. */
function movedEnd(changes: readonly WordChange[], offset: number): number {
  const last = changes.findLast(({ before }) => before.start < offset);
  if (!last) return offset;
  return offset < last.before.end ? last.after.end : offset + last.after.end - last.before.end;
}
