import { inputTexts } from '../../core/hashes.js';
import { DEFAULT_INPUT, type RenderInput } from '../../core/model/renderInput.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { counted, excerpt, quote as quoted, shorten } from '../../core/text/quote.js';
import { lineStart } from '../edits/entryRange.js';
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
  const end = offset + (braces ? (BEHIND.exec(text.slice(offset))?.[0].length ?? 0) : 0);
  const { input, from } = await chosenInput(asked);
  const { values } = inputTexts(input);
  return PLACEHOLDERS.map((name) => {
    const written = `{{${name}}}`;
    return {
      kind: 'placeholder',
      label: written,
      detail: values[name] === '' ? 'Empty' : excerpt(values[name], 60),
      documentation: becomes(name, values[name], from),
      range: { start, end },
      text: quote(written),
      filterText: written,
    };
  });
}

function becomes(name: Placeholder, value: string, from: string | undefined): MarkdownPart[] {
  const source = from === undefined ? 'With the default input' : `With ${quoted(from)}`;
  if (value === '') return [{ words: `${source}: no text.` }];
  const isCut = value.length > MAX_SHOWN;
  return [
    { words: `${source}:` },
    {
      block: shorten(value, MAX_SHOWN),
      ...(name === 'semantic_traits' && !isCut && { language: 'json' as const }),
    },
    ...(isCut ? [{ words: `The first part of ${counted(value.length)} characters.` }] : []),
  ];
}

/** The input that was chosen, else the first of the folder that is valid, else the default values. */
async function chosenInput({
  scope,
  context,
  input,
}: Asked): Promise<{ readonly input: RenderInput; readonly from: string | undefined }> {
  const file = input ?? scope.inputs().find((name) => scope.get(name)?.isValid);
  const parsed = file === undefined || file === '' ? undefined : await context.files.read(file);
  const model = parsed?.kind === 'input' ? parsed.model : undefined;
  return model && file !== undefined
    ? { input: model, from: scope.nameOf(file) }
    : { input: DEFAULT_INPUT, from: undefined };
}
