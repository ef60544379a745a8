import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from './project.mjs';
import { runProgram } from './runProgram.mjs';

// `npm run release -- 1.2.0`: writes the version wherever it stands, closes the changelog's section for it, commits and tags. What a
// tag releases is built by the workflow. `check VERSION` says whether all agree, and `notes VERSION` prints what changed in it.

const UNRELEASED = '## Unreleased';
/** Files that name the version beside package.json and its lock, as `prompt-bundles@1.2.0` or `prompt-bundles-1.2.0` or `rev: v1.2.0`. */
const NAMING = [
  'README.md',
  'docs/ci.md',
  'docs/command-line-guide.md',
  'action.yml',
  '.pre-commit-hooks.yaml',
];

const { positionals } = parseArgs({ allowPositionals: true });
const [first = '', second = ''] = positionals;

if (first === 'check') await check(second);
else if (first === 'notes') console.log(section(await read('CHANGELOG.md'), second));
else await release(first);

/** @param {string} version */
async function release(version) {
  if (!/^\d+\.\d+\.\d+(?:-next\.\d+)?$/.test(version))
    throw new Error('Name the version, such as 1.2.0, or 1.3.0-next.1 for a pre-release.');
  const changed = await runProgram('git', ['status', '--porcelain'], { cwd: projectFolder });
  if (changed.trim() !== '') throw new Error('There are changes that are not committed. Commit them first.');
  const { version: before } = JSON.parse(await read('package.json'));
  const changelog = await read('CHANGELOG.md');
  if (section(changelog, 'Unreleased') === '')
    throw new Error('CHANGELOG.md tells of no change: write one first.');
  await runProgram('npm', ['version', version, '--no-git-tag-version', '--allow-same-version'], {
    cwd: projectFolder,
  });
  for (const name of NAMING) await write(name, withVersion(await read(name), before, version));
  const day = new Date().toISOString().slice(0, 10);
  await write('CHANGELOG.md', changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} (${day})`));
  await check(version);
  await runProgram('git', ['commit', '--all', '--message', `Release ${version}`], { cwd: projectFolder });
  await runProgram('git', ['tag', '--annotate', `v${version}`, '--message', `Version ${version}`], {
    cwd: projectFolder,
  });
  console.log(`Committed and tagged v${version}. Push both to release it: git push --follow-tags`);
}

/**
 * Fails where something names another version, or the changelog does not tell of this one.
 * @param {string} version
 */
async function check(version) {
  const { version: said } = JSON.parse(await read('package.json'));
  const wrong = said === version ? [] : ['package.json'];
  for (const name of NAMING) {
    const text = await read(name);
    if (withVersion(text, '', version) !== text) wrong.push(name);
  }
  if (wrong.length > 0) throw new Error(`${wrong.join(', ')} names another version than ${version}.`);
  if (section(await read('CHANGELOG.md'), version) === '')
    throw new Error(`CHANGELOG.md has no section for ${version}.`);
}

/**
 * A text in which what names a version of the packages names this one; every one, or those that name `before`.
 * @param {string} text @param {string} before @param {string} version
 */
function withVersion(text, before, version) {
  const named =
    before === '' ? String.raw`\d+\.\d+\.\d+(?:-next\.\d+)?` : before.replaceAll('.', String.raw`\.`);
  return text.replace(new RegExp(`(?<=prompt-bundles[@-]|rev: v)${named}`, 'g'), version);
}

/**
 * What the changelog says below a heading.
 * @param {string} changelog @param {string} version
 */
function section(changelog, version) {
  const heading = changelog
    .split(/^## /m)
    .find((one) => one.startsWith(`${version}\n`) || one.startsWith(`${version} `));
  return heading?.slice(heading.indexOf('\n')).trim() ?? '';
}

/** @param {string} name */
function read(name) {
  return readFile(path.join(projectFolder, name), 'utf8');
}

/** @param {string} name @param {string} text */
async function write(name, text) {
  await writeFile(path.join(projectFolder, name), text);
}
