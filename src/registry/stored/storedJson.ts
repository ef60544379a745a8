import { parseJson } from '../../core/documents/parseJson.js';
import type { ValueNode } from '../../core/documents/valueNode.js';
import type { JsonValue } from '../../core/model/jsonValue.js';

/**
 * The value in a text of `jsonb`, with its numbers as they stand there, however large: a file could not hold them all, but the
 * service renders whatever is stored. `undefined` where it is nested deeper than anything here is read.
 */
export function readStoredJson(text: string): JsonValue | undefined {
  const { root } = parseJson(text);
  return root && toValue(root, text);
}

function toValue(node: ValueNode, text: string): JsonValue {
  switch (node.kind) {
    case 'list':
      return node.items.map((item) => toValue(item, text));
    case 'mapping':
      return new Map(node.entries.map(({ key, value }) => [key, toValue(value, text)]));
    case 'unreadable': {
      // A number beyond what files may hold; `jsonb` has nothing else that is not read.
      const digits = text.slice(node.range.start, node.range.end);
      return /^-?\d+$/.test(digits) ? BigInt(digits) : Number(digits);
    }
    case 'string':
    case 'integer':
    case 'float':
    case 'boolean':
    case 'null':
      return node.value;
  }
}
