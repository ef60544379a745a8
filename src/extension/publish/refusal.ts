import { commands, l10n, Uri } from 'vscode';
import type { FoundIn } from '../../language/index.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { askInDialog } from '../output/messages.js';
import { findingLines, placed, showProblems } from './findingLines.js';

/** How many errors are listed; the rest is counted. */
const LISTED = 8;

/** Says why a version is not published, with its errors, and leads to them. */
export async function showRefusal(
  files: PromptWorkspace,
  bundle: Uri,
  reason: string,
  errors: readonly FoundIn[],
): Promise<void> {
  const shown = await placed(files, errors);
  const changed = errors.find(({ finding }) => finding.code === 'published-version-changed');
  const scope = files.scopeOf(bundle.toString());
  const name = scope.get(bundle.toString())?.identity?.name;
  const isTaken = name !== undefined && scope.published.bundle(name) !== undefined;
  const [problems, next] = [l10n.t('Show Problems'), l10n.t('Create Next Version')];
  const actions = [...(shown.length > 0 ? [problems] : []), ...(changed || isTaken ? [next] : [])];
  const answer = await askInDialog('error', {
    message: l10n.t('Not published. {0}', reason),
    detail: findingLines(shown, LISTED),
    answers: actions,
  });
  if (answer === problems) await showProblems(shown);
  if (answer === next)
    await commands.executeCommand(
      'promptBundles.createNextVersion',
      changed ? Uri.parse(changed.file) : bundle,
    );
}
