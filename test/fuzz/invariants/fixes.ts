import type { Finding, FindingCode } from '../../../src/core/model/findings.js';
import {
  addSuppression,
  applyEdits,
  fixAll,
  fixesFor,
  isSuppressible,
  replaceText,
  suppressionOf,
  type Fix,
  type FixSubject,
  type TextEdit,
} from '../../../src/language/index.js';
import { offsetBefore } from '../../../src/language/edits/textEdit.js';
import type { Folder } from '../folder.js';
import type { Report } from '../fuzzCase.js';
import { splitsPair } from './places.js';

/** How many findings of a file have their fixes tried, each of another code. */
const MOST = 5;

/** A change that is offered, and what it promises beside leaving a file that can be read. */
interface Offer {
  readonly what: string;
  readonly edits: readonly TextEdit[];
  /** The finding that goes away. */
  readonly takesAway?: Finding;
}

/** Every change that is offered applies, leaves a file that can be read, and keeps its promise. Leaves the folder as it was. */
export async function checkFixes(folder: Folder, file: string, report: Report): Promise<void> {
  const subject = folder.subjectOf(file);
  if (!subject) return;
  const before = folder.findings(file);
  for (const finding of firstOfEachCode(before).slice(0, MOST))
    for (const offer of offersFor(subject, before, finding))
      await checkOffer(folder, file, before, offer, report);
}

function offersFor(subject: FixSubject, findings: readonly Finding[], finding: Finding): Offer[] {
  const { code } = finding;
  const suppression = isSuppressible(code)
    ? addSuppression(subject, suppressionOf(subject, finding, 'A test.'))
    : undefined;
  const replacement = code === 'forbidden-token' ? replaceText(subject, finding, 'qqq') : undefined;
  const all = fixAll(
    subject,
    findings.filter((one) => one.code === code),
  );
  const offers: (Offer | undefined)[] = [
    ...fixesFor(subject, finding).map(({ edits }): Offer => ({
      what: `fix of ${code}`,
      edits,
      takesAway: finding,
    })),
    suppression && { what: `suppression of ${code}`, edits: suppression.edits, takesAway: finding },
    replacement && { what: 'replacement', edits: replacement.edits },
    all.length > 0 ? { what: `fix of all ${code}`, edits: all } : undefined,
  ];
  return offers.filter((offer) => offer !== undefined);
}

async function checkOffer(
  folder: Folder,
  file: string,
  before: readonly Finding[],
  { what, edits, takesAway }: Offer,
  report: Report,
): Promise<void> {
  const { source, root } = folder.get(file);
  if (!areEdits(edits, source.text, what, report)) return;
  const changed = applyEdits(source.text, edits);
  await folder.whileWritten({ [file]: changed }, () => {
    const after = folder.findings(file);
    const told = `${takesAway?.message.slice(0, 200) ?? ''} => ${JSON.stringify(changed.slice(0, 400))}: ${after
      .map(({ code, message }) => `${code} ${message}`)
      .join(' ')
      .slice(0, 300)}`;
    if (root && !folder.get(file).root) report(`${what} leaves a file that cannot be read`, told);
    if (takesAway && countAt(after, takesAway, edits) >= countAt(before, takesAway, []))
      report(`${what} leaves it`, told);
    const opens = before.some(({ code }) => code === 'syntax');
    // What makes a file readable at last shows what else is wrong in it.
    if (root && !opens && countErrors(after) > countErrors(before)) report(`${what} brings an error`, told);
  });
}

function areEdits(edits: Fix['edits'], text: string, what: string, report: Report): boolean {
  let at = 0;
  for (const { start, end } of edits) {
    if (start < at || end < start || end > text.length)
      report(`${what} has edits that overlap or lie outside`, `${start}-${end}`);
    if (splitsPair(text, start) || splitsPair(text, end))
      report(`${what} splits a surrogate pair`, `${start}-${end}`);
    at = end;
  }
  if (edits.length === 0 || applyEdits(text, edits) === text) report(`${what} changes nothing`, '');
  return edits.length > 0;
}

/** How many findings are of the same code at the same place, in the text as it was; of some, the same at all: another mistake shows there. */
function countAt(
  findings: readonly Finding[],
  { code, range, message }: Finding,
  edits: readonly TextEdit[],
): number {
  return findings.filter((one) => {
    if ((code === 'syntax' || FROM_OTHERS.has(code)) && one.message !== message) return false;
    const start = offsetBefore(edits, one.range.start);
    return one.code === code && start >= range.start && start < Math.max(range.end, range.start + 1);
  }).length;
}

/** What other files bring about, fixes cannot know: a reference that can be read at last may lead nowhere. */
const FROM_OTHERS: ReadonlySet<FindingCode> = new Set([
  'published-version-changed',
  'unresolved-template',
  'duplicate-version',
  'unsupported-model',
]);

function countErrors(findings: readonly Finding[]): number {
  return findings.filter(({ code, severity }) => severity === 'error' && !FROM_OTHERS.has(code)).length;
}

function firstOfEachCode(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [finding.code, finding])).values()].reverse();
}
