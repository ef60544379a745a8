import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../core/model/findings.js';
import { safeSplits } from './conjunctions.js';
import { shown } from './shown.js';
import { changeString, passageOf } from '../../edits/strings.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { resolves } from '../../edits/verify.js';

/** “Split the sentence at …”: where two independent clauses meet and both are short enough. */
export function splitSentence(subject: FixSubject, finding: Finding): Fix[] {
  const passage = passageOf(subject, finding);
  if (!passage) return [];
  const { value } = passage.string.node;
  for (const { at, edits } of safeSplits(value, passage.start, passage.end)) {
    const change = changeString(subject, passage.string, edits);
    if (change && resolves(subject, finding, change))
      return [{ title: l10n.t('Split the sentence at {0}', shown(at)), edits: change.edits }];
  }
  return [];
}
