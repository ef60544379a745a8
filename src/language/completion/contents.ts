import { lineStart } from '../../core/text/lines.js';
import { placesAt, bodyStart } from './placeAt.js';
import { placeholderCompletions } from './placeholders.js';
import { firstText, startingWith, starterTextAt } from './starterText.js';
import type { Asked, Completion } from './completion.js';
import type { FileKind } from '../../core/documents/fileKinds.js';
import { isAt, type Path } from './place.js';

/** A value that begins with braces, which YAML reads as a mapping: it has to stand in quotes. */
const BARE_BRACES = /^(?:[ -]* )?(?:"content"|content):[ \t]+(\{\{[a-z_]*)$/;

/** What can be written into the text of a template; `undefined` where the cursor is in none. */
export async function contentCompletions(asked: Asked): Promise<Completion[] | undefined> {
  const { text, offset, type, fileName } = asked;
  if (type.kind === 'input') return undefined;
  if (type.syntax === 'markdown') {
    const start = bodyStart(text);
    if (start === undefined || offset < start) return undefined;
    const first = text.slice(start).trim() === '' ? firstText('template', fileName, ['content']) : undefined;
    const starter = first === undefined || asked.trigger !== undefined ? [] : [starterAt(asked, first)];
    return [...starter, ...(await placeholderCompletions(asked))];
  }
  const isBare = type.syntax === 'yaml' && BARE_BRACES.test(text.slice(lineStart(text, offset), offset));
  if (isBare) return placeholderCompletions(asked, (written) => `"${written}"`);
  const place = placesAt(type.syntax, text, offset, asked.yamlTokens).find(
    ({ kind, path }) => kind === 'value' && isContent(type.kind, path),
  );
  if (!place) return undefined;
  const starter = asked.trigger === undefined ? starterTextAt({ ...asked, place }) : [];
  // Braces in a list or mapping in braces would end it.
  const isOpen = place.isFlow && place.quotes === '';
  return [
    ...starter,
    ...(isOpen || (place.isEmpty && !place.isProse) ? [] : await placeholderCompletions(asked)),
  ];
}

function isContent(kind: FileKind, path: Path): boolean {
  return isAt(path, kind === 'template' ? ['content'] : ['templates', '*', 'content']);
}

/** The text that a template begins with, at the cursor in an empty body. */
function starterAt({ offset }: Asked, text: string): Completion {
  return startingWith(text, { range: { start: offset, end: offset }, text, filterText: text });
}
