import {
  classAt,
  classOfCodePoint,
  DIGIT,
  isCloser,
  KIND,
  SPACE,
  TERMINATOR,
  WIDE_TERMINATOR,
} from '../../text/characterClasses.js';
import { abbreviationFollower, type Follower } from './abbreviations.js';

/** One stretch of prose, as far as it matters to where its sentences end. */
export interface Stretch {
  /** Start and end, by turns, of what is read in it. */
  bounds: readonly number[];
  /** Index into `bounds` of the part being read. */
  part: number;
  /** Where the next opaque range begins; `Infinity` if there is none. */
  nextOpaque: number;
}

/**
 * Where the sentence ends that the end mark at `mark` closes: after its closers. -1 if it closes none, because no white
 * space follows or an abbreviation precedes. `word` is where the word begins that ends right before it, -1 if none does.
 */
export function sentenceEnd(text: string, mark: number, word: number, stretch: Stretch): number {
  const { bounds, part, nextOpaque } = stretch;
  const partEnd = bounds[part + 1] ?? 0;
  const limit = Math.min(partEnd, nextOpaque);
  let end = mark + 1;
  if ((classAt(text, mark) & KIND) === WIDE_TERMINATOR) {
    while (end < limit && isCloserOrEndMark(classAt(text, end))) end++;
    return end;
  }
  while (end < limit && isCloser(classAt(text, end))) end++;
  if (end < partEnd && (end === nextOpaque || (classAt(text, end) & KIND) !== SPACE)) return -1;
  if (word < 0 || text[mark] !== '.') return end;
  const follower = abbreviationFollower(text, word, mark);
  return follower !== undefined && isFollowedBy(text, end, follower, stretch) ? -1 : end;
}

function isCloserOrEndMark(unitClass: number): boolean {
  const kind = unitClass & KIND;
  return isCloser(unitClass) || kind === TERMINATOR || kind === WIDE_TERMINATOR;
}

/** Whether what is read next in the stretch, after white space and markers, is of that sort. */
function isFollowedBy(text: string, from: number, follower: Follower, stretch: Stretch): boolean {
  const { bounds, part, nextOpaque } = stretch;
  let at = from;
  for (let i = part; i < bounds.length; i += 2) {
    const end = bounds[i + 1] ?? 0;
    at = Math.max(at, bounds[i] ?? 0);
    while (at < end && at < nextOpaque && (classAt(text, at) & KIND) === SPACE) at++;
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
