import { addAll } from '../../core/text/addAll.js';
import type { WordChange } from '../../core/versions/wordDiff.js';
import type { Piece } from '../protocol.js';
import type { Aside, ShownRun } from '../runs.js';

/** So much of a removed passage is shown. */
const MOST = 2000;
const SIGNS: Readonly<Record<string, string>> = { ' ': '·', '\t': '⇥', '\n': '↵' };

/** A text and the one it is compared with, and what differs. */
export interface ComparedText {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly WordChange[];
}

/** The runs of a text with what was removed from it, each passage where it stood. */
export function withChanges(runs: readonly Piece[], compared: ComparedText): readonly ShownRun[] {
  const { changes } = compared;
  if (changes.length === 0) return runs;
  const shown: ShownRun[] = [];
  let [next, at] = [0, 0];
  for (const run of runs) {
    const { length } = run.text;
    let start = 0;
    for (let change = changes[next]; change; change = changes[++next]) {
      const place = change.after.start - at;
      // What stands between two runs stands before the second.
      if (place > length || (place === length && length > 0)) break;
      const asides = asidesOf(compared, change);
      if (asides.length === 0) continue;
      if (place > start) shown.push({ ...run, text: run.text.slice(start, place) });
      addAll(shown, asides);
      start = place;
    }
    shown.push(start === 0 ? run : { ...run, text: run.text.slice(start) });
    at += length;
  }
  for (const change of changes.slice(next)) addAll(shown, asidesOf(compared, change));
  return shown;
}

/** The words of a removed passage as they are shown; signs for blanks alone, which would not be seen. */
export function removedWords(removed: string): string {
  if (removed.trim() === '')
    return removed.slice(0, MOST).replaceAll(/[ \t\n]/g, (blank) => SIGNS[blank] ?? blank);
  return removed.length > MOST ? `${removed.slice(0, MOST)} […]` : removed;
}

function asidesOf({ before, after }: ComparedText, change: WordChange): ShownRun[] {
  const removed = before.slice(change.before.start, change.before.end);
  const added = after.slice(change.after.start, change.after.end);
  const asides: Aside[] = [];
  if (removed !== '') asides.push({ kind: 'removed', words: removedWords(removed) });
  // Added line breaks alone could not be marked: they have nothing to be drawn on.
  if (added.includes('\n') && added.trim() === '')
    asides.push({ kind: 'added', words: '↵'.repeat(Math.min(added.split('\n').length - 1, 20)) });
  return asides.map((aside) => ({ text: '', aside }));
}
