import { classAt, isCloser, KIND, SPACE } from '../../text/characterClasses.js';
import { LESS_THAN_UNIT } from './markers.js';
import type { Stretch } from './stretch.js';

/*
 * What the lines of a stretch of prose say of its sentences: those that begin with a label or a letter in lower case, and
 * those that a colon ends.
 */

/** As many words has a label at most. */
export const MAX_LABEL_WORDS = 4;

const LOWER_CASE = /\p{Ll}/u;
const LABEL_START = /[\p{Lu}\p{Lt}\p{Lo}\p{Lm}*_~]/u;
const WIDE_COLON = '：';

/** Whether a line that begins with that code point goes on with a sentence, even if its lines were written one by one. */
export function startsLowerCase(first: number): boolean {
  if (first < 0x80) return first >= 0x61 && first <= 0x7a;
  return LOWER_CASE.test(String.fromCodePoint(first));
}

/** Whether a label may begin with that code point: a letter in upper case or without case, or an emphasis mark. */
export function mayBeginLabel(first: number): boolean {
  if (first < 0x80)
    return (first >= 0x41 && first <= 0x5a) || first === 0x2a || first === 0x5f || first === 0x7e;
  return LABEL_START.test(String.fromCodePoint(first));
}

/** Whether a colon ends a label that stands before it: white space follows it and its closers, unless it is wide. */
export function endsLabel(text: string, colon: number, stretch: Stretch): boolean {
  if (text[colon] === WIDE_COLON) return true;
  const limit = stretch.lineEnd;
  let at = colon + 1;
  for (;;) {
    const closersEnd = skipClosers(text, at, Math.min(limit, stretch.nextOpaque));
    const isTag = closersEnd < limit && text.charCodeAt(closersEnd) === LESS_THAN_UNIT;
    const tagEnd = isTag ? stretch.tagEnd(closersEnd) : -1;
    if (tagEnd < 0 || tagEnd > limit) return closersEnd >= limit || isSpaceAt(text, closersEnd, stretch);
    at = tagEnd;
  }
}

/** Where a sentence ends that a colon ends at the end of a line: after its closers. -1 if something visible follows. */
export function colonEnd(text: string, colon: number, stretch: Stretch): number {
  const limit = stretch.lineEnd;
  const end = skipClosers(text, colon + 1, Math.min(limit, stretch.nextOpaque));
  let at = end;
  for (;;) {
    while (at < limit && isSpaceAt(text, at, stretch)) at++;
    if (at >= limit) return end;
    const tagEnd = text.charCodeAt(at) === LESS_THAN_UNIT ? stretch.tagEnd(at) : -1;
    if (tagEnd < 0 || tagEnd > limit) return -1;
    at = tagEnd;
  }
}

function skipClosers(text: string, at: number, limit: number): number {
  while (at < limit && isCloser(classAt(text, at))) at++;
  return at;
}

function isSpaceAt(text: string, at: number, stretch: Stretch): boolean {
  return (classAt(text, at) & KIND) === SPACE && at < stretch.nextOpaque;
}
