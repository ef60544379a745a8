import * as l10n from '@vscode/l10n';
import { jsonMistakes } from '../../../core/documents/mistakes/index.js';
import type { Finding } from '../../../core/model/findings.js';
import { quote } from '../../../core/text/quote.js';
import { startFile } from './addMissing.js';
import { changeToProposal } from './changeToProposal.js';
import type { Fix, FixSubject, Reread } from '../../edits/subject.js';
import { applyEdits, type TextEdit } from '../../edits/textEdit.js';

/** More mistakes than this in one file are fixed one by one. */
const MAX_MISTAKES = 1000;

/** Writes what the file cannot be read without; where the whole file is written in that way, all over. */
export function fixSyntax(subject: FixSubject, finding: Finding): Fix[] {
  const { replacement, range } = finding;
  if (replacement === undefined) return startFile(subject, finding);
  const [proposed] = subject.file.root ? changeToProposal(subject, finding) : [];
  if (proposed) return [proposed];
  const all = habitEdits(subject, finding);
  const edits = all.length > 1 ? all : [{ ...range, text: replacement }];
  if (!readsBetter(subject, edits)) return [];
  const title = all.length > 1 ? l10n.t('Change all in this file') : titleOf(subject, finding, replacement);
  return [{ title, edits }];
}

/** A file may say more, and so have more findings, once it can be read; it has fewer that keep it from being read. */
function readsBetter(subject: FixSubject, edits: readonly TextEdit[]): boolean {
  const after = subject.read(applyEdits(subject.text, edits));
  return (
    countSyntax(after) < countSyntax(subject.before) || (!subject.file.root && after.file.root !== undefined)
  );
}

function countSyntax({ findings }: Reread): number {
  return findings.filter(({ code }) => code === 'syntax').length;
}

function titleOf({ text }: FixSubject, { range }: Finding, replacement: string): string {
  if (replacement === '') return l10n.t('Remove {0}', quote(text.slice(range.start, range.end)));
  return replacement.trim() === ''
    ? l10n.t('Replace with spaces')
    : l10n.t('Change to {0}', quote(replacement));
}

/** All places where a file is written in the way that a finding tells of once. */
function habitEdits({ type, text }: FixSubject, { range, replacement }: Finding): TextEdit[] {
  if (type.syntax !== 'json')
    return text.slice(range.start, range.end).includes('\t') ? tabEdits(text, type.syntax) : [];
  const mistakes = jsonMistakes(text, MAX_MISTAKES);
  const told = mistakes.find((one) => one.range.start === range.start && one.replacement === replacement);
  if (!told?.habit) return [];
  return mistakes
    .filter(({ habit }) => habit === told.habit)
    .map((one) => ({ ...one.range, text: one.replacement ?? '' }));
}

/** Tabs in the indentation of lines, and behind a dash, as two blanks each; in Markdown only in the front matter. */
function tabEdits(text: string, syntax: 'yaml' | 'markdown'): TextEdit[] {
  const end = syntax === 'markdown' ? text.indexOf('\n---', 3) : text.length;
  const edits: TextEdit[] = [];
  for (const { 0: indent, index } of text.slice(0, Math.max(0, end)).matchAll(/^[ \t-]*\t[ \t]*/gm))
    edits.push({ start: index, end: index + indent.length, text: indent.replaceAll('\t', '  ') });
  return edits;
}
