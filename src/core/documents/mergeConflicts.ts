import * as l10n from '@vscode/l10n';
import type { Finding, TextRange } from '../model/findings.js';
import { lineEnd } from '../text/lines.js';
import { sentences } from '../text/sentences.js';

/**
 * The lines that a version control system marks a conflict with: seven signs at the start of a line, then a label or
 * nothing. Jujutsu writes `%%%%%%%` or `+++++++` where others write `=======`.
 */
const MARKER = /^(?:(<{7})(?: [^\n]*)?|(={7}|%{7}(?: [^\n]*)?|\+{7}(?: [^\n]*)?)|(>{7})(?: [^\n]*)?)$/gm;

/** Edit blocks that prompts for coding tools are full of (Aider, Cline) are no conflicts. */
const EDIT_BLOCK = /^<{7} (?:SEARCH|ORIGINAL)\b/;

/**
 * Conflicts that a merge left in a text: an opening line, a parting one and a closing one, in this order, each at the start
 * of a line. Gives each from its first line to the end of its last. A lone `=======` underlines a heading.
 */
export function mergeConflicts(text: string): TextRange[] {
  if (!text.includes('<<<<<<<')) return [];
  const conflicts: TextRange[] = [];
  let start: number | undefined;
  let isParted = false;
  for (const match of text.matchAll(MARKER)) {
    const [line, opening, parting, closing] = match;
    if (opening !== undefined && !isParted) start = EDIT_BLOCK.test(line) ? undefined : match.index;
    if (parting !== undefined) isParted = start !== undefined;
    if (closing === undefined) continue;
    if (start !== undefined && isParted) conflicts.push({ start, end: match.index + line.length });
    start = undefined;
    isParted = false;
  }
  return conflicts;
}

/** The one finding of a file with conflicts, at the opening line of the first; of a file without none. */
export function mergeConflictFindings(text: string): Finding[] {
  const conflicts = mergeConflicts(text);
  return conflicts.slice(0, 1).map((first) => ({
    code: 'merge-conflict',
    severity: 'error',
    message: unresolvedText(conflicts.length),
    range: openingLine(text, first),
  }));
}

function unresolvedText(count: number): string {
  return sentences(
    count === 1
      ? l10n.t('A merge conflict is not resolved.')
      : l10n.t('{0} merge conflicts are not resolved.', count),
    l10n.t('Choose what stays, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`.'),
  );
}

/** The opening lines of the conflicts after the first. */
export function otherConflicts(text: string): TextRange[] {
  return mergeConflicts(text)
    .slice(1)
    .map((conflict) => openingLine(text, conflict));
}

function openingLine(text: string, { start }: TextRange): TextRange {
  return { start, end: lineEnd(text, start) };
}
