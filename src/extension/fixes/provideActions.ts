import { CodeActionKind, commands, l10n, workspace, type CodeAction, type Range, type Uri } from 'vscode';
import { canBeSilenced, type FindingCode } from '../../core/model/findings.js';
import { formatReference } from '../../core/model/reference.js';
import { counted, excerpt, quote } from '../../core/text/quote.js';
import {
  addSuppression,
  expectedHashAt,
  missingTemplates,
  type MissingTemplate,
  fixAll,
  fixesFor,
  fixSafely,
  foreignNames,
  isReplaceable,
  isSuppressible,
  suppressionOf,
} from '../../language/index.js';
import type { ShownProblem } from '../problems/diagnostics.js';
import { refactorActions } from '../refactor/refactorActions.js';
import { isReadOnly } from '../workspace/readOnly.js';
import { TitledAction } from '../output/editors.js';
import { openFile, workspaceEdit } from './openFile.js';
import type { OpenFile } from './services.js';
import type { FixServices } from './services.js';
import { folderOf, NextVersionAction, versionActions } from './versionActions.js';

/** The most problems that fixes are looked for at once; a selection may hold a whole file. */
const MAX_PROBLEMS = 10;

/** The commands among the actions that change the file. */
const EDITING_COMMANDS: ReadonlySet<string> = new Set([
  'promptBundles.replaceForbiddenToken',
  'promptBundles.replaceForeignPlaceholder',
  'promptBundles.suppressFinding',
]);

/** An action whose edits are found when it is chosen. */
class FixAllAction extends TitledAction {
  constructor(
    readonly uri: Uri,
    readonly code: FindingCode,
  ) {
    super(
      code === 'expectation-failed'
        ? l10n.t('Update all expectations in this file')
        : l10n.t('Fix all {0} problems in this file', code),
      CodeActionKind.QuickFix,
    );
  }
}

/** What can be done about the problems in a range, in this order: fix, fix all, suppress, change severity, explain; then refactorings. */
export async function provideActions(
  services: FixServices,
  uri: Uri,
  range: Range,
  only: CodeActionKind | undefined,
): Promise<CodeAction[]> {
  const file = await openFile(services, uri);
  if (!file) return [];
  const isWanted = (kind: CodeActionKind): boolean => only?.intersects(kind) ?? true;
  const canEdit = !(await isReadOnly(uri, services.platform));
  const isRefactored = canEdit && !file.isAnswer && isWanted(CodeActionKind.Refactor);
  const refactorings = isRefactored
    ? refactorActions(services.files.scopeOf(uri.toString()), file, range)
    : [];
  if (!isWanted(CodeActionKind.QuickFix))
    return only?.intersects(services.fixAllKind) && canEdit && !file.isAnswer
      ? fixSafe(services, file)
      : refactorings;
  const asked = file.problems
    .filter(({ diagnostic }) => diagnostic.range.intersection(range))
    .slice(0, MAX_PROBLEMS);
  return [...actionsOn(services, file, asked, canEdit), ...refactorings];
}

/** What can be done about one problem that is shown, as at its place in an editor; nothing once it is gone. */
export async function actionsFor(
  services: FixServices,
  uri: Uri,
  isMeant: (problem: ShownProblem) => boolean,
): Promise<CodeAction[]> {
  const file = await openFile(services, uri);
  const meant = file?.problems.find(isMeant);
  return file && meant ? actionsOn(services, file, [meant], !(await isReadOnly(uri, services.platform))) : [];
}

/** Finds the edits of an action, and makes them, or runs its command. False when the file cannot be edited. */
export async function runAction(services: FixServices, action: CodeAction): Promise<boolean> {
  const { edit, command } = await resolveAction(services, action);
  if (edit && !(await workspace.applyEdit(edit))) return false;
  const [argument] = (command?.arguments ?? []) as readonly unknown[];
  if (command) await commands.executeCommand(command.command, argument);
  return true;
}

function actionsOn(
  services: FixServices,
  file: OpenFile,
  asked: readonly ShownProblem[],
  canEdit: boolean,
): CodeAction[] {
  const missing = missingTemplates(folderOf(services, file.uri).scope, file.uri.toString());
  const offers = asked.map((problem) => offersFor(file, problem, missing));
  const isVersion = asked.some(({ finding }) => finding.code === 'published-version-changed');
  const versions = isVersion ? versionActions(services, file) : [];
  const all = [...versions, ...GROUPS.flatMap((group) => offers.flatMap((offer) => offer[group]))];
  const inOrder = canEdit ? all : all.filter((action) => !isEditing(action));
  const titles = new Set<string>();
  return inOrder.filter(({ title, kind, edit }) => {
    const key = `${title} ${kind?.value ?? ''}`;
    return edit !== undefined || (!titles.has(key) && titles.add(key));
  });
}

/** Finds the edits of an action that was chosen. */
export async function resolveAction(services: FixServices, action: CodeAction): Promise<CodeAction> {
  if (action instanceof NextVersionAction) await action.resolve(services);
  const file = action instanceof FixAllAction ? await openFile(services, action.uri) : undefined;
  if (file && action instanceof FixAllAction) {
    const findings = file.problems.map(({ finding }) => finding).filter(({ code }) => code === action.code);
    action.edit = workspaceEdit(file, fixAll(file.subject, findings));
  }
  return action;
}

function fixSafe({ files, fixAllKind }: FixServices, file: OpenFile): CodeAction[] {
  const findings = file.problems.map(({ finding }) => finding);
  const { edits } = fixSafely(files.scopeOf(file.uri.toString()), file.subject, findings);
  if (edits.length === 0) return [];
  const action = new TitledAction(l10n.t('Fix all misspelled and unused keys'), fixAllKind);
  action.edit = workspaceEdit(file, edits);
  return [action];
}

const GROUPS = ['fix', 'fixAll', 'suppress', 'severity', 'explain'] as const;
type Offers = Readonly<Record<(typeof GROUPS)[number], readonly CodeAction[]>>;

function offersFor(file: OpenFile, problem: ShownProblem, missing: readonly MissingTemplate[]): Offers {
  const { subject, problems, uri } = file;
  const { finding } = problem;
  const { code } = finding;
  const fixes = fixesFor(subject, finding).map(({ title, edits }, index) => {
    const action = new TitledAction(title, CodeActionKind.QuickFix);
    action.edit = workspaceEdit(file, edits);
    // To accept another prompt is never the obvious thing to do.
    action.isPreferred = index === 0 && code !== 'expectation-failed';
    return action;
  });
  const hasMore = problems.filter((other) => other.finding.code === code).length > 1;
  const suppression = suppressionOf(subject, finding, 'reason');
  const canSilence = canBeSilenced(finding) && !file.isAnswer;
  const canSuppress =
    canSilence && isSuppressible(code) && addSuppression(subject, suppression) !== undefined;
  const given = { file: uri.toString(), code };
  const expected = expectedHashAt(subject, finding);
  const isMissing =
    code === 'unresolved-template'
      ? missing.find(({ range }) => range.start === finding.range.start)
      : undefined;
  const offers: Offers = {
    fix: [
      ...fixes,
      ...(isMissing ? [createTemplate(given.file, isMissing)] : []),
      ...(code === 'forbidden-token' && isReplaceable(subject, finding)
        ? [
            command(l10n.t('Replace “{0}”…', finding.text ?? ''), 'replaceForbiddenToken', {
              file: given.file,
              start: finding.range.start,
            }),
          ]
        : []),
      ...(expected
        ? [
            command(l10n.t('Compare with what was expected'), 'compareWithExpected', {
              file: given.file,
              ...expected,
            }),
          ]
        : []),
      ...(code === 'foreign-placeholder'
        ? foreignNames(subject, finding).map(({ name, written }) =>
            command(l10n.t('Replace all {0} with…', quote(written)), 'replaceForeignPlaceholder', {
              file: given.file,
              start: finding.range.start,
              name,
            }),
          )
        : []),
    ],
    fixAll: [
      ...(fixes.length > 0 && hasMore ? [new FixAllAction(uri, code)] : []),
      ...(isMissing && missing.length > 1
        ? [
            command(l10n.t('Create all {0} missing templates', counted(missing.length)), 'createTemplates', {
              file: given.file,
            }),
          ]
        : []),
    ],
    suppress: canSuppress
      ? [
          command(l10n.t('Suppress this {0} with a reason…', code), 'suppressFinding', {
            ...given,
            text: suppression.text,
          }),
        ]
      : [],
    severity: canSilence
      ? [command(l10n.t('Change the severity of {0}…', code), 'changeRuleSeverity', given)]
      : [],
    explain: [command(l10n.t('Explain {0}', code), 'explainRule', code)],
  };
  for (const action of Object.values(offers).flat()) action.diagnostics = [problem.diagnostic];
  return offers;
}

/** True for an action that changes the file it is offered in. */
function isEditing(action: CodeAction): boolean {
  return (
    action.edit !== undefined ||
    action instanceof FixAllAction ||
    action instanceof NextVersionAction ||
    EDITING_COMMANDS.has(action.command?.command ?? '')
  );
}

function createTemplate(file: string, { reference }: MissingTemplate): CodeAction {
  const name = formatReference(reference);
  return command(l10n.t('Create template {0}', excerpt(name)), 'createTemplates', { file, reference: name });
}

function command(title: string, name: string, argument: unknown): CodeAction {
  const action = new TitledAction(title, CodeActionKind.QuickFix);
  action.command = { title, command: `promptBundles.${name}`, arguments: [argument] };
  return action;
}
