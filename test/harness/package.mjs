import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { projectFolder } from './project.mjs';

// `npm run package`: writes `prompt-bundles-<version>.vsix`, or the file that is named, of what was built and
// `.vscodeignore` lets in. package.json alone says where the repository is; as long as it does not, links from the README
// to files of the repository stay as they are.

const README = 'dist/README.md';
const PICTURE = /!\[([^\]]*)\]\((media\/[\w/.-]+\.png)\)/;
/** A picture of a file, with the blanks before it. */
const PICTURE_BELOW = new RegExp(String.raw`\s*${PICTURE.source}`, 'g');

/** @type {{ name: string, version: string, repository?: unknown }} */
const manifest = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'));
const target = path.resolve(process.argv[2] ?? `${manifest.name}-${manifest.version}.vsix`);

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

/**
 * The README with its first picture in it: the Extensions view shows no others, unless they are on a server. Those of the
 * tour would be too much for a package.
 */
async function readmeWithPictures() {
  const readme = await readFile(path.join(projectFolder, 'README.md'), 'utf8');
  const first = PICTURE.exec(readme);
  if (!first) return readme;
  const [picture, text, file = ''] = first;
  const data = await readFile(path.join(projectFolder, file), 'base64');
  const shown = readme.replace(picture, () => `![${text}](data:image/png;base64,${data})`);
  return manifest.repository === undefined ? shown.replace(PICTURE_BELOW, '') : shown;
}
