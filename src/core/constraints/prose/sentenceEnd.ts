import {
  characterEnd,
  classAt,
  classOfCodePoint,
  DIGIT,
  isCloser,
  KIND,
  LESS_THAN,
  SPACE,
  TERMINATOR,
  WIDE_TERMINATOR,
} from '../../text/characterClasses.js';
import { abbreviationFollower, type Follower } from './abbreviations.js';
import type { Stretch } from './stretch.js';

/**
 * Where the sentence ends that the end mark at `mark` closes: after its closers. -1 if it closes none, because neither white
 * space nor a tag follows, or an abbreviation precedes. `word` is where the word begins that ends right before it, -1 if
 * none does.
 */
export function sentenceEnd(text: string, mark: number, word: number, stretch: Stretch): number {
  const { lineEnd, nextOpaque } = stretch;
  const limit = Math.min(lineEnd, nextOpaque);
  let end = characterEnd(text, mark);
  if ((classAt(text, mark) & KIND) === WIDE_TERMINATOR) {
    while (end < limit && isCloserOrEndMark(text, end)) end++;
    return end;
  }
  while (end < limit && isCloser(classAt(text, end))) end++;
  if (end < lineEnd && (end === nextOpaque || !isSpaceOrTag(text, end, stretch))) return -1;
  if (word < 0 || text[mark] !== '.') return end;
  const follower = abbreviationFollower(text, word, mark);
  return follower !== undefined && isFollowedBy(text, end, follower, stretch) ? -1 : end;
}

const OPENING_QUOTE = /\p{Pi}/u;

/** After a wide end mark an opening quote closes nothing: what it opens may follow without a space. */
function isCloserOrEndMark(text: string, at: number): boolean {
  const unitClass = classAt(text, at);
  const kind = unitClass & KIND;
  if (kind === TERMINATOR || kind === WIDE_TERMINATOR) return true;
  return isCloser(unitClass) && !OPENING_QUOTE.test(text[at] ?? '');
}

function isSpaceOrTag(text: string, at: number, stretch: Stretch): boolean {
  const kind = classAt(text, at) & KIND;
  return kind === SPACE || (kind === LESS_THAN && stretch.tagEnd(at) >= 0);
}

/** Whether what is read next in the stretch, after white space, tags and markers, is of that sort. */
function isFollowedBy(text: string, from: number, follower: Follower, stretch: Stretch): boolean {
  const { bounds, line, nextOpaque } = stretch;
  let at = from;
  for (let i = line; i < bounds.length; i += 2) {
    const end = bounds[i + 1] ?? 0;
    at = Math.max(at, bounds[i] ?? 0);
    while (at < end && at < nextOpaque && isSpaceOrTag(text, at, stretch))
      at = (classAt(text, at) & KIND) === SPACE ? at + 1 : stretch.tagEnd(at);
    if (at < end)
      return follower === 'anything' || (at < nextOpaque && isA(text.codePointAt(at) ?? 0, follower));
  }
  return false;
}

const LOWER_CASE = /\p{Ll}/u;

function isA(codePoint: number, follower: Follower): boolean {
  if (follower === 'digit') return (classOfCodePoint(codePoint) & KIND) === DIGIT;
  return LOWER_CASE.test(String.fromCodePoint(codePoint));
}
