import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { writeNpmPackage } from './npmPackage.mjs';
import { projectFolder } from './project.mjs';
import { runProgram } from './runProgram.mjs';

// `npm run package`: writes the extension as `prompt-bundles-<version>.vsix`, of what was built and `.vscodeignore` lets in, and the
// command line with the library as `prompt-bundles-<version>.tgz` for npm; or the extension alone, as the file that is named.
// package.json alone says where the repository is; as long as it does not, links from the README to files of the repository
// stay as they are.

const README = 'dist/README.md';
const PICTURE = /!\[([^\]]*)\]\((media\/[\w/.-]+\.png)\)/;
/** A picture of a file, with the blanks before it. */
const PICTURE_BELOW = new RegExp(String.raw`\s*${PICTURE.source}`, 'g');

/** @type {{ name: string, version: string, repository?: unknown }} */
const manifest = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'));
const named = process.argv[2];
const target = path.resolve(named ?? `${manifest.name}-${manifest.version}.vsix`);

await mkdir(path.dirname(target), { recursive: true });
await writeFile(path.join(projectFolder, README), await readmeWithPictures());
await createVSIX({
  cwd: projectFolder,
  packagePath: target,
  readmePath: README,
  dependencies: false, // everything is bundled
  allowMissingRepository: true,
  rewriteRelativeLinks: manifest.repository !== undefined,
});
if (named === undefined) {
  const folder = await mkdtemp(path.join(tmpdir(), 'prompt-bundles-npm-'));
  await writeNpmPackage(folder);
  await runProgram('npm', ['pack', '--ignore-scripts', '--pack-destination', process.cwd()], { cwd: folder });
  await rm(folder, { recursive: true });
  console.log(`Made ${manifest.name}-${manifest.version}.tgz, for npm.`);
}

/**
 * The README as the Extensions view can show it. Its pictures are on a server, by where the repository is. As long as
 * package.json does not say that, the first is in the README itself, which older versions of VS Code show, and those of the tour,
 * too much for a package, are left out.
 */
async function readmeWithPictures() {
  const readme = await readFile(path.join(projectFolder, 'README.md'), 'utf8');
  const first = PICTURE.exec(readme);
  if (!first || manifest.repository !== undefined) return readme;
  const [picture, text, file = ''] = first;
  const data = await readFile(path.join(projectFolder, file), 'base64');
  return readme
    .replace(picture, () => `![${text}](data:image/png;base64,${data})`)
    .replace(PICTURE_BELOW, '');
}
