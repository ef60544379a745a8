import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder } from './project.mjs';
import { runProgram } from './runProgram.mjs';
import { setUpNode } from './setUpNode.mjs';

// VS Code out of npm: code-server's package carries VS Code's server and workbench, built. No install script is run, so
// no compiler is needed: native modules are missing, which are for terminals and for sign-in, or have a stand-in.

const pinsFolder = path.join(import.meta.dirname, 'vscode');

/**
 * A version of VS Code, by `PROMPT_BUNDLES_VSCODE`: the one of all tests, or the oldest and the newest in which the extension is
 * tried as it is installed. The newest needs another Node than ours.
 * @type {Readonly<Record<string, { pins: string, node?: string }>>}
 */
const VERSIONS = {
  tested: { pins: pinsFolder },
  oldest: { pins: path.join(pinsFolder, 'oldest') },
  newest: { pins: path.join(pinsFolder, 'newest'), node: '24.21.0' },
};
const named = process.env['PROMPT_BUNDLES_VSCODE'] ?? 'tested';
const folder = path.join(cacheFolder, named === 'tested' ? 'npm-vscode' : `npm-vscode-${named}`);
const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
const stamp = path.join(folder, 'ready');
const standIns = path.join(pinsFolder, 'standIns');

/**
 * Makes VS Code's server ready in the cache, once; later calls only look.
 * @returns {Promise<{ program: string, server: string }>} the Node that runs it, and its `server-main.js`
 */
export async function setUpVscode() {
  const version = VERSIONS[named];
  if (!version)
    throw new Error(`PROMPT_BUNDLES_VSCODE is ${named}, and none of ${Object.keys(VERSIONS).join(', ')}.`);
  const wanted = pinsHash(version.pins);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const started = performance.now();
    await install(version.pins);
    writeFileSync(stamp, wanted); // last: an interrupted set-up starts anew
    console.log(`Made VS Code ready in ${folder} in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  }
  const program = version.node === undefined ? process.execPath : await setUpNode(version.node);
  return { program, server: path.join(vscode, 'out/server-main.js') };
}

/** Changes with every file that decides what is installed. @param {string} pins */
function pinsHash(pins) {
  const files = [pins, standIns].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  const hash = createHash('sha256');
  for (const { parentPath, name } of files) hash.update(readFileSync(path.join(parentPath, name)));
  return hash.digest('hex');
}

/** @param {string} pins */
async function install(pins) {
  const npmCi = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(path.join(pins, file), path.join(folder, file));
  cpSync(path.join(pinsFolder, '.npmrc'), path.join(folder, '.npmrc'));
  await runProgram('npm', npmCi, { cwd: folder });
  takeAllFromNpm(path.join(vscode, 'npm-shrinkwrap.json'));
  await runProgram('npm', [...npmCi, '--legacy-peer-deps'], { cwd: vscode });
  placeRipgrep();
  placeStandIns();
  symlinkSync('node_modules', path.join(vscode, 'node_modules.asar')); // where a built VS Code looks for its modules
}

/** A package that was locked to a repository is taken in its version from npm, from which alone things are fetched. @param {string} lock */
function takeAllFromNpm(lock) {
  const parsed = JSON.parse(readFileSync(lock, 'utf8'));
  for (const entry of Object.values(parsed.packages))
    if (entry.resolved?.startsWith('git')) {
      delete entry.resolved;
      delete entry.integrity;
    }
  writeFileSync(lock, JSON.stringify(parsed));
}

/** VS Code's ripgrep package downloads its program in a script; a newer one has it in a package for each platform. */
function placeRipgrep() {
  const { resolve } = createRequire(path.join(folder, 'package.json'));
  const program = path.join(vscode, 'node_modules/@vscode/ripgrep/bin/rg');
  mkdirSync(path.dirname(program), { recursive: true });
  cpSync(resolve(`@vscode/ripgrep-${process.platform}-${process.arch}/bin/rg`), program);
  chmodSync(program, 0o755);
}

function placeStandIns() {
  cpSync(path.join(standIns, 'spdlog.cjs'), path.join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  cpSync(
    path.join(standIns, 'native-watchdog.cjs'),
    path.join(vscode, 'node_modules/native-watchdog/index.js'),
  );
}
