/** What restricts a value, in the JSON Schema of draft 7: an editor would report every breach beside our own finding. */
const RESTRICTING = [
  'if',
  'additionalProperties',
  'const',
  'enum',
  'exclusiveMinimum',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'pattern',
  'propertyNames',
  'required',
  'type',
  'uniqueItems',
];
/** What it says of values to whoever completes them: an editor would offer each beside what we offer. */
const COMPLETING = ['contentMediaType', 'default', 'examples'];
const LEFT_OUT = new Set([...RESTRICTING, ...COMPLETING]);

/**
 * A JSON Schema that describes, and neither restricts nor completes anything: editors show its descriptions, and leave
 * findings and completions to the extension. Without any schema they would guess at keys. Branches of `if` hold always.
 * @param {unknown} schema
 * @returns {unknown}
 */
export function editorSchema(schema) {
  if (Array.isArray(schema)) return schema.map(editorSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { then, ...kept } = /** @type {Record<string, unknown>} */ (schema);
  return {
    ...Object.fromEntries(
      Object.entries(kept).flatMap(([key, value]) => {
        if (LEFT_OUT.has(key)) return [];
        return [[key, key === 'properties' || key === 'definitions' ? each(value) : editorSchema(value)]];
      }),
    ),
    ...(then ? /** @type {object} */ (editorSchema(then)) : {}),
  };
}

/**
 * `doNotSuggest` stands at definitions too: what a reference says takes the place of what stands beside it.
 * @param {unknown} schemas by name; a name may be that of a keyword
 */
function each(schemas) {
  return Object.fromEntries(
    Object.entries(/** @type {object} */ (schemas)).map(([name, schema]) => [
      name,
      { .../** @type {object} */ (editorSchema(schema)), doNotSuggest: true },
    ]),
  );
}

const RESTRICTS = new Set(RESTRICTING);

/**
 * The same where nobody else completes: it describes and completes, and restricts nothing. What a value may be is an example.
 * @param {unknown} schema
 * @returns {unknown}
 */
export function completingSchema(schema) {
  if (Array.isArray(schema)) return schema.map(completingSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const given = /** @type {Record<string, unknown>} */ (schema);
  const values = given['enum'] ?? (given['type'] === 'boolean' ? [true, false] : undefined);
  const kept = Object.entries(given).filter(
    ([key, value]) => !RESTRICTS.has(key) || (key === 'additionalProperties' && typeof value === 'object'),
  );
  return {
    ...Object.fromEntries(kept.map(([key, value]) => [key, completingSchema(value)])),
    ...(values !== undefined && { examples: values }),
  };
}
