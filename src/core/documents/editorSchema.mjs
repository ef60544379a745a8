/** What restricts a value, in the JSON Schema of draft 7: an editor would report every breach beside our own finding. */
const RESTRICTING = new Set([
  'if',
  'additionalProperties',
  'const',
  'enum',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'pattern',
  'required',
  'type',
  'uniqueItems',
]);

/** What is written for a new key whose value has that type; `$1` is where the cursor goes. */
const SNIPPETS = { string: '$1', object: {}, array: [] };

/**
 * A JSON Schema that describes and restricts nothing: editors complete keys and values by it and show descriptions, but
 * report no breach. What a rule says of a value is kept as examples; branches of `if` hold always.
 * @param {unknown} schema
 * @returns {unknown}
 */
export function editorSchema(schema) {
  if (Array.isArray(schema)) return schema.map(editorSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { then, ...kept } = /** @type {Record<string, unknown>} */ (schema);
  return {
    ...Object.fromEntries(
      Object.entries(kept).flatMap(([key, value]) =>
        RESTRICTING.has(key)
          ? []
          : [[key, key === 'properties' || key === 'definitions' ? each(value) : editorSchema(value)]],
      ),
    ),
    ...examplesOf(kept),
    ...(then ? /** @type {object} */ (editorSchema(then)) : {}),
  };
}

/** @param {unknown} schemas by name; a name may be that of a keyword */
function each(schemas) {
  return Object.fromEntries(
    Object.entries(/** @type {object} */ (schemas)).map(([name, schema]) => [name, editorSchema(schema)]),
  );
}

/** @param {Record<string, unknown>} schema */
function examplesOf({ enum: values, type, minimum }) {
  if (values) return { examples: values };
  if (type === 'boolean') return { examples: [true, false] };
  if (minimum !== undefined) return { examples: [minimum] };
  const snippet =
    typeof type === 'string' && type in SNIPPETS
      ? SNIPPETS[/** @type {keyof typeof SNIPPETS} */ (type)]
      : undefined;
  return snippet === undefined ? {} : { defaultSnippets: [{ body: snippet }] };
}
