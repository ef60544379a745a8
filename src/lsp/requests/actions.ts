import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { FINDING_CODES, type Finding } from '../../core/model/findings.js';
import { formatReference } from '../../core/model/reference.js';
import { excerpt } from '../../core/text/quote.js';
import {
  fixAll,
  fixesFor,
  fixSafely,
  missingTemplates,
  neighbourOf,
  newTemplate,
  olderVersion,
  type FixSubject,
  type MissingTemplate,
} from '../../language/index.js';
import { fixSubject } from '../../node/folder/fixSubject.js';
import type { Diagnostics } from '../diagnostics.js';
import { shownText } from '../output.js';
import { askedFile, offsetIn, type AskedFile, type Services } from './asked.js';
import { workspaceEdit, type FileChange } from './edits.js';

/** The most problems that fixes are looked for at once; a selection may hold a whole file. */
const MAX_PROBLEMS = 10;

/** The kind of all that may be fixed unasked, such as on saving. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.promptBundles`;
export const PROVIDED_ACTIONS = [CodeActionKind.QuickFix, FIX_ALL];

interface ActionServices extends Services {
  readonly diagnostics: Pick<Diagnostics, 'diagnosticOf'>;
}

/** A file with what is found in it. */
interface Subject extends AskedFile {
  readonly findings: readonly Finding[];
  readonly fixes: FixSubject;
}

/** What can be done about the problems in a range: their fixes, those of all others alike, and the templates that are missing. */
export async function provideActions(
  services: ActionServices,
  { textDocument, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const subject = await subjectOf(services, textDocument.uri);
  if (!subject) return [];
  const isWanted = (kind: string): boolean =>
    context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? kind !== FIX_ALL;
  const quick = isWanted(CodeActionKind.QuickFix) ? quickFixes(services, subject, range) : [];
  return [...quick, ...(isWanted(FIX_ALL) ? safeFixes(services, subject) : [])];
}

/** The edits of an action whose edits are made when it is chosen. */
export async function resolveAction(services: ActionServices, action: CodeAction): Promise<CodeAction> {
  const { uri, code } = (action.data ?? {}) as { readonly uri?: unknown; readonly code?: unknown };
  const known = FINDING_CODES.find((one) => one === code);
  const subject = typeof uri === 'string' && known ? await subjectOf(services, uri) : undefined;
  if (!subject || !known) return action;
  return { ...action, edit: workspaceEdit(services, subject.root, [allOf(subject, known)]) };
}

async function subjectOf(services: ActionServices, uri: string): Promise<Subject | undefined> {
  const asked = await askedFile(services, { uri });
  if (!asked) return undefined;
  const { root, language, file, parsed } = asked;
  // What is told at this moment, whether the client was told already or not.
  const findings = language.diagnose(file, parsed);
  const fixes = fixSubject({ folder: root, language }, file, findings);
  return fixes && { ...asked, findings, fixes };
}

function quickFixes(services: ActionServices, subject: Subject, range: Range): CodeAction[] {
  const { root, language, file, findings, fixes } = subject;
  const [start, end] = [offsetIn(subject, range.start), offsetIn(subject, range.end)];
  const asked = findings
    .filter((finding) => finding.range.start <= end && finding.range.end >= start)
    .slice(0, MAX_PROBLEMS);
  const missing = missingTemplates(language.files.scopeOf(file), file);
  const actions: CodeAction[] = [];
  for (const finding of asked) {
    const { code } = finding;
    const diagnostics: Diagnostic[] = [services.diagnostics.diagnosticOf(root, file, finding)];
    const found = fixesFor(fixes, finding);
    for (const [index, { title, edits }] of found.entries())
      actions.push({
        title: shownText(title),
        kind: CodeActionKind.QuickFix,
        diagnostics,
        // To accept another prompt is never the obvious thing to do.
        ...(index === 0 && code !== 'expectation-failed' && { isPreferred: true }),
        edit: workspaceEdit(services, root, [changeOf(subject, edits)]),
      });
    if (found.length > 0 && findings.filter((other) => other.code === code).length > 1)
      actions.push({ ...fixAllAction(services, subject, code), diagnostics });
    const isMissing = missing.find((one) => one.range.start === finding.range.start);
    if (code === 'unresolved-template' && isMissing && services.abilities.createsFiles)
      for (const action of createActions(services, subject, isMissing, missing))
        actions.push({ ...action, diagnostics });
  }
  const known = new Set<string>();
  return actions.filter(({ title, edit }) => {
    const key = `${title}\0${JSON.stringify(edit)}`;
    return !known.has(key) && known.add(key);
  });
}

function fixAllAction(services: ActionServices, subject: Subject, code: Finding['code']): CodeAction {
  const { root, file } = subject;
  const title =
    code === 'expectation-failed'
      ? 'Update all expectations in this file'
      : `Fix all ${code} problems in this file`;
  const action = { title, kind: CodeActionKind.QuickFix };
  if (services.abilities.resolvesActions)
    return { ...action, data: { uri: services.workspace.uriOf(root, file), code } };
  return { ...action, edit: workspaceEdit(services, root, [allOf(subject, code)]) };
}

function allOf(subject: Subject, code: Finding['code']): FileChange {
  return changeOf(
    subject,
    fixAll(
      subject.fixes,
      subject.findings.filter((one) => one.code === code),
    ),
  );
}

function safeFixes(services: ActionServices, subject: Subject): CodeAction[] {
  const { root, language, file, fixes, findings } = subject;
  const { edits } = fixSafely(language.files.scopeOf(file), fixes, findings);
  if (edits.length === 0) return [];
  const edit = workspaceEdit(services, root, [changeOf(subject, edits)]);
  return [{ title: 'Fix all misspelled and unused keys', kind: FIX_ALL, edit }];
}

/** Files for one missing template, and for all of them where there are more. */
function createActions(
  services: ActionServices,
  subject: Subject,
  one: MissingTemplate,
  all: readonly MissingTemplate[],
): CodeAction[] {
  const create = (title: string, missing: readonly MissingTemplate[]): CodeAction[] => {
    const created = newFiles(subject, missing);
    const edit = workspaceEdit(services, subject.root, [], { created });
    return created.length > 0 ? [{ title: shownText(title), kind: CodeActionKind.QuickFix, edit }] : [];
  };
  return [
    ...create(`Create template ${excerpt(formatReference(one.reference))}`, [one]),
    ...(all.length > 1 ? create(`Create all ${all.length} missing templates`, all) : []),
  ];
}

function newFiles(
  { root, language, file }: Subject,
  missing: readonly MissingTemplate[],
): { readonly place: string; readonly text: string }[] {
  const scope = language.files.scopeOf(file);
  const taken = new Set<string>();
  return missing.flatMap((one) => {
    const older = olderVersion(scope, one.reference);
    const { names, text } = newTemplate(
      one,
      older === undefined ? undefined : fixSubject({ folder: root, language }, older, []),
    );
    const folder = path.dirname(root.placeOf(older ?? neighbourOf(scope, file)));
    const place = names
      .map((name) => path.join(folder, name))
      .find((candidate) => !taken.has(candidate) && !existsSync(candidate));
    if (place === undefined || !fileTypeOf(place)) return [];
    taken.add(place);
    return [{ place, text }];
  });
}

function changeOf({ file, parsed }: Subject, edits: FileChange['edits']): FileChange {
  return { file, source: parsed.source, edits };
}
