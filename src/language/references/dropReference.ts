import type { FileSyntax } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { quoteMarkAt, spell } from '../../core/documents/spelling.js';
import {
  nodeAt,
  visitNodes,
  entryOf,
  type MappingEntry,
  type StringNode,
  type ValueNode,
} from '../../core/documents/valueNode.js';
import type { TextEdit } from '../edits/textEdit.js';
import { SLOTS } from '../../core/model/slots.js';
import { lineEnd } from '../../core/text/lines.js';

/**
 * What to write where a reference is dropped: in a slot of a bundle it takes the place of the one that is there; elsewhere
 * it is put in, in quotes where the place asks for them.
 */
export function dropReference(
  parsed: PromptFile,
  syntax: FileSyntax,
  offset: number,
  reference: string,
): TextEdit {
  const { text } = parsed.source;
  const slot = parsed.kind === 'bundle' ? slotAt(parsed.root, text, offset) : undefined;
  const value = slot?.value;
  if (value?.kind === 'string')
    return { ...value.range, text: spell(reference, quoteMarkAt(text, value.range)) };
  if (slot && value?.kind === 'null') return fillSlot(slot, text, reference, syntax);
  const string = stringAt(parsed.root, offset);
  const isRaw = syntax === 'markdown' || (string !== undefined && quoteMarkAt(text, string.range) !== '');
  const mark = syntax === 'json' ? '"' : '';
  return { start: offset, end: offset, text: isRaw ? reference : spell(reference, mark) };
}

/** The slot whose key or value stands at a place, or that has the line to itself. */
function slotAt(root: ValueNode | undefined, text: string, offset: number): MappingEntry | undefined {
  const templates = nodeAt(root, ['templates']);
  return SLOTS.map((slot) => entryOf(templates, slot)).find((entry) => {
    if (!entry || (entry.value.kind !== 'string' && entry.value.kind !== 'null')) return false;
    const behind = lineEnd(text, entry.keyRange.end);
    const isAlone = text.slice(entry.keyRange.end, behind).trim() === ':';
    const end = isAlone ? behind : entry.value.range.end;
    return entry.keyRange.start <= offset && offset <= end;
  });
}

/** Writes the value of a key that has none yet. */
function fillSlot(
  { keyRange, value }: MappingEntry,
  text: string,
  reference: string,
  syntax: FileSyntax,
): TextEdit {
  const spelled = spell(reference, syntax === 'json' ? '"' : '');
  if (value.range.end > value.range.start) return { ...value.range, text: spelled };
  const colon = /^\s*:/.exec(text.slice(keyRange.end))?.[0] ?? '';
  const at = keyRange.end + colon.length;
  const blank = /^[ \t]*/.exec(text.slice(at))?.[0] ?? '';
  return { start: at, end: at + blank.length, text: `${colon === '' ? ':' : ''} ${spelled}` };
}

function stringAt(root: ValueNode | undefined, offset: number): StringNode | undefined {
  let found: StringNode | undefined;
  if (root)
    visitNodes(root, (node) => {
      if (node.kind === 'string' && node.range.start < offset && offset < node.range.end) found = node;
    });
  return found;
}
