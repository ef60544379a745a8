import { nodeAt, toJsonValue, type ValueNode } from '../../../core/documents/valueNode.js';
import type { Finding, TextRange } from '../../../core/model/findings.js';
import { lineStart } from '../../../core/text/lines.js';
import { amongCommas, entryEnd, entryRange } from '../../edits/entryRange.js';
import { changedAt, type Path } from '../../edits/jsonPath.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { resolves } from '../../edits/verify.js';

/** “Remove the entry”: an item of a list of the file's own keys, with the key when it is the only one. */
export function removeEntry(subject: FixSubject, finding: Finding, key: string, title: string): Fix[] {
  const { root } = subject.file;
  const list = nodeAt(root, [key]);
  if (root?.kind !== 'mapping' || list?.kind !== 'list') return [];
  const index = list.items.findIndex(({ range }) => isWithin(finding.range, range));
  if (index < 0) return [];
  const isOnly = list.items.length === 1;
  const range = isOnly
    ? entryRange(subject.text, root, key)
    : itemRange(subject.text, list.items, index, list.range);
  if (!range) return [];
  const path: Path = isOnly ? [key] : [key, index];
  const change = {
    edits: [{ ...range, text: '' }],
    says: changedAt(toJsonValue(root), path, () => undefined),
  };
  return resolves(subject, finding, change) ? [{ title, edits: change.edits }] : [];
}

function isWithin(range: TextRange, around: TextRange): boolean {
  return range.start >= around.start && range.end <= around.end;
}

function itemRange(
  text: string,
  items: readonly ValueNode[],
  index: number,
  list: TextRange,
): TextRange | undefined {
  const [previous, item, next] = [items[index - 1], items[index], items[index + 1]];
  if (!item) return undefined;
  if (text[list.start] === '[') return amongCommas(previous?.range.end, item.range, next?.range.start);
  const start = lineStart(text, item.range.start);
  if (!/^ *-[ \t]+$/.test(text.slice(start, item.range.start))) return undefined;
  return { start, end: next ? lineStart(text, next.range.start) : entryEnd(text, item.range) };
}
