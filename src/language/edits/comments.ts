import type { FileType } from '../../core/documents/fileKinds.js';
import { entryOf, visitNodes, type ValueNode } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import { lineEnd } from '../../core/text/lines.js';

/** A file that was read. */
interface Written {
  readonly type: FileType;
  readonly text: string;
  readonly root: ValueNode;
}

/** How many comments a file has: what begins with `#` in YAML, outside of its keys and values. */
export function countComments({ type, text, root }: Written): number {
  if (type.syntax === 'json') return 0;
  const yaml = type.syntax === 'markdown' ? text.slice(0, entryOf(root, 'content')?.keyRange.start) : text;
  const scalars = scalarRanges(text, root).sort((a, b) => a.start - b.start);
  let index = 0;
  let end = 0;
  let count = 0;
  for (const { index: at } of yaml.matchAll(/(?<!\S)#/g)) {
    if (at < end) continue;
    while ((scalars[index]?.end ?? Infinity) <= at) index++;
    if (at > (scalars[index]?.start ?? Infinity)) continue;
    end = lineEnd(text, at);
    count++;
  }
  return count;
}

/** Where keys and texts stand; of a block those of its lines, since a comment may stand in its header. */
function scalarRanges(text: string, root: ValueNode): TextRange[] {
  const ranges: TextRange[] = [];
  visitNodes(root, (node) => {
    if (node.kind === 'mapping') for (const { keyRange } of node.entries) ranges.push(keyRange);
    if (node.kind !== 'string') return;
    const { start, end } = node.range;
    const isBlock = /[|>]/.test(text[start] ?? '');
    ranges.push(isBlock ? { start: text.indexOf('\n', start), end } : { start, end });
  });
  return ranges;
}
