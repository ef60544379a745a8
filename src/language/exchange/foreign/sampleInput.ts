import { canonicalJson } from '../../../core/canonicalJson.js';
import { parseJson } from '../../../core/documents/parseJson.js';
import { toJsonMap } from '../../../core/documents/valueNode.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../../core/model/jsonValue.js';
import type { Placeholder } from '../../../core/model/placeholders.js';
import { DEFAULT_INPUT, type RenderInput } from '../../../core/model/renderInput.js';
import { placeholderOf } from './variables.js';

/** The input that samples of variables stand for; `undefined` where they are for none of the service's. */
export function sampleInput(
  samples: JsonMap,
  mapped: ReadonlyMap<string, Placeholder>,
): RenderInput | undefined {
  const values = new Map<Placeholder, JsonValue>();
  for (const [name, value] of samples) {
    const placeholder = placeholderOf(name, mapped);
    if (placeholder !== undefined && !values.has(placeholder)) values.set(placeholder, value);
  }
  if (values.size === 0) return undefined;
  return {
    semantic_traits: traitsOf(values.get('semantic_traits')) ?? DEFAULT_INPUT.semantic_traits,
    activity_level: levelOf(values.get('activity_level')) ?? DEFAULT_INPUT.activity_level,
    stress: levelOf(values.get('stress')) ?? DEFAULT_INPUT.stress,
    task: taskOf(values.get('task')) ?? DEFAULT_INPUT.task,
  };
}

function taskOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** A level as a number, or as the text of one. */
function levelOf(value: JsonValue | undefined): number | undefined {
  if (value === undefined || isJsonMap(value) || value === '') return undefined;
  const level = Number(value);
  return level >= 0 && level <= 1 ? level : undefined;
}

/** Traits as a mapping, or as the JSON of one. */
function traitsOf(value: JsonValue | undefined): JsonMap | undefined {
  if (typeof value !== 'string') return value !== undefined && isJsonMap(value) ? value : undefined;
  const { root } = parseJson(value);
  return root?.kind === 'mapping' ? toJsonMap(root) : undefined;
}
