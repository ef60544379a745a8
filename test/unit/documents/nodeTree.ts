import type { ValueNode } from '../../../src/core/documents/valueNode.js';

/** All that a value says, with its places, and those of every character of its texts, as plain data. */
export function nodeTree(node: ValueNode): unknown {
  if (node.kind === 'string') {
    const { kind, value, range } = node;
    const places = Array.from(value, (_character, index) => node.textMap().rangeToSource(index, index + 1));
    return { kind, value, range, places };
  }
  if (node.kind === 'list') return { ...node, items: node.items.map(nodeTree) };
  if (node.kind !== 'mapping') return node;
  const { kind, range, hasUnreadableKey } = node;
  const entries = node.entries.map(({ key, keyRange, value }) => ({ key, keyRange, value: nodeTree(value) }));
  return { kind, range, hasUnreadableKey, keys: [...node.byKey.keys()], entries };
}
