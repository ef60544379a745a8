import { CodeActionKind, type CodeAction, type Range, type Uri } from 'vscode';
import type { FindingCode } from '../../core/model/findings.js';
import { quote } from '../../core/text/quote.js';
import {
  addSuppression,
  expectedHashAt,
  fixAll,
  fixesFor,
  foreignNames,
  isReplaceable,
  isSuppressible,
  suppressionOf,
} from '../../language/fixes/index.js';
import type { ShownProblem } from '../diagnostics.js';
import { TitledAction } from '../output/editors.js';
import { openFile, workspaceEdit, type OpenFile } from './openFile.js';
import type { FixServices } from './services.js';
import { NextVersionAction, versionActions } from './versionActions.js';

/** The most problems that fixes are looked for at once; a selection may hold a whole file. */
const MAX_PROBLEMS = 10;

/**
 * What `source.fixAll` may do unasked: put right what is misspelt or useless, but take no word out of a prompt, and accept
 * no prompt that is another than was expected.
 */
const MECHANICAL: ReadonlySet<FindingCode> = new Set([
  'syntax',
  'schema',
  'unknown-key',
  'unknown-constraint',
  'unknown-placeholder',
  'invisible-character',
  'dropped-tag',
]);

/** An action whose edits are found when it is chosen. */
class FixAllAction extends TitledAction {
  constructor(
    readonly uri: Uri,
    readonly code: FindingCode,
  ) {
    super(
      code === 'expectation-failed'
        ? 'Update all expected hashes in this file'
        : `Fix all ${code} problems in this file`,
      CodeActionKind.QuickFix,
    );
  }
}

/** What can be done about the problems in a range, in this order: fix, fix all, suppress, change severity, explain. */
export async function provideActions(
  services: FixServices,
  uri: Uri,
  range: Range,
  only: CodeActionKind | undefined,
): Promise<CodeAction[]> {
  const file = await openFile(services, uri);
  if (!file) return [];
  if (only && !only.intersects(CodeActionKind.QuickFix)) return fixMechanical(file, services.fixAllKind);
  const asked = file.problems
    .filter(({ diagnostic }) => diagnostic.range.intersection(range))
    .slice(0, MAX_PROBLEMS);
  const offers = asked.map((problem) => offersFor(file, problem));
  const isVersion = asked.some(({ finding }) => finding.code === 'published-version-changed');
  const versions = isVersion ? versionActions(services, file) : [];
  const inOrder = [...versions, ...GROUPS.flatMap((group) => offers.flatMap((offer) => offer[group]))];
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

function fixMechanical(file: OpenFile, kind: CodeActionKind): CodeAction[] {
  const findings = file.problems.map(({ finding }) => finding).filter(({ code }) => MECHANICAL.has(code));
  const edits = fixAll(file.subject, findings);
  if (edits.length === 0) return [];
  const action = new TitledAction('Fix all that is misspelt or useless', kind);
  action.edit = workspaceEdit(file, edits);
  return [action];
}

const GROUPS = ['fix', 'fixAll', 'suppress', 'severity', 'explain'] as const;
type Offers = Readonly<Record<(typeof GROUPS)[number], readonly CodeAction[]>>;

function offersFor(file: OpenFile, problem: ShownProblem): Offers {
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
  const canSuppress = isSuppressible(code) && addSuppression(subject, suppression) !== undefined;
  const given = { file: uri.toString(), code };
  const expected = expectedHashAt(subject, finding);
  const offers: Offers = {
    fix: [
      ...fixes,
      ...(code === 'forbidden-token' && isReplaceable(subject, finding)
        ? [
            command(`Replace “${finding.text ?? ''}”…`, 'replaceForbiddenToken', {
              file: given.file,
              start: finding.range.start,
            }),
          ]
        : []),
      ...(expected
        ? [
            command('Compare with what was expected', 'compareWithExpected', {
              file: given.file,
              ...expected,
            }),
          ]
        : []),
      ...(code === 'foreign-placeholder'
        ? foreignNames(subject, finding).map(({ name, written }) =>
            command(`Replace all ${quote(written)} by…`, 'replaceForeignPlaceholder', {
              file: given.file,
              start: finding.range.start,
              name,
            }),
          )
        : []),
    ],
    fixAll: fixes.length > 0 && hasMore ? [new FixAllAction(uri, code)] : [],
    suppress: canSuppress
      ? [
          command(`Suppress this ${code} with a reason…`, 'suppressFinding', {
            ...given,
            text: suppression.text,
          }),
        ]
      : [],
    severity: [command(`Change the severity of ${code}…`, 'changeRuleSeverity', given)],
    explain: [command(`Explain ${code}`, 'explainRule', code)],
  };
  for (const action of Object.values(offers).flat()) action.diagnostics = [problem.diagnostic];
  return offers;
}

function command(title: string, name: string, argument: unknown): CodeAction {
  const action = new TitledAction(title, CodeActionKind.QuickFix);
  action.command = { title, command: `promptBundles.${name}`, arguments: [argument] };
  return action;
}
