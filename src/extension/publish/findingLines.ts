import { commands, l10n, Uri, window } from 'vscode';
import type { SourceText } from '../../core/text/sourceText.js';
import { counted } from '../../core/text/quote.js';
import type { FoundIn } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { fileName } from '../workspace/fileName.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** A finding with the text it stands in. */
export interface PlacedFinding extends FoundIn {
  readonly sourced: { readonly source: SourceText };
}

/** Findings with their texts, as far as those are there. */
export async function placed(
  files: Pick<PromptWorkspace, 'sourced'>,
  found: readonly FoundIn[],
): Promise<readonly PlacedFinding[]> {
  const all = found.map(async (one): Promise<PlacedFinding[]> => {
    const sourced = await files.sourced(one.file);
    return sourced ? [{ ...one, sourced }] : [];
  });
  return (await Promise.all(all)).flat();
}

/** The first findings, each with its place, with a blank line between them; the rest is counted. */
export function findingLines(found: readonly PlacedFinding[], most: number): readonly string[] {
  const left = found.length - most;
  const lines = found.slice(0, most).map(({ file, finding, sourced }) => {
    const { line, column } = sourced.source.positionAt(finding.range.start);
    return [`${fileName(Uri.parse(file))}:${line + 1}:${column + 1}`, finding.message];
  });
  return [...lines, ...(left > 0 ? [[l10n.t('{0} more.', counted(left))]] : [])].flatMap((group, index) =>
    index === 0 ? group : ['', ...group],
  );
}

/** Shows the first of some findings in its file, and the Problems panel. */
export async function showProblems([first]: readonly PlacedFinding[]): Promise<void> {
  if (!first) return;
  const selection = toRange(first.sourced, first.finding.range);
  await window.showTextDocument(Uri.parse(first.file), { selection });
  await commands.executeCommand('workbench.actions.view.problems');
}
