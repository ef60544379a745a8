import type { Finding } from '../../core/model/findings.js';
import { changeString, passageOf } from './strings.js';
import type { Fix, FixSubject } from './subject.js';
import { mends, type Change } from './verify.js';

/** “Remove the invisible character”, also where an escape stands for it, and in keys. */
export function removeInvisible(subject: FixSubject, finding: Finding): Fix[] {
  const passage = passageOf(subject, finding);
  const change = passage
    ? changeString(subject, passage.string, [{ start: passage.start, end: passage.end, text: '' }])
    : removalInKey(subject, finding);
  if (!change || !mends(subject, finding, change)) return [];
  return [{ title: 'Remove the invisible character', edits: change.edits }];
}

function removalInKey({ text }: FixSubject, { range, text: character = '' }: Finding): Change | undefined {
  const at = character === '' ? -1 : text.slice(range.start, range.end).indexOf(character);
  if (at < 0) return undefined;
  const start = range.start + at;
  return { edits: [{ start, end: start + character.length, text: '' }] };
}
