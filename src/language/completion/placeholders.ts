import * as l10n from '@vscode/l10n';
import { inputTexts } from '../../core/hashes.js';
import { DEFAULT_INPUT } from '../../core/model/renderInput.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { counted, excerpt, quote as quoted, shorten } from '../../core/text/quote.js';
import type { PlaceholderValues } from '../../core/renderer.js';
import { lineStart } from '../../core/text/lines.js';
import type { ChosenInput } from '../navigation/places.js';
import type { Asked, Completion } from './completion.js';

/** Braces before the cursor that a placeholder begins with, and what is there of its end. */
const BEFORE = /\{\{([a-z_]*)$/;
const BEHIND = /^[a-z_]*\}{0,2}/;

/** The most characters of a value that are shown. */
const MAX_SHOWN = 600;

/**
 * The placeholders for the cursor of a template's text, with what each becomes: behind `{{`, and where somebody asks between two
 * words. `quote` writes one as a whole value, where the braces would be read as something else.
 */
export async function placeholderCompletions(
  asked: Asked,
  quote: (text: string) => string = (text) => text,
): Promise<Completion[]> {
  const { text, offset, trigger } = asked;
  const before = text.slice(lineStart(text, offset), offset);
  const braces = BEFORE.exec(before);
  // Whoever types a word or a blank asks for none.
  if (!braces && (trigger !== undefined || /[\p{L}\p{N}_{]$/u.test(before))) return [];
  const start = offset - (braces?.[0].length ?? 0);
  const [behind = ''] = (braces && BEHIND.exec(text.slice(offset))) ?? [];
  const end = offset + behind.length;
  const input = await asked.chosenInput?.();
  const values = valuesOf(input);
  return PLACEHOLDERS.map((name) => {
    const written = `{{${name}}}`;
    const value = values?.[name];
    return {
      kind: 'placeholder',
      label: written,
      ...(value !== undefined && { detail: value === '' ? l10n.t('Empty') : excerpt(value, 60) }),
      documentation: becomes(name, value, input?.name),
      range: { start, end },
      text: quote(written),
      // Whoever has typed it to its end has chosen: the next Enter is to be one of the text.
      filterText: `{{${name}`,
    };
  });
}

/** What placeholders are replaced by; `undefined` where the input has errors, so that nobody can say. */
function valuesOf(input: ChosenInput | undefined): PlaceholderValues | undefined {
  const model = input ? input.parsed.model : DEFAULT_INPUT;
  return model && inputTexts(model).values;
}

function becomes(name: Placeholder, value: string | undefined, from: string | undefined): MarkdownPart[] {
  const input = from === undefined ? undefined : quoted(from);
  if (value === undefined) return [{ words: l10n.t('{0} has errors, so no value is known.', input ?? '') }];
  if (value === '') return [{ words: emptyText(input) }];
  const isCut = value.length > MAX_SHOWN;
  return [
    { words: input === undefined ? l10n.t('With the default input:') : l10n.t('With {0}:', input) },
    {
      block: shorten(value, MAX_SHOWN),
      ...(name === 'semantic_traits' && !isCut && { language: 'json' as const }),
    },
    ...(isCut ? [{ words: l10n.t('The first part of {0} characters.', counted(value.length)) }] : []),
  ];
}

function emptyText(input: string | undefined): string {
  return input === undefined
    ? l10n.t('With the default input: no text.')
    : l10n.t('With {0}: no text.', input);
}
