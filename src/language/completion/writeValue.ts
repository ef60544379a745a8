import { spell } from '../../core/documents/spelling.js';
import { doubleQuoted } from '../edits/scalars.js';
import { itemText } from '../edits/writtenValues.js';
import type { Completion, CompletionKind } from './completion.js';
import type { CompletionPlace } from './place.js';

/** A completion less where it goes. */
export type Said = Pick<Completion, 'label' | 'detail' | 'documentation' | 'describe' | 'further'> & {
  readonly kind?: CompletionKind;
};

/** A text as the value, or the item of a list, that is written at a place, in the quotes that stand there. */
export function textValue(place: CompletionPlace, value: string, said: Said): Completion {
  const written = wordText(place, value);
  return {
    kind: 'value',
    ...said,
    range: place.range,
    filterText: `${place.quotes}${value}`,
    ...whereItGoes(place, written),
    ...(said.further ? { stops: [insideQuotes(written, place.lead)] } : commitOf(place)),
  };
}

/** A number, `true` or `false`: never in quotes. */
export function bareValue(place: CompletionPlace, value: string, said: Said): Completion {
  return {
    kind: 'value',
    ...said,
    range: place.range,
    filterText: `${place.quotes}${value}`,
    ...whereItGoes(place, value),
    ...commitOf(place),
  };
}

/** A text as it is written at a place, a key or a value. */
export function wordText(
  { syntax, quotes, isFlow }: Pick<CompletionPlace, 'syntax' | 'quotes' | 'isFlow'>,
  text: string,
): string {
  if (syntax === 'json') return doubleQuoted(text, false);
  if (quotes === "'") return spell(text, quotes);
  const isPlain = spell(text, '') === text || (itemText(text) === text && !(isFlow && text.includes(',')));
  return quotes === '' && isPlain ? text : doubleQuoted(text, true);
}

/** The text with the commas and the blank that the place needs around it. */
export function whereItGoes(place: CompletionPlace, text: string): Pick<Completion, 'text' | 'edits'> {
  const { before, after = '', lead = '' } = place;
  return {
    text: `${lead}${text}${after}`,
    ...(before && { edits: [{ start: before.at, end: before.at, text: before.text }] }),
  };
}

/** Where more can be written of a text: before its closing quote. */
function insideQuotes(text: string, lead = ''): { start: number; end: number } {
  const at = lead.length + (/["']$/.test(text) ? text.length - 1 : text.length);
  return { start: at, end: at };
}

function commitOf({ isFlow }: CompletionPlace): Pick<Completion, 'commit'> {
  return isFlow ? { commit: [','] } : {};
}
