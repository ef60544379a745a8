import { CodeActionKind, l10n, type CodeAction, type Range } from 'vscode';
import { excerpt } from '../../core/text/quote.js';
import { formatReference } from '../../core/model/reference.js';
import type { OpenFile } from '../fixes/services.js';
import { canInline, slotAt, slotContent, type ScopeIndex } from '../../language/index.js';
import { TitledAction } from '../output/editors.js';

/** What can be made of the template of the slot at a place of a bundle: a file of its own, or a part of the bundle. */
export function refactorActions(
  scope: ScopeIndex,
  { uri, subject: { file } }: OpenFile,
  { start }: Range,
): CodeAction[] {
  const slot = slotAt(file, file.source.offsetAt({ line: start.line, column: start.character }));
  const content = slot && slotContent(file, slot);
  if (!content) return [];
  const isInline = content.kind === 'inline';
  if (!isInline && !canInline(scope, content.reference)) return [];
  const title = isInline
    ? l10n.t('Extract the {0} template into a file…', slot)
    : l10n.t('Write {0} into the bundle', excerpt(formatReference(content.reference)));
  const action = new TitledAction(
    title,
    isInline ? CodeActionKind.RefactorExtract : CodeActionKind.RefactorInline,
  );
  action.command = {
    title,
    command: `promptBundles.${isInline ? 'extractTemplate' : 'inlineTemplate'}`,
    arguments: [{ file: uri.toString(), slot }],
  };
  return [action];
}
