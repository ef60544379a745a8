import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './project.mjs';
import { runProgram } from './runProgram.mjs';

// The command line of MCP Inspector, out of npm. It is installed for its test alone: it takes 110 MB and a newer Node than ours.

const PACKAGE = '@modelcontextprotocol/inspector';
const VERSION = '2.12.0';

/**
 * Makes it ready in the cache, once; later calls only look.
 * @returns {Promise<string>} its script, for Node 22.19 or later
 */
export async function setUpInspector() {
  const folder = path.join(cacheFolder, `inspector-${VERSION}`);
  if (!existsSync(folder)) {
    const installing = `${folder}-${process.pid}`;
    mkdirSync(installing, { recursive: true });
    const npmInstall = ['install', '--prefix', installing, '--ignore-scripts', '--no-audit', '--no-fund'];
    await runProgram('npm', [...npmInstall, `${PACKAGE}@${VERSION}`], { cwd: installing });
    rmSync(folder, { recursive: true, force: true });
    renameSync(installing, folder); // last: an interrupted set-up starts anew
  }
  return path.join(folder, 'node_modules', PACKAGE, 'clients/launcher/build/index.js');
}
