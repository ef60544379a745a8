import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { shortened } from './shortenedValidators.mjs';

const schemaFolder = path.join(import.meta.dirname, 'schemas');
const source = path.join(import.meta.dirname, '../..');

/** Each module, and the schemas it has validators of: name to file. */
const MODULES = {
  'prompt-bundles:validators': {
    template: 'prompt-template.schema.json',
    bundle: 'prompt-bundle.schema.json',
    input: 'prompt-input.schema.json',
  },
  'prompt-bundles:configuration-validator': { configuration: 'configuration.schema.json' },
};

/** The JSON Schemas compiled by ajv while building, so that nothing is evaluated at run time. */
export const validators = {
  name: 'validators',
  setup(plugin) {
    plugin.onResolve({ filter: /^prompt-bundles:.*validators?$/ }, ({ path: id }) => ({
      path: id,
      namespace: 'validators',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'validators' }, async ({ path: id }) => {
      const names = Object.keys(MODULES[id]);
      const files = Object.values(MODULES[id]).map((name) => path.join(schemaFolder, name));
      const schemas = await Promise.all(
        files.map(async (file) => JSON.parse(await readFile(file, 'utf8'), rulesAlone)),
      );
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
      const code = shortened(standaloneCode.default(ajv, exported), schemas);
      // Lengths are counted as everywhere here.
      const lengths = "import { countCodePoints } from './core/text/codePoints.ts';\n";
      const contents = code.replaceAll('require("ajv/dist/runtime/ucs2length").default', 'countCodePoints');
      return { contents: lengths + contents, resolveDir: source, watchFiles: files };
    });
  },
};

/**
 * What a schema says to people, and to whoever completes a file, stays in its file: ajv keeps whole schemas where it looks
 * for names of keys in them.
 */
function rulesAlone(key, value) {
  const isSaid =
    (['title', 'description'].includes(key) && typeof value === 'string') ||
    (key === 'examples' && Array.isArray(value)) ||
    ['default', 'propertyNames', 'contentMediaType'].includes(key);
  return isSaid ? undefined : value;
}
