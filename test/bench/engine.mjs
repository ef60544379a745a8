import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchFolder, outFolder, projectFolder } from './places.mjs';

/** The engine's modules that groups use: more than the library offers. */
const ENGINE = [
  'audit/null',
  'canonicalJson',
  'compileTemplate',
  'constraints/emoji/findEmoji',
  'constraints/index',
  'hashes',
  'hashing',
  'model/slots',
  'promptGenerator',
  'renderer',
  'sources/inline',
];

/** Where the engine is built: a file that other processes can import. */
export const engineFile = path.join(outFolder, 'engine.mjs');

/** Builds the engine as it ships, with all of {@link ENGINE} in reach, and imports it. */
export function loadEngine() {
  return loadSources(
    engineFile,
    ENGINE.map((name) => `core/${name}`),
  );
}

/**
 * Builds modules as they ship and imports them, as one.
 * @param {string} outfile
 * @param {readonly string[]} modules Paths from `src`, without `.ts`.
 */
export async function loadSources(outfile, modules) {
  await build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: modules.map((name) => `export * from './src/${name}.ts';`).join('\n'),
      resolveDir: projectFolder,
    },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    mainFields: ['module', 'main'],
    alias: {
      vscode: path.join(benchFolder, 'vscode.mjs'),
      yaml: path.join(projectFolder, 'node_modules/yaml/browser/index.js'),
    },
    plugins: [validators],
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

/** The schemas, compiled as the project's own build compiles them, but that it makes the code shorter. */
const validators = {
  name: 'validators',
  setup(plugin) {
    plugin.onResolve({ filter: /^prompt-bundles:validators$/ }, ({ path: id }) => ({
      path: id,
      namespace: 'validators',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'validators' }, async () => {
      const names = ['template', 'bundle', 'input'];
      const folder = path.join(projectFolder, 'src/core/documents/schemas');
      const schemas = await Promise.all(
        names.map(async (name) => JSON.parse(await readFile(`${folder}/prompt-${name}.schema.json`, 'utf8'))),
      );
      const ajv = new Ajv({
        schemas,
        inlineRefs: false,
        messages: false,
        allErrors: true,
        strictTypes: false,
        allowUnionTypes: true,
        code: { source: true, esm: true, lines: true },
      });
      const exported = Object.fromEntries(names.map((name, i) => [name, schemas[i].$id]));
      return { contents: standaloneCode.default(ajv, exported), resolveDir: projectFolder };
    });
  },
};
