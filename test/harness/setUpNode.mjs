import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './project.mjs';
import { runProgram } from './runProgram.mjs';

// Other versions of Node, out of npm: each is a package for a platform, which holds the program.

/** The oldest that package.json allows, and the newest of each even number since. */
export const NODE_VERSIONS = ['20.0.0', '22.23.3', '24.21.0'];

/**
 * Makes a version of Node ready in the cache, once; later calls only look.
 * @param {string} version
 * @returns {Promise<string>} its program
 */
export async function setUpNode(version) {
  const folder = path.join(cacheFolder, `node-${version}`);
  if (!existsSync(folder)) {
    const platform = process.platform === 'win32' ? 'win' : process.platform;
    const name = `node-${platform}-${process.arch}`;
    const installing = `${folder}-${process.pid}`;
    mkdirSync(installing, { recursive: true });
    const npmInstall = ['install', '--prefix', installing, '--ignore-scripts', '--no-audit', '--no-fund'];
    await runProgram('npm', [...npmInstall, `node@npm:${name}@${version}`], { cwd: installing });
    rmSync(folder, { recursive: true, force: true });
    renameSync(installing, folder); // last: an interrupted set-up starts anew
  }
  return path.join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
