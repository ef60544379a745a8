import type { JsonValue } from '../../src/core/model/jsonValue.js';
import type { RenderInput } from '../../src/core/model/renderInput.js';
import { plainFloat } from '../unit/plainFloat.js';

// Section 2 of the spec, as its words say it and no faster; it shares nothing with the engine but the model it reads.

/** The prompt of four texts and an input. */
export function naiveRender(parts: readonly string[], input: RenderInput): string {
  return parts.map((part) => naivePart(part, input)).join('\n\n');
}

/** One part: every occurrence of each placeholder in its turn, in what the turn before left. */
export function naivePart(
  part: string,
  { task, activity_level, stress, semantic_traits }: RenderInput,
): string {
  return part
    .split('{{task}}')
    .join(task)
    .split('{{activity_level}}')
    .join(plainFloat(activity_level, -4, 2))
    .split('{{stress}}')
    .join(plainFloat(stress, -4, 2))
    .split('{{semantic_traits}}')
    .join(naiveJson(semantic_traits));
}

/** Canonical JSON (2.2). */
export function naiveJson(value: JsonValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? plainFloat(value, -5, 1) : 'null';
  // For text that is well-formed, JavaScript's own spelling is the one that the spec asks for.
  if (typeof value === 'string') return JSON.stringify(value);
  if (!(value instanceof Map)) return `[${(value as readonly JsonValue[]).map(naiveJson).join(',')}]`;
  const entries = [...(value as ReadonlyMap<string, JsonValue>)].map(
    ([key, item]) =>
      [
        Array.from(key, (character) => character.codePointAt(0) ?? 0),
        `${JSON.stringify(key)}:${naiveJson(item)}`,
      ] as const,
  );
  entries.sort(([a], [b]) => {
    const at = a.findIndex((point, i) => point !== b[i]);
    return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
  });
  return `{${entries.map(([, text]) => text).join(',')}}`;
}
