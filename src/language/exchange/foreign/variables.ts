import * as l10n from '@vscode/l10n';
import { placeholderMeant } from '../../../core/documents/foreignPlaceholderFindings.js';
import { PLACEHOLDERS, type Placeholder } from '../../../core/model/placeholders.js';
import { quote } from '../../../core/text/quote.js';
import type { ForeignMessage, ImportNote, VariableSyntax } from './foreignPrompt.js';

/** A text whose variables are the service's placeholders, where they match. */
export interface FilledText {
  readonly text: string;
  readonly notes: readonly ImportNote[];
  readonly variables: ReadVariables;
}

/** Variables by their names: the placeholder that each became, or `undefined` where nothing fills it in. */
export type ReadVariables = ReadonlyMap<string, Placeholder | undefined>;

/** What an engine reads of a text. All of it is bounded, so that looking for it is linear. */
const PATTERNS: Readonly<Record<VariableSyntax, RegExp>> = {
  plain: /\{\{(?<inner>[^{}\n]{0,200})\}\}/g,
  jinja:
    /\{\{[-+]?[^\S\n]{0,20}(?<quote>["'])(?<literal>[^"'\\\n]{0,200})\k<quote>[^\S\n]{0,20}[-+]?\}\}|\{\{[-+]?(?<inner>[^{}\n]{0,200}?)[-+]?\}\}|\{%[^%\n]{0,400}%\}|(?<comment>\{#[^#]{0,4000}#\})/g,
  handlebars:
    /(?<escape>(?<!\\)\\\{\{)|(?<slashes>\\{2,8})(?=\{\{)|(?<comment>\{\{!(?:--[^]{0,4000}?--|[^}]{0,4000})\}\})|\{\{\{(?<whole>[^{}\n]{0,200})\}\}\}|\{\{(?<inner>[^{}\n]{0,200})\}\}/g,
  'f-string': /(?<escape>\{\{|\}\})|\{(?<inner>[^{}\n]{0,200})\}/g,
};

const NAME = /^[A-Za-z_][\w.-]*$/;

/**
 * Writes placeholders where a variable has the name of one, or is mapped to one; all else stays as it is written, and each is told
 * at its place. What the engine would have made of braces that are text is made of them here.
 */
export function fillVariables(
  { text, map }: ForeignMessage,
  syntax: VariableSyntax,
  mapped: ReadonlyMap<string, Placeholder>,
): FilledText {
  const notes: ImportNote[] = [];
  const variables = new Map<string, Placeholder | undefined>();
  let filled = '';
  let from = 0;
  for (const match of text.matchAll(PATTERNS[syntax])) {
    const [written] = match;
    const end = match.index + written.length;
    const { replacement, message, variable } = whatStandsFor(written, match.groups ?? {}, mapped);
    if (variable) variables.set(variable.name, variable.placeholder);
    filled += text.slice(from, match.index) + replacement;
    if (message !== undefined) notes.push({ message, range: map.rangeToSource(match.index, end) });
    from = end;
  }
  return { text: filled + text.slice(from), notes, variables };
}

/** The placeholder that a name stands for: the one it is mapped to, or one that is called so, in whatever way its words are joined. */
export function placeholderOf(
  name: string,
  mapped: ReadonlyMap<string, Placeholder>,
): Placeholder | undefined {
  return mapped.get(name) ?? PLACEHOLDERS.find((known) => joined(known) === joined(name));
}

function joined(name: string): string {
  return name.replaceAll(/[_.-]/g, '').toLowerCase();
}

/** What is written in place of what an engine reads, and what there is to say of it. */
interface Replacement {
  readonly replacement: string;
  readonly message?: string;
  /** Absent where it is none. */
  readonly variable?: { readonly name: string; readonly placeholder: Placeholder | undefined };
}

function whatStandsFor(
  written: string,
  { escape, slashes, literal, comment, whole, inner }: Readonly<Record<string, string | undefined>>,
  mapped: ReadonlyMap<string, Placeholder>,
): Replacement {
  if (literal !== undefined) return { replacement: literal };
  // Of braces that are doubled, or back-slashes before them, one goes.
  const shortened = escape ?? slashes;
  if (shortened !== undefined) return { replacement: shortened.slice(1) };
  // It only ended a placeholder.
  if (comment === '{{!}}') return { replacement: '' };
  if (comment !== undefined)
    return { replacement: '', message: l10n.t('The comment {0} is left out.', quote(comment)) };
  const name = (whole ?? inner)?.trim() ?? '';
  if (!NAME.test(name))
    return {
      replacement: written,
      message: l10n.t('{0} is not carried out here. It stays as it is written.', quote(written)),
    };
  const placeholder = placeholderOf(name, mapped);
  const variable = { name, placeholder };
  if (placeholder !== undefined) return { replacement: `{{${placeholder}}}`, variable };
  return {
    replacement: written,
    variable,
    message: l10n.t(
      'Nothing fills in {0}. It stays as it is written. If it stands for a placeholder, map it, such as {1}.',
      quote(written),
      quote(`${name}=${placeholderMeant(name) ?? 'task'}`),
    ),
  };
}
