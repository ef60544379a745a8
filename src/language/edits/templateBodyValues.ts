import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import type { TemplateBody } from '../../core/model/template.js';

/** A template's body as values of a file: of what it has none, it says nothing. */
export function templateBodyValues({ role, adapter_version, constraints, content }: TemplateBody): JsonMap {
  const values = Object.entries({ role, adapter_version, constraints, content });
  return new Map(
    values.flatMap(([key, value]): [string, JsonValue][] => (value === null ? [] : [[key, value]])),
  );
}
