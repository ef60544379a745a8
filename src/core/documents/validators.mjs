import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const schemaFolder = path.join(import.meta.dirname, 'schemas');
const source = path.join(import.meta.dirname, '../..');

/** `prompt-bundles:validators`: the JSON Schemas compiled by ajv while building, so that nothing is evaluated at run time. */
export const validators = {
  name: 'validators',
  setup(plugin) {
    plugin.onResolve({ filter: /^prompt-bundles:validators$/ }, ({ path: id }) => ({
      path: id,
      namespace: 'validators',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'validators' }, async () => {
      const names = ['template', 'bundle', 'input'];
      const files = names.map((name) => path.join(schemaFolder, `prompt-${name}.schema.json`));
      const schemas = await Promise.all(files.map(async (file) => JSON.parse(await readFile(file, 'utf8'))));
      const ajv = new Ajv({
        schemas,
        inlineRefs: false,
        messages: false,
        allErrors: true,
        strict: true,
        strictTypes: false,
        allowUnionTypes: true,
        code: { source: true, esm: true, lines: true },
      });
      const exported = Object.fromEntries(names.map((name, i) => [name, schemas[i].$id]));
      const code = shortened(standaloneCode.default(ajv, exported));
      // Lengths are counted as everywhere here.
      const lengths = "import { countCodePoints } from './core/text/codePoints.ts';\n";
      const contents = code.replaceAll('require("ajv/dist/runtime/ucs2length").default', 'countCodePoints');
      return { contents: lengths + contents, resolveDir: source, watchFiles: files };
    });
  },
};

/**
 * The compiled schemas do the same in fewer bytes: ajv writes seven lines wherever it reports an error, where one call says
 * the same. Where a rule stands in its schema, and its pattern, is read by nobody.
 */
function shortened(code) {
  const report =
    /const (err\d+) = \{instancePath(?::(.*))?,keyword:("[^"]*"),params:(.*)\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\n?/g;
  const short = withoutRepeats(code)
    .replaceAll(/schemaPath:"[^"]*",/g, '')
    // eslint-disable-next-line bounded/no-repeated-group -- the patterns of our own schemas
    .replaceAll(/params:\{pattern: "(?:[^"\\]|\\.)*"\}/g, 'params:{}')
    .replaceAll(
      report,
      (_all, _name, place = 'instancePath', keyword, params) =>
        `vErrors = report(vErrors, ${place}, ${keyword}, ${params});\n`,
    );
  if (/const err\d+ = \{\w/.test(short))
    throw new Error('ajv reports errors in another way: shortened() must learn it.');
  return `${short}
function report(errors, instancePath, keyword, params) {
  const all = errors ?? [];
  all.push({ instancePath, keyword, params });
  return all;
}`;
}

/** A definition that several schemas refer to is compiled for each of them; once is enough. */
function withoutRepeats(code) {
  const known = new Map();
  const functions = /^function (validate\d+)\([^]*?\n\1\.errors = vErrors;\nreturn errors === 0;\n\}$/gm;
  for (const [text, name] of code.matchAll(functions)) {
    const everywhere = new RegExp(`\\b${name}\\b`, 'g');
    const body = text.replaceAll(everywhere, 'itself').replaceAll(/schemaPath:"[^"]*",/g, '');
    const first = known.get(body);
    if (first) return withoutRepeats(code.replace(text, '').replaceAll(everywhere, first));
    known.set(body, name);
  }
  return code;
}
