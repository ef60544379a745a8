import type { AskedAt, Completion } from './completion.js';
import { allows, schemaAt } from './schema.js';
import { schemaText } from './schemaText.js';
import { bareValue, textValue } from './writeValue.js';

/** The values that the schema knows: those it allows, or some to begin with. */
export function schemaValueCompletions({ type, place }: AskedAt): Completion[] {
  const schema = schemaAt(type.kind, place.path);
  if (!schema) return [];
  if (schema.enum)
    return schema.enum.map((value) =>
      textValue(place, value, { label: value, ...describedBy(schema.description) }),
    );
  const numbers = [...new Set([...(schema.examples ?? []), ...boundsOf(schema)])];
  if (['number', 'integer', 'boolean'].some((name) => allows(schema, name)))
    return numbers.map((value) =>
      bareValue(place, String(value), { label: String(value), ...describedBy(schema.description) }),
    );
  return [];
}

function boundsOf({ type, minimum, maximum }: NonNullable<ReturnType<typeof schemaAt>>): number[] {
  return type === 'number' && minimum !== undefined && maximum !== undefined ? [minimum, maximum] : [];
}

function describedBy(description: string | undefined): Pick<Completion, 'documentation'> {
  return description === undefined ? {} : { documentation: [{ words: schemaText(description) }] };
}
