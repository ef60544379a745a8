import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../core/model/findings.js';
import { counted } from '../../../core/text/quote.js';
import { changeString, passageOf } from '../../edits/strings.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import type { TextEdit } from '../../edits/textEdit.js';
import { resolves, type Change } from '../../edits/verify.js';

/** “Remove the invisible character”, or all of a run, also where escapes stand for them, and in keys. */
export function removeInvisible(subject: FixSubject, finding: Finding): Fix[] {
  const passage = passageOf(subject, finding);
  const change = passage
    ? changeString(subject, passage.string, [{ start: passage.start, end: passage.end, text: '' }])
    : removalInKey(subject, finding);
  if (!change || !resolves(subject, finding, change)) return [];
  const count = Array.from(finding.text ?? '').length * change.edits.length;
  const title =
    count > 1
      ? l10n.t('Remove the {0} invisible characters', counted(count))
      : l10n.t('Remove the invisible character');
  return [{ title, edits: change.edits }];
}

/** What stands in a key twice is found twice at one place, and goes at once. */
function removalInKey({ text }: FixSubject, { range, text: characters = '' }: Finding): Change | undefined {
  if (characters === '') return undefined;
  const edits: TextEdit[] = [];
  const next = (from: number): number => text.indexOf(characters, from);
  for (
    let at = next(range.start);
    at >= 0 && at + characters.length <= range.end;
    at = next(at + characters.length)
  )
    edits.push({ start: at, end: at + characters.length, text: '' });
  return { edits };
}
