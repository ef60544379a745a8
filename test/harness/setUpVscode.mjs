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

// VS Code out of npm: code-server's package carries VS Code's server and workbench, built. No install script is run, so
// no compiler is needed: native modules are missing, which are for terminals and for sign-in, or have a stand-in.

const pins = path.join(import.meta.dirname, 'vscode');
const folder = path.join(cacheFolder, 'npm-vscode');
const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
const stamp = path.join(folder, 'ready');

/**
 * Makes VS Code's server ready in the cache, once; later calls only look.
 * @returns {Promise<string>} its `server-main.js`
 */
export async function setUpVscode() {
  const wanted = pinsHash();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const started = performance.now();
    await install();
    writeFileSync(stamp, wanted); // last: an interrupted set-up starts anew
    console.log(`Made VS Code ready in ${folder} in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  }
  return path.join(vscode, 'out/server-main.js');
}

/** Changes with every file that decides what is installed. */
function pinsHash() {
  const files = readdirSync(pins, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hash = createHash('sha256');
  for (const { parentPath, name } of files) hash.update(readFileSync(path.join(parentPath, name)));
  return hash.digest('hex');
}

async function install() {
  const npmCi = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(path.join(pins, file), path.join(folder, file));
  await runProgram('npm', npmCi, { cwd: folder });
  await runProgram('npm', [...npmCi, '--legacy-peer-deps'], { cwd: vscode });
  placeRipgrep();
  placeStandIns();
  symlinkSync('node_modules', path.join(vscode, 'node_modules.asar')); // where a built VS Code looks for its modules
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
  const standIns = path.join(pins, 'standIns');
  cpSync(path.join(standIns, 'spdlog.cjs'), path.join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  cpSync(
    path.join(standIns, 'native-watchdog.cjs'),
    path.join(vscode, 'node_modules/native-watchdog/index.js'),
  );
}
