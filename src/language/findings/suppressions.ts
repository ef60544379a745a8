import * as l10n from '@vscode/l10n';
import { didYouMean } from '../../core/documents/didYouMean.js';
import { quoteMarkAt, spell } from '../../core/documents/spelling.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { suppressEntries } from '../../core/documents/suppressEntries.js';
import { stringOf } from '../../core/documents/valueNode.js';
import { quote } from '../../core/text/quote.js';
import { FINDING_CODES, type Finding } from '../../core/model/findings.js';
import type { TextRange } from '../../core/model/findings.js';
import { showsSomething } from '../../core/text/visible.js';
import { sentences } from '../../core/text/sentences.js';

/** An entry of a file's `suppress` list: findings of the code, or only those on exactly the text, are not reported. */
export interface Suppression {
  readonly code: string;
  readonly text: string | undefined;
  readonly reason: string;
  /** Where its code stands. */
  readonly range: TextRange;
}

/** The entries of a file that are whole and have a reason; others are told by the schema. */
export function suppressionsIn({ root }: PromptFile): Suppression[] {
  return suppressEntries(root).flatMap((entry) => {
    const code = stringOf(entry, 'code');
    const reason = stringOf(entry, 'reason');
    return code && reason && showsSomething(reason.value)
      ? [
          {
            code: code.value,
            text: stringOf(entry, 'text')?.value,
            reason: reason.value,
            range: code.range,
          },
        ]
      : [];
  });
}

/**
 * The findings that are left to report, and the finding of each entry that suppressed nothing, unless more may be found
 * once something can be read again. `textOf` gives what stands in a range of the file.
 */
export function applySuppressions(
  suppressions: readonly Suppression[],
  findings: readonly Finding[],
  textOf: (range: TextRange) => string,
  mayFindMore: boolean,
): Finding[] {
  if (suppressions.length === 0) return [...findings];
  /** Code to the texts it is suppressed on, none for all, and whether a finding was. */
  const byCode = new Map<string, Map<string | undefined, boolean>>();
  for (const { code, text } of suppressions) {
    const texts = byCode.get(code) ?? new Map<string | undefined, boolean>();
    byCode.set(code, texts.set(text, false));
  }
  const left = findings.filter((finding) => {
    const texts = byCode.get(finding.code);
    if (!texts) return true;
    const matching = [undefined, finding.text ?? textOf(finding.range)].filter((text) => texts.has(text));
    for (const text of matching) texts.set(text, true);
    return matching.length === 0;
  });
  const unused = suppressions.filter(
    ({ code, text }) => !byCode.get(code)?.get(text) && !(mayFindMore && isKnown(code)),
  );
  return [...left, ...unused.map((suppression) => unusedFinding(suppression, textOf(suppression.range)))];
}

/** A finding that is not reported, and why. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** The findings that entries suppress, each with the reason of the entry for its text, or for all of its code. */
export function suppressedBy(
  suppressions: readonly Suppression[],
  findings: readonly Finding[],
  textOf: (range: TextRange) => string,
): SuppressedFinding[] {
  const byCode = new Map<string, Map<string | undefined, string>>();
  for (const { code, text, reason } of suppressions) {
    const reasons = byCode.get(code) ?? new Map<string | undefined, string>();
    byCode.set(code, reasons);
    if (!reasons.has(text)) reasons.set(text, reason);
  }
  return findings.flatMap((finding) => {
    const reasons = byCode.get(finding.code);
    const reason = reasons?.get(finding.text ?? textOf(finding.range)) ?? reasons?.get(undefined);
    return reason === undefined ? [] : [{ finding, reason }];
  });
}

function isKnown(code: string): boolean {
  return (FINDING_CODES as readonly string[]).includes(code);
}

/** `written` is the entry's code as it stands in the file. */
function unusedFinding({ code, range }: Suppression, written: string): Finding {
  const known = isKnown(code);
  const meant = known ? undefined : didYouMean(code, FINDING_CODES);
  const what = known
    ? l10n.t('This entry suppresses nothing.')
    : l10n.t('There is no code {0}.', quote(code));
  const advice =
    meant === undefined ? l10n.t('Remove the entry.') : l10n.t('Did you mean {0}?', quote(meant));
  return {
    code: 'unused-suppression',
    severity: 'warning',
    message: sentences(what, advice),
    range,
    ...(meant !== undefined && { replacement: spell(meant, quoteMarkAt(written, { start: 0 })) }),
  };
}
