import { commands, Uri, window } from 'vscode';
import type { SourceText } from '../../core/text/sourceText.js';
import type { FoundIn } from '../../language/foundIn.js';
import { toRange } from '../diagnostic.js';
import { fileName } from '../fileName.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { askInDialog } from '../output/messages.js';

/** How many errors are listed; the rest is counted. */
const LISTED = 8;
const SHOW_PROBLEMS = 'Show Problems';
const NEXT_VERSION = 'Create Next Version';

/** An error with the text it stands in. */
interface Placed extends FoundIn {
  readonly sourced: { readonly source: SourceText };
}

/** Says why a version is not published, with its errors, and leads to them. */
export async function tellRefusal(
  files: PromptWorkspace,
  bundle: Uri,
  reason: string,
  errors: readonly FoundIn[],
): Promise<void> {
  const placed = (
    await Promise.all(
      errors.map(async (error): Promise<Placed[]> => {
        const sourced = await files.sourced(error.file);
        return sourced ? [{ ...error, sourced }] : [];
      }),
    )
  ).flat();
  const changed = errors.find(({ finding }) => finding.code === 'published-version-changed');
  const scope = files.scopeOf(bundle.toString());
  const name = scope.get(bundle.toString())?.identity?.name;
  const isTaken = name !== undefined && scope.published.bundle(name) !== undefined;
  const actions = [
    ...(placed.length > 0 ? [SHOW_PROBLEMS] : []),
    ...(changed || isTaken ? [NEXT_VERSION] : []),
  ];
  const answer = await askInDialog('error', {
    message: `Not published. ${reason}`,
    detail: errorLines(placed),
    answers: actions,
  });
  if (answer === SHOW_PROBLEMS) await showProblems(placed);
  if (answer === NEXT_VERSION)
    await commands.executeCommand(
      'promptBundles.createNextVersion',
      changed ? Uri.parse(changed.file) : bundle,
    );
}

/** The errors with a blank line between them. */
function errorLines(errors: readonly Placed[]): readonly string[] {
  const left = errors.length - LISTED;
  const lines = errors.slice(0, LISTED).map(({ file, finding, sourced }) => {
    const { line, column } = sourced.source.positionAt(finding.range.start);
    return [`${fileName(Uri.parse(file))}:${line + 1}:${column + 1}`, finding.message];
  });
  return [...lines, ...(left > 0 ? [[`${left} more.`]] : [])].flatMap((group, index) =>
    index === 0 ? group : ['', ...group],
  );
}

async function showProblems([first]: readonly Placed[]): Promise<void> {
  if (!first) return;
  const selection = toRange(first.sourced, first.finding.range);
  await window.showTextDocument(Uri.parse(first.file), { selection });
  await commands.executeCommand('workbench.actions.view.problems');
}
