import { characterEnd } from '../../text/characterClasses.js';

/**
 * How many units are handed to the segmenter at once: its cost a character grows with the length of the text, and a line
 * of Chinese may be a megabyte long.
 */
const WINDOW = 512;

/**
 * A counter of words in scripts written without spaces, by Unicode word segmentation. The segmenter is made on first use,
 * for one fixed locale, so that the answer depends on no setting.
 */
export function createUnspacedWordCounter(): (run: string) => number {
  let segmenter: Intl.Segmenter | undefined;
  return (run) => {
    // One letter is one word, and a segmenter takes microseconds to set to work.
    if (characterEnd(run, 0) === run.length) return 1;
    segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
    let words = 0;
    for (let start = 0; start < run.length;) {
      const isLast = start + WINDOW >= run.length;
      const segments = [...segmenter.segment(run.slice(start, start + WINDOW))];
      // The last word of a window may go on in the next, so the next begins with it.
      const last = segments.length > 1 && !isLast ? segments.pop() : undefined;
      for (const segment of segments) if (segment.isWordLike === true) words++;
      start += last?.index ?? WINDOW;
    }
    return words;
  };
}
