import * as l10n from '@vscode/l10n';
import { changedStretches, type Stretch } from '../text/changedStretches.js';
import { quote } from '../text/quote.js';
import type { TextRange } from '../model/findings.js';

/** One stretch that differs, in whole words: what stood there before and what stands there now, in UTF-16 offsets. */
export interface WordChange {
  readonly before: TextRange;
  readonly after: TextRange;
}

/** With more differing words than this, one change stands for all: nobody reads such a list, and it would take long. */
const MAX_EDITS = 200;

/** A placeholder, a number with its marks, a word (a very long one in pieces), white space, or any other character. */
const TOKEN = /\{\{\w+\}\}|\p{N}{1,50}(?:[.,]\p{N}{1,50}){1,10}|[\p{L}\p{N}\p{M}_]{1,1000}|\s+|./gsu;

/** What differs between two texts, word by word, in order; nothing when they are equal. */
export function wordChanges(before: string, after: string): readonly WordChange[] {
  const [a, b] = [wordTokens(before), wordTokens(after)];
  const [starts, ends] = [offsets(a), offsets(b)];
  const range = (at: readonly number[], from: number, to: number): TextRange => ({
    start: at[from] ?? 0,
    end: at[to] ?? 0,
  });
  return joined(changedStretches(a, b, MAX_EDITS), b).map(([a1, a2, b1, b2]) => ({
    before: range(starts, a1, a2),
    after: range(ends, b1, b2),
  }));
}

/** A few words on what changed: the first changes in full, and how many there are besides. */
export function describeWordChanges(before: string, after: string, most = 2): string {
  const changes = wordChanges(before, after);
  const told = changes.slice(0, most).map((change) => {
    const [was, is] = [
      before.slice(change.before.start, change.before.end),
      after.slice(change.after.start, change.after.end),
    ];
    if (was === '') return l10n.t('{0} is new', quote(is));
    return is === ''
      ? l10n.t('{0} was removed', quote(was))
      : l10n.t('{0} is now {1}', quote(was), quote(is));
  });
  const left = changes.length - told.length;
  return [...told, ...(left > 0 ? [moreText(left)] : [])].join(', ');
}

function moreText(changes: number): string {
  return changes === 1 ? l10n.t('1 more change') : l10n.t('{0} more changes', changes);
}

/** A text cut into words, placeholders, blanks and single marks. */
export function wordTokens(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

function offsets(words: readonly string[]): readonly number[] {
  let at = 0;
  return [0, ...words.map((word) => (at += word.length))];
}

/** Changes with nothing but white space between them read as one. */
function joined(edits: readonly Stretch[], b: readonly string[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    const between = last ? b.slice(last[3], edit[2]).join('') : '.';
    if (last && between.trim() === '') result[result.length - 1] = [last[0], edit[1], last[2], edit[3]];
    else result.push(edit);
  }
  return result;
}
