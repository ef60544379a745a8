import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from './project.mjs';

// The npm package of the command line and the library: without the extension, with a package.json of its own.

/** What it holds beside its manifest, by the name there; of a pattern, each file is where it was. Nothing is packed but what is named. */
const FILES = new Map([
  ['README.md', 'src/cli/README.md'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
  ['LICENSE', 'LICENSE'],
  ['THIRD_PARTY_NOTICES.txt', 'dist/THIRD_PARTY_NOTICES.txt'],
  ['dist/cli.js', 'dist/cli.js'],
  ['dist/registry.js', 'dist/registry.js'],
  ['dist/mcp.js', 'dist/mcp.js'],
  ['dist/lsp.js', 'dist/lsp.js'],
  ['dist/xxhash128.js', 'dist/xxhash128.js'],
  ['dist/core.mjs', 'dist/core.mjs'],
]);
/** Folders of which the files that end so are packed. @type {readonly (readonly [folder: string, end: string])[]} */
const FOLDERS = [
  ['dist/cli', '.js'],
  ['dist/page', '_base.js'],
  ['dist/types/core', '.d.ts'],
  // The language server links to them.
  ['media/rules', '.md'],
];

/**
 * Writes the package into an empty folder, from what `npm run build` and `npm run types` made.
 * @param {string} folder
 */
export async function writeNpmPackage(folder) {
  for (const [name, source] of FILES) await copy(source, path.join(folder, name));
  for (const [from, end] of FOLDERS) {
    const names = await readdir(path.join(projectFolder, from), { recursive: true });
    for (const name of names.filter((one) => one.endsWith(end)))
      await copy(path.join(from, name), path.join(folder, from, name));
  }
  await writeFile(
    path.join(folder, 'package.json'),
    `${JSON.stringify(await npmManifest(), undefined, 2)}\n`,
  );
}

/** What the package says of itself: what both packages have in common is the extension's. */
async function npmManifest() {
  const text = await readFile(path.join(projectFolder, 'package.json'), 'utf8');
  const { name, version, license, keywords, type, engines, bin, exports, repository, bugs, homepage } =
    JSON.parse(text);
  return {
    name,
    version,
    description:
      'Renders, checks, tests and publishes versioned prompt bundles: the command line and the library of Prompt Bundles.',
    license,
    keywords: [...keywords, 'cli', 'lint'],
    ...Object.fromEntries(Object.entries({ repository, bugs, homepage }).filter(([, value]) => value)),
    type,
    engines: { node: engines.node },
    bin,
    exports,
    publishConfig: { access: 'public', provenance: true },
  };
}

/** @param {string} source @param {string} target */
async function copy(source, target) {
  await mkdir(path.dirname(target), { recursive: true });
  await cp(path.join(projectFolder, source), target);
}
