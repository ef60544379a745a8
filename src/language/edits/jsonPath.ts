import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';

/** Keys of mappings and positions in lists that lead to a value. */
export type Path = readonly (string | number)[];

/** The value with what stands at a path changed, or left out when `change` gives `undefined`. */
export function changedAt(
  value: JsonValue,
  path: Path,
  change: (value: JsonValue) => JsonValue | undefined,
): JsonValue {
  return changed(value, path, change) ?? null;
}

function changed(
  value: JsonValue,
  path: Path,
  change: (value: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    return items.flatMap((item, index) => (index === step ? present(changed(item, rest, change)) : [item]));
  }
  return new Map(
    // Nothing else is led through.
    [...(value as JsonMap)].flatMap(([key, item]) =>
      key === step
        ? present(changed(item, rest, change)).map((made) => [key, made] as const)
        : [[key, item] as const],
    ),
  );
}

function present(value: JsonValue | undefined): JsonValue[] {
  return value === undefined ? [] : [value];
}
