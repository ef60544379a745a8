import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './project.mjs';
import { runProgram } from './runProgram.mjs';

/**
 * Installs a package out of npm into a folder of the cache, once; later calls only look. No install script is run.
 * @param {string} name of the folder, with the package's version in it
 * @param {string} wanted what to install, as npm takes it
 * @returns {Promise<string>} its `node_modules`
 */
export async function installOnce(name, wanted) {
  const folder = path.join(cacheFolder, name);
  if (!existsSync(folder)) {
    const installing = `${folder}-${process.pid}`;
    mkdirSync(installing, { recursive: true });
    const npmInstall = ['install', '--prefix', installing, '--ignore-scripts', '--no-audit', '--no-fund'];
    await runProgram('npm', [...npmInstall, wanted], { cwd: installing });
    rmSync(folder, { recursive: true, force: true });
    renameSync(installing, folder); // last: an interrupted set-up starts anew
  }
  return path.join(folder, 'node_modules');
}
