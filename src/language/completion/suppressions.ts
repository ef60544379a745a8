import * as l10n from '@vscode/l10n';
import { FINDING_CODES, type Finding } from '../../core/model/findings.js';
import { excerpt } from '../../core/text/quote.js';
import { isSuppressible } from '../fixes/documents/addSuppression.js';
import { MAX_COMPLETIONS, type AskedAt, type Completion } from './completion.js';
import { textValue } from './writeValue.js';

/** The codes that can be suppressed: those that are found in this file first. */
export function suppressCodeCompletions(asked: AskedAt): Completion[] {
  const { place, describeCode } = asked;
  const found = new Map<string, number>();
  for (const { code } of findingsOf(asked)) found.set(code, (found.get(code) ?? 0) + 1);
  const codes = FINDING_CODES.filter(isSuppressible);
  return [...codes.filter((code) => found.has(code)), ...codes.filter((code) => !found.has(code))].map(
    (code) => {
      const count = found.get(code);
      const words = describeCode?.(code);
      return textValue(place, code, {
        label: code,
        ...(count !== undefined && { detail: l10n.t('{0} in this file', count) }),
        ...(words !== undefined && { documentation: [{ words }] }),
      });
    },
  );
}

/** The texts that findings of the entry's code are on. */
export function suppressTextCompletions(asked: AskedAt): Completion[] {
  const { place } = asked;
  const code = place.siblings.get('code');
  const texts = findingsOf(asked)
    .filter((finding) => finding.code === code)
    .map(({ text, range }) => text ?? asked.parsed.source.text.slice(range.start, range.end));
  return [...new Set(texts)]
    .filter((text) => text !== '' && !text.includes('\n'))
    .slice(0, MAX_COMPLETIONS)
    .map((text) => textValue(place, text, { label: excerpt(text) }));
}

function findingsOf({ scope, file }: AskedAt): readonly Finding[] {
  return scope.get(file)?.findings ?? [];
}
