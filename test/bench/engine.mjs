import { build } from 'esbuild';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { validators } from '../../src/core/documents/validators.mjs';
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
  return loadSources(engineFile, [...ENGINE.map((name) => `core/${name}`), 'node/sha256']);
}

/**
 * Builds modules as they ship and imports them, as one.
 * @param {string} outfile
 * @param {readonly string[]} modules Paths from `src`, without `.ts`, and `vscode` for what stands in for it.
 * @param {import('esbuild').BuildOptions} [options] Others than usual.
 */
export async function loadSources(outfile, modules, options = {}) {
  // Another group may read or make the same file at this moment.
  const made = `${outfile}.${process.pid}`;
  await build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: modules
        .map((name) => `export * from '${name === 'vscode' ? name : `./src/${name}.ts`}';`)
        .join('\n'),
      resolveDir: projectFolder,
    },
    outfile: made,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    mainFields: ['module', 'main'],
    alias: {
      vscode: path.join(benchFolder, 'vscode.mjs'),
      yaml: path.join(projectFolder, 'node_modules/yaml/browser/index.js'),
      '@vscode/l10n': path.join(projectFolder, 'node_modules/@vscode/l10n/dist/browser.js'),
    },
    plugins: [validators],
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
    ...options,
  });
  renameSync(made, outfile);
  return import(pathToFileURL(outfile).href);
}
