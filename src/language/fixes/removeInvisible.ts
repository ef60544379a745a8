import type { Finding } from '../../core/model/findings.js';
import { counted } from '../../core/text/quote.js';
import { changeString, passageOf } from './strings.js';
import type { Fix, FixSubject } from './subject.js';
import { mends, type Change } from './verify.js';

/** “Remove the invisible character”, or all of a run, also where escapes stand for them, and in keys. */
export function removeInvisible(subject: FixSubject, finding: Finding): Fix[] {
  const passage = passageOf(subject, finding);
  const change = passage
    ? changeString(subject, passage.string, [{ start: passage.start, end: passage.end, text: '' }])
    : removalInKey(subject, finding);
  if (!change || !mends(subject, finding, change)) return [];
  const count = Array.from(finding.text ?? '').length;
  const title =
    count > 1 ? `Remove the ${counted(count)} invisible characters` : 'Remove the invisible character';
  return [{ title, edits: change.edits }];
}

function removalInKey({ text }: FixSubject, { range, text: characters = '' }: Finding): Change | undefined {
  const at = characters === '' ? -1 : text.slice(range.start, range.end).indexOf(characters);
  if (at < 0) return undefined;
  const start = range.start + at;
  return { edits: [{ start, end: start + characters.length, text: '' }] };
}
