import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { outFolder, projectFolder } from './places.mjs';

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
export async function loadEngine() {
  await build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: ENGINE.map((name) => `export * from './src/core/${name}.ts';`).join('\n'),
      resolveDir: projectFolder,
    },
    outfile: engineFile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
  return import(pathToFileURL(engineFile).href);
}
