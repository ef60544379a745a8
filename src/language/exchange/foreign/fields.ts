import * as l10n from '@vscode/l10n';
import type { JsonMap, JsonValue } from '../../../core/model/jsonValue.js';
import { quote } from '../../../core/text/quote.js';
import {
  entryOf,
  nodeAt,
  toJsonValue,
  type MappingNode,
  type ValueNode,
} from '../../../core/documents/valueNode.js';
import type { ImportNote } from './foreignPrompt.js';

/** What a file says beside what is imported: kept as it is, each told at its place. */
export function restOf(
  root: ValueNode | undefined,
  understood: readonly string[],
): { readonly rest: JsonMap; readonly notes: readonly ImportNote[] } {
  if (root?.kind !== 'mapping') return { rest: new Map(), notes: [] };
  const entries = root.entries.filter(({ key }) => !understood.includes(key));
  return {
    rest: new Map(entries.map(({ key, value }): [string, JsonValue] => [key, toJsonValue(value)])),
    notes: entries.map(({ key, keyRange }) => ({
      message: l10n.t(
        '{0} has no counterpart here. It is kept beside the bundle, and does nothing.',
        quote(key),
      ),
      range: keyRange,
    })),
  };
}

/** The string at a path; `undefined` for anything else. */
export function stringAt(
  root: ValueNode | undefined,
  path: readonly (string | number)[],
): string | undefined {
  const node = nodeAt(root, path);
  return node?.kind === 'string' ? node.value : undefined;
}

/** The strings among some. */
export function strings(...values: readonly (string | undefined)[]): readonly string[] {
  const trimmed = values.map((value = '') => value.trim());
  return [...new Set(trimmed)].filter((value) => value !== '');
}

/** The mapping under a key. */
export function mappingUnder(root: ValueNode | undefined, key: string): MappingNode | undefined {
  const value = entryOf(root, key)?.value;
  return value?.kind === 'mapping' ? value : undefined;
}
