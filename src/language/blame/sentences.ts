import type { TextRange } from '../../core/model/findings.js';

/** How many units are handed to the segmenter at once: its cost a character grows with the length of the text. */
const WINDOW = 4096;

let segmenter: Intl.Segmenter | undefined;

/** The sentences of a text in order, without the blanks around them; a line break ends one. By one fixed locale, whatever the settings. */
export function sentencesOf(text: string): readonly TextRange[] {
  return [...eachSentence(text)];
}

/** The same one by one. */
export function* eachSentence(text: string): Generator<TextRange> {
  for (const { index, 0: line } of text.matchAll(/[^\n]+/g))
    for (let start = 0; start < line.length; start += WINDOW)
      for (const { segment, index: at } of segments(line.slice(start, start + WINDOW))) {
        const from = index + start + at + (segment.length - segment.trimStart().length);
        const length = segment.trim().length;
        if (length > 0) yield { start: from, end: from + length };
      }
}

function segments(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  return segmenter.segment(text);
}
