import { markdownBlock } from '../output/markdownText.js';
import { ENGLISH } from '../text/english.js';
import { severalLines } from '../text/oneLine.js';
import { countedIn, shorten } from '../text/quote.js';
import { unifiedDiff } from './unifiedDiff.js';

/** The most characters of all diffs together: a pull request takes 32,768 where it takes least, with what else is told. */
const MAX_DIFF_LENGTH = 24_000;
/** A line is not begun in less room than this. */
const LEAST_CUT = 80;

/** Diffs for one comment of a pull request, as many as there is room for. */
export class DiffRoom {
  #room = MAX_DIFF_LENGTH;

  /** What differs between two texts, as blocks of Markdown; what is left out is told. Nothing where they are equal. */
  diff(before: string, after: string): readonly string[] {
    const lines = unifiedDiff(before, after).map(severalLines);
    const { shown, left } = linesWithin(lines, this.#room);
    this.#room -= shown.length;
    return [
      ...(shown === '' ? [] : [markdownBlock(shown, 'diff')]),
      ...(left > 0
        ? [
            `${countedIn(ENGLISH, left)} of ${countedIn(ENGLISH, lines.length)} lines of this diff are left out, to fit into a pull request.\n`,
          ]
        : []),
    ];
  }
}

/** The first lines of so many characters, the last of them cut where it has no room, and how many are not whole. */
function linesWithin(
  lines: readonly string[],
  room: number,
): { readonly shown: string; readonly left: number } {
  let length = -1;
  const whole = lines.findIndex((line) => (length += line.length + 1) > room);
  if (whole < 0) return { shown: lines.join('\n'), left: 0 };
  const shown = lines.slice(0, whole);
  const rest = room - shown.join('\n').length - 2;
  const cut = rest >= LEAST_CUT ? [shorten(lines[whole] ?? '', rest)] : [];
  return { shown: [...shown, ...cut].join('\n'), left: lines.length - whole };
}
