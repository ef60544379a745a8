import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

// The licences of what is in the bundles: made of what esbuild has put into them, so that none is forgotten.

const LICENCE = /^(?:licen[cs]e|copying)(?:\.|-|$)/i;
const LINE = '-'.repeat(80);

/**
 * The text of the notices.
 * @param {string} root the project's folder
 * @param {Iterable<string>} inputs the paths of the files in the bundles, from there
 */
export async function thirdPartyNotices(root, inputs) {
  const folders = new Set([...inputs].flatMap((input) => packageFolder(input) ?? []));
  const packages = await Promise.all([...folders].map((folder) => readPackage(path.join(root, folder))));
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  const texts = packages.map(
    ({ name, version, license, text }) =>
      `${LINE}\n${name} ${version}\nLicence: ${license}\n\n${text.trim()}\n`,
  );
  return `Prompt Bundles holds code of these packages. Each is used under its own licence.\n\n${texts.join('\n')}`;
}

/**
 * The folder of the package that a file is of; `undefined` for the project's own.
 * @param {string} input
 */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** @param {string} folder */
async function readPackage(folder) {
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  if (!license) throw new Error(`${name} names no licence.`);
  const files = existsSync(folder) ? await readdir(folder) : [];
  const file = files.find((one) => LICENCE.test(one));
  return {
    name,
    version,
    license,
    text: file
      ? (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
      : `The licence is named in its package.json alone: ${license}.`,
  };
}
