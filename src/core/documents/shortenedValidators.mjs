// What ajv writes, in fewer bytes: the desktop's extension has few to spare.

/**
 * The compiled schemas do the same in fewer bytes: ajv writes seven lines wherever it reports an error, where one call says
 * the same. Where a rule stands in its schema, and its pattern, is read by nobody.
 */
export function shortened(code, schemas) {
  const report =
    /const (err\d+) = \{instancePath(?::(.*))?,keyword:("[^"]*"),params:(.*)\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\n?/g;
  const short = withoutCounts(withoutRepeats(code))
    .replaceAll(/schemaPath:"[^"]*",/g, '')
    // eslint-disable-next-line bounded/no-repeated-group -- the patterns of our own schemas
    .replaceAll(/params:\{pattern: "(?:[^"\\]|\\.)*"\}/g, 'params:{}')
    .replaceAll(
      report,
      (_all, _name, place = 'instancePath', keyword, params) =>
        `vErrors = report(vErrors, ${place}, ${keyword}, ${params});\n`,
    )
    .replaceAll(
      /if\(!\((validate\d+)\((.*), \{instancePath:(.*),parentData:.*\}\)\)\)\{\nvErrors = vErrors === null \? .*\n\}\n/g,
      (_all, validate, value, place) => `vErrors = within(vErrors, ${validate}, ${value}, ${place});\n`,
    )
    .replaceAll(/(\w+) && typeof \1 == "object" && !Array\.isArray\(\1\)/g, 'isMapping($1)')
    // Numbers that are none are asked for before.
    .replaceAll(/ \|\| isNaN\(\w+\)/g, '')
    .replaceAll(/comparison: "[<>]=", /g, '')
    .replaceAll(/(\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'step($1)')
    .replaceAll(/func\d+\.call\(schema(\d+)\.properties, (\w+)\)/g, (_all, number, key) => {
      const id = new RegExp(`const schema${number} = .*?"\\$id":"([^"]+)"`).exec(code)?.[1];
      const schema = schemas.find(({ $id }) => $id === id);
      return `${JSON.stringify(Object.keys(schema.properties))}.includes(${key})`;
    });
  if (/const err\d+ = \{\w/.test(short))
    throw new Error('ajv reports errors in another way: shortened() must learn it.');
  return `${short}
function report(errors, instancePath, keyword, params) {
  const all = errors ?? [];
  all.push({ instancePath, keyword, params });
  return all;
}
function within(errors, validate, data, instancePath) {
  return validate(data, { instancePath }) ? errors : [...(errors ?? []), ...validate.errors];
}
function isMapping(data) {
  return data && typeof data == 'object' && !Array.isArray(data);
}
function step(key) {
  return key.replace(/~/g, '~0').replace(/\\//g, '~1');
}`;
}

/** Errors are counted beside their list, and only rules with `if` look at how many there were. */
function withoutCounts(code) {
  return code.replaceAll(FUNCTIONS, (text) =>
    text.includes('_errs')
      ? text
      : text
          .replaceAll(/^(?:let errors = 0|errors\+\+|errors = vErrors\.length);\n/gm, '')
          .replace('return errors === 0;', 'return vErrors === null;'),
  );
}

const FUNCTIONS = /^function (validate\d+)\([^]*?\n\1\.errors = vErrors;\nreturn errors === 0;\n\}$/gm;

/** A definition that several schemas refer to is compiled for each of them; once is enough. */
function withoutRepeats(code) {
  const known = new Map();
  for (const [text, name] of code.matchAll(FUNCTIONS)) {
    const everywhere = new RegExp(`\\b${name}\\b`, 'g');
    const body = text.replaceAll(everywhere, 'itself').replaceAll(/schemaPath:"[^"]*",/g, '');
    const first = known.get(body);
    if (first) return withoutRepeats(code.replace(text, '').replaceAll(everywhere, first));
    known.set(body, name);
  }
  return code;
}
