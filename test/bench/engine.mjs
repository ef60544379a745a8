import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { outFolder, projectFolder } from './places.mjs';

const MODULES = [
  'audit/null',
  'canonicalJson',
  'compileTemplate',
  'hashes',
  'hashing',
  'model/slots',
  'promptGenerator',
  'renderer',
  'sources/inline',
];

/** Builds the engine as it ships, with more of its pieces in reach than the library offers, and imports it. */
export async function loadEngine() {
  const outfile = path.join(outFolder, 'engine.mjs');
  await build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: MODULES.map((name) => `export * from './src/core/${name}.ts';`).join('\n'),
      resolveDir: projectFolder,
    },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}
