import type { TextRange } from '../model/findings.js';
import type { JsonMap, JsonValue } from '../model/jsonValue.js';
import type { TextMap } from '../text/textMap.js';

/** A value of a file, of whatever syntax, with its place in the file. */
export type ValueNode = StringNode | ScalarNode | ListNode | MappingNode;

export interface StringNode {
  readonly kind: 'string';
  readonly value: string;
  readonly range: TextRange;
  /** Where each character of the value stands in the file. */
  readonly textMap: () => TextMap;
}

export interface ScalarNode {
  readonly kind: 'integer' | 'float' | 'boolean' | 'null';
  readonly value: bigint | number | boolean | null;
  readonly range: TextRange;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ValueNode[];
  readonly range: TextRange;
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: readonly MappingEntry[];
  readonly range: TextRange;
}

export interface MappingEntry {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: ValueNode;
}

/** The entry of a key, or `undefined` (also when the node is no mapping). */
export function entryOf(node: ValueNode | undefined, key: string): MappingEntry | undefined {
  return node?.kind === 'mapping' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The value under a path of keys and list positions, or `undefined`. */
export function nodeAt(node: ValueNode | undefined, path: readonly (string | number)[]): ValueNode | undefined {
  let current = node;
  for (const step of path) {
    if (current?.kind === 'list') current = current.items[Number(step)];
    else current = entryOf(current, String(step))?.value;
  }
  return current;
}

/** The string under a key, when there is one and it is a string. */
export function stringOf(node: ValueNode | undefined, key: string): StringNode | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'string' ? value : undefined;
}

/** The value without its places. */
export function toJsonValue(node: ValueNode): JsonValue {
  switch (node.kind) {
    case 'list':
      return node.items.map(toJsonValue);
    case 'mapping':
      return toJsonMap(node);
    default:
      return node.value;
  }
}

/** A mapping without its places. */
export function toJsonMap(node: MappingNode): JsonMap {
  return new Map(node.entries.map((entry) => [entry.key, toJsonValue(entry.value)]));
}

/** Calls back for a node and all below it; `path` is how it is reached from the first. */
export function visitNodes(
  node: ValueNode,
  visit: (node: ValueNode, path: readonly (string | number)[]) => void,
  path: readonly (string | number)[] = [],
): void {
  visit(node, path);
  if (node.kind === 'list') node.items.forEach((item, index) => { visitNodes(item, visit, [...path, index]); });
  if (node.kind === 'mapping') for (const entry of node.entries) visitNodes(entry.value, visit, [...path, entry.key]);
}
