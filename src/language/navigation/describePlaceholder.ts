import { inputTexts } from '../../core/hashes.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import { DEFAULT_INPUT } from '../../core/model/renderInput.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { quote } from '../../core/text/quote.js';
import { firstLines, sentence } from './names.js';
import type { ChosenInput } from './places.js';
import type { PlaceholderSymbol } from './symbolAt.js';

/** The most lines of a value, and characters of one that stands in the sentence itself. */
const LINES = 8;
const SHORT = 40;

const RULES: Readonly<Record<Placeholder, string>> = {
  task: 'The `task` of the input, exactly as written. Empty by default.',
  activity_level: 'The `activity_level` of the input, 0 to 1, always with a point. `0.0` by default.',
  stress: 'The `stress` of the input, 0 to 1, always with a point. `0.0` by default.',
  semantic_traits:
    'The `semantic_traits` of the input as JSON on one line, with its keys in order. `{}` by default.',
};

/** What a placeholder becomes under an input, and the rule that it is filled in by. */
export function describePlaceholder(
  { name, role }: PlaceholderSymbol,
  input: ChosenInput | undefined,
): readonly MarkdownPart[] {
  const written = quote(`{{${name}}}`);
  if (role === 'key') return [{ words: `Replaces ${written} in templates.` }, { words: RULES[name] }];
  return [...valueParts(name, written, input), { words: sentence(RULES[name], orderOf(name)) }];
}

function valueParts(
  name: Placeholder,
  written: string,
  input: ChosenInput | undefined,
): readonly MarkdownPart[] {
  if (input && !input.parsed.model)
    return [{ words: `${quote(input.name)} has errors, so no value is known for ${written}.` }];
  const value = inputTexts(input?.parsed.model ?? DEFAULT_INPUT).values[name];
  const by = input ? `with ${quote(input.name)}` : 'without an input';
  if (value === '') return [{ words: `${written} becomes an empty text ${by}.` }];
  if (value.length <= SHORT && !/[\n`]/.test(value))
    return [{ words: `${written} becomes ${quote(value)} ${by}.` }];
  const { block, rest } = firstLines(value, LINES);
  return [
    { words: `${written} becomes, ${by}:` },
    { block, language: name === 'semantic_traits' && rest === '' ? 'json' : 'text' },
    ...(rest === '' ? [] : [{ words: rest }]),
  ];
}

/** Values are filled in one after the other, and so into each other. */
function orderOf(name: Placeholder): string | undefined {
  const later = PLACEHOLDERS.slice(PLACEHOLDERS.indexOf(name) + 1).map((other) => quote(`{{${other}}}`));
  return later.length > 0 && (name === 'task' || name === 'semantic_traits')
    ? `A placeholder in its text that comes later is replaced too: ${later.join(', ')}.`
    : undefined;
}
