import type { TextRange } from '../model/findings.js';
import type { JsonMap, JsonValue } from '../model/jsonValue.js';
import type { TextMap } from '../text/textMap.js';

/** A value of a file, of whatever syntax, with its place in the file. */
export type ValueNode = StringNode | ScalarNode | UnreadableNode | ListNode | MappingNode;

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

/** A value that cannot be read. Its mistake is told already: nothing else is said of it, and it is not missing. */
export interface UnreadableNode {
  readonly kind: 'unreadable';
  readonly value: null;
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
  /** The entry of each key; of a key that stands there twice, nobody can say which value is meant. */
  readonly byKey: ReadonlyMap<string, MappingEntry>;
  /** True when one of its keys cannot be read: then a key that seems to be missing may be that one. */
  readonly hasUnreadableKey: boolean;
  readonly range: TextRange;
}

export interface MappingEntry {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: ValueNode;
}

/** A string; its map is drawn when first asked for, and kept. */
export function stringNode(value: string, range: TextRange, drawMap: () => TextMap): StringNode {
  let map: TextMap | undefined;
  return { kind: 'string', value, range, textMap: () => (map ??= drawMap()) };
}

/** What stands for a value that cannot be read. */
export function unreadableNode(range: TextRange): UnreadableNode {
  return { kind: 'unreadable', value: null, range };
}

/** A mapping; the value of a key that stands in it twice is unreadable. */
export function mappingNode(
  entries: readonly MappingEntry[],
  range: TextRange,
  hasUnreadableKey = false,
): MappingNode {
  const byKey = new Map<string, MappingEntry>();
  for (const entry of entries) {
    const first = byKey.get(entry.key);
    byKey.set(entry.key, first ? { ...first, value: unreadableNode(first.value.range) } : entry);
  }
  return { kind: 'mapping', entries, byKey, hasUnreadableKey, range };
}

/** The entry of a key, or `undefined` (also when the node is no mapping). */
export function entryOf(node: ValueNode | undefined, key: string): MappingEntry | undefined {
  return node?.kind === 'mapping' ? node.byKey.get(key) : undefined;
}

/** The value under a path of keys and list positions, or `undefined`. */
export function nodeAt(
  node: ValueNode | undefined,
  path: readonly (string | number)[],
): ValueNode | undefined {
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

/** The value without its places. What aliases share is shared here too. */
export function toJsonValue(node: ValueNode, known = new Map<ValueNode, JsonValue>()): JsonValue {
  if (node.kind !== 'list' && node.kind !== 'mapping') return node.value;
  const made = known.get(node);
  if (made !== undefined) return made;
  const value =
    node.kind === 'list' ? node.items.map((item) => toJsonValue(item, known)) : toJsonMap(node, known);
  known.set(node, value);
  return value;
}

/** A mapping without its places. */
export function toJsonMap(node: MappingNode, known = new Map<ValueNode, JsonValue>()): JsonMap {
  return new Map(node.entries.map((entry) => [entry.key, toJsonValue(entry.value, known)]));
}

/**
 * Calls back for a node and all below it, for each once, however many aliases lead to it; `path` is how it is reached
 * first. Its keys are those of the mappings, its numbers those of the lists.
 */
export function visitNodes(
  node: ValueNode,
  visit: (node: ValueNode, path: readonly (string | number)[]) => void,
  path: readonly (string | number)[] = [],
  seen = new Set<ValueNode>(),
): void {
  if (seen.has(node)) return;
  seen.add(node);
  visit(node, path);
  if (node.kind === 'list')
    node.items.forEach((item, index) => {
      visitNodes(item, visit, [...path, index], seen);
    });
  if (node.kind === 'mapping')
    for (const entry of node.entries) visitNodes(entry.value, visit, [...path, entry.key], seen);
}
