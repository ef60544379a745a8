import * as l10n from '@vscode/l10n';
import { starterValue } from '../fixes/documents/starter.js';
import { starterEdit, starterTitle } from '../fixes/documents/addMissing.js';
import { lineStart } from '../../core/text/lines.js';
import { shorten } from '../../core/text/quote.js';
import type { Asked, AskedAt, Completion } from './completion.js';
import { textValue } from './writeValue.js';
import type { Path } from './place.js';

/** All that a file of its kind needs, where the file says nothing yet. */
export function wholeFileCompletions({ parse, type, fileName, text, offset }: Asked): Completion[] {
  // The word that is being written says nothing yet.
  const word = /[\w-]*$/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
  const rest = text.slice(0, offset - word.length) + text.slice(offset);
  const subject = { type, name: fileName, text: rest, file: parse(type, { text: rest }) };
  const edit = rest.trim() === '' ? starterEdit(subject) : undefined;
  // What is replaced lies on the line of the cursor.
  if (!edit || text.includes('\n', offset)) return [];
  const { kind } = type;
  return [
    {
      kind: 'snippet',
      label: `prompt-${kind}`,
      detail: starterTitle(subject),
      documentation: [{ block: edit.text }],
      range: { start: offset - word.length, end: text.length },
      text: edit.text,
      filterText: `prompt-${kind}`,
    },
  ];
}

/** The text that a template begins with, where it has none yet. */
export function starterTextAt({ type, fileName, place, text, offset }: AskedAt): Completion[] {
  const content = firstText(type.kind, fileName, place.path);
  if (content === undefined || !place.isEmpty) return [];
  if (!place.isProse) return [startingWith(content, textValue(place, content, { label: content }))];
  // A block of lines: the text goes on the line of the cursor, indented as the block is.
  const column = offset - lineStart(text, offset);
  const lead = ' '.repeat(Math.max(0, place.indent.length + 2 - column));
  return [
    startingWith(content, {
      range: place.range,
      text: `${lead}${content}`,
      filterText: content,
    }),
  ];
}

/** A text to begin with, as a completion. */
export function startingWith(
  content: string,
  written: Pick<Completion, 'range' | 'text' | 'filterText' | 'edits'>,
): Completion {
  const label = shorten(content, 40);
  return {
    ...written,
    kind: 'snippet',
    label,
    detail: l10n.t('Text to begin with'),
    documentation: [{ block: content }],
  };
}

/** The text that the value at a path begins with. */
export function firstText(kind: Asked['type']['kind'], fileName: string, path: Path): string | undefined {
  const value = starterValue(kind, fileName, path.map(String));
  return typeof value === 'string' ? value : undefined;
}
