import type { FileKind } from '../../core/documents/fileKinds.js';
import { SCHEMAS, type JsonSchema } from '../../core/documents/jsonSchemas.js';
import type { Path } from './place.js';

/** What the schema of a kind of file says of the value at a path; `undefined` where it knows of none. */
export function schemaAt(kind: FileKind, path: Path): JsonSchema | undefined {
  let schema: JsonSchema | undefined = SCHEMAS[kind];
  for (const step of path) {
    if (schema === undefined) return undefined;
    const { items, additionalProperties }: JsonSchema = schema;
    const next: JsonSchema | undefined =
      typeof step === 'number'
        ? items
        : (propertyOf(schema, step) ??
          (typeof additionalProperties === 'object' ? additionalProperties : undefined));
    schema = next && resolved(next, kind);
  }
  return schema;
}

function propertyOf({ properties }: JsonSchema, name: string): JsonSchema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema with what it refers to, which refers to nothing, and what holds for the type that it tells of. */
export function resolved(schema: JsonSchema, kind: FileKind): JsonSchema {
  const { $ref, ...own } = schema;
  const [file = '', name = ''] = $ref?.split('#/definitions/') ?? [];
  const holder = file === '' ? SCHEMAS[kind] : SCHEMAS.template;
  const merged: JsonSchema = { ...holder.definitions?.[name], ...own };
  return { ...merged, ...merged.then };
}

/** Whether values of a type may stand there. */
export function allows({ type }: JsonSchema, name: string): boolean {
  return [type].flat().includes(name);
}
