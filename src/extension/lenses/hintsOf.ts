import { l10n, Position, TextEdit, workspace, type InlayHint, type Range, type Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { shorten } from '../../core/text/quote.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { provideHints, type Hint } from '../../language/index.js';
import { hintOf } from '../output/editors.js';
import { inForce } from '../selection/inForce.js';
import { inputName } from '../selection/inputName.js';
import { toRange } from '../problems/diagnostic.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import type { LensServices } from './services.js';

/** The most characters of a value that are shown where somebody points at it. */
const SHOWN_CHARACTERS = 2000;

/** The values behind placeholders, with the input that the preview shows a file with, and newer versions behind references. */
export async function hintsOf(services: LensServices, uri: Uri, shown: Range): Promise<InlayHint[]> {
  if (!isWithinReach(uri)) return [];
  const { files } = services;
  const configuration = workspace.getConfiguration('promptBundles', uri);
  if (configuration.get('inlayHints.enabled') === false) return [];
  const file = uri.toString();
  const { selection, input } = await inForce(services, uri);
  const parsed = await files.read(file);
  // What an input that cannot be used would give, nobody can say; the versions are known all the same.
  const isUnknown = selection.input !== '' && !input?.model;
  if (!parsed) return [];
  const hints = await provideHints({ files }, file, input?.model);
  return hints
    .filter(({ kind }) => kind !== 'value' || !isUnknown)
    .flatMap((hint) => {
      const { line, column } = parsed.source.positionAt(hint.offset);
      const position = new Position(line, column);
      if (!shown.contains(position)) return [];
      const made = hintOf(position, hint.label, tooltipOf(hint, selection.input));
      if (hint.kind === 'newest' && hint.edit)
        made.textEdits = [TextEdit.replace(toRange(parsed, hint.edit), hint.edit.text)];
      return [made];
    });
}

function tooltipOf(hint: Hint, input: string): readonly MarkdownPart[] {
  if (hint.kind === 'newest')
    return [{ words: l10n.t('{0} is the newest version.', formatReference(hint.reference)) }];
  const from =
    input === ''
      ? l10n.t('The default value: no input is chosen.')
      : l10n.t('From the input {0}.', inputName(input));
  return [{ words: from }, ...(hint.value === '' ? [] : [{ block: shorten(hint.value, SHOWN_CHARACTERS) }])];
}
