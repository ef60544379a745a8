import * as l10n from '@vscode/l10n';
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

function ruleOf(name: Placeholder): string {
  switch (name) {
    case 'task':
      return l10n.t('The `task` of the input, exactly as written. Empty by default.');
    case 'activity_level':
      return l10n.t('The `activity_level` of the input, 0 to 1, always with a point. `0.0` by default.');
    case 'stress':
      return l10n.t('The `stress` of the input, 0 to 1, always with a point. `0.0` by default.');
    case 'semantic_traits':
      return l10n.t(
        'The `semantic_traits` of the input as JSON on one line, with its keys in order. `{}` by default.',
      );
  }
}

/** What a placeholder becomes under an input, and the rule that it is filled in by. */
export function describePlaceholder(
  { name, role }: PlaceholderSymbol,
  input: ChosenInput | undefined,
): readonly MarkdownPart[] {
  const written = quote(`{{${name}}}`);
  if (role === 'key')
    return [{ words: l10n.t('Replaces {0} in templates.', written) }, { words: ruleOf(name) }];
  return [...valueParts(name, written, input), { words: sentence(ruleOf(name), orderOf(name)) }];
}

function valueParts(
  name: Placeholder,
  written: string,
  input: ChosenInput | undefined,
): readonly MarkdownPart[] {
  if (input && !input.parsed.model)
    return [{ words: l10n.t('{0} has errors, so no value is known for {1}.', quote(input.name), written) }];
  const value = inputTexts(input?.parsed.model ?? DEFAULT_INPUT).values[name];
  // No default is long.
  if (!input) return [{ words: defaultText(written, value) }];
  const by = quote(input.name);
  if (value === '') return [{ words: l10n.t('{0} becomes an empty text with {1}.', written, by) }];
  if (value.length <= SHORT && !/[\n`]/.test(value))
    return [{ words: l10n.t('{0} becomes {1} with {2}.', written, quote(value), by) }];
  const { block, rest } = firstLines(value, LINES);
  return [
    { words: l10n.t('{0} becomes, with {1}:', written, by) },
    { block, language: name === 'semantic_traits' && rest === '' ? 'json' : 'text' },
    ...(rest === '' ? [] : [{ words: rest }]),
  ];
}

function defaultText(written: string, value: string): string {
  return value === ''
    ? l10n.t('{0} becomes an empty text without an input.', written)
    : l10n.t('{0} becomes {1} without an input.', written, quote(value));
}

/** Values are filled in one after the other, and so into each other: the task first, of the two that are texts. */
function orderOf(name: Placeholder): string | undefined {
  if (name !== 'task') return undefined;
  const later = PLACEHOLDERS.slice(PLACEHOLDERS.indexOf(name) + 1).map((other) => quote(`{{${other}}}`));
  return l10n.t('A placeholder in its text that comes later is replaced too: {0}.', later.join(', '));
}
