import { InlayHintKind, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import { provideHints } from '../../language/index.js';
import { shownText } from '../output.js';
import { toPosition, toRange } from '../workspace/positions.js';
import { askedFile, offsetIn, type Services } from './asked.js';
import { inputFor } from './inputFor.js';

/** The values behind placeholders, and newer versions behind references: accepting such a hint writes the newest. */
export async function provideInlayHints(
  services: Services,
  { textDocument, range }: InlayHintParams,
): Promise<InlayHint[]> {
  const asked = await askedFile(services, textDocument);
  if (!asked) return [];
  const [start, end] = [offsetIn(asked, range.start), offsetIn(asked, range.end)];
  const input = inputFor(asked)?.parsed;
  const hints = await provideHints(asked.language, asked.file, input?.model);
  return (
    hints
      // What an input that cannot be used would give, nobody can say; the versions are known all the same.
      .filter(({ kind }) => kind !== 'value' || !input || input.model)
      .filter(({ offset }) => offset >= start && offset <= end)
      .map((hint): InlayHint => ({
        position: toPosition(asked.text, hint.offset),
        label: shownText(hint.label),
        paddingLeft: true,
        ...(hint.kind === 'newest' && hint.edit
          ? { textEdits: [{ range: toRange(asked.text, hint.edit), newText: hint.edit.text }] }
          : { kind: InlayHintKind.Parameter }),
      }))
  );
}
