import path from 'node:path';
import { installOnce } from './installOnce.mjs';

// Other versions of Node, out of npm: each is a package for a platform, which holds the program.

/** The oldest that package.json allows, and the newest of each even number since. */
export const NODE_VERSIONS = ['20.0.0', '22.23.3', '24.21.0'];

/**
 * Makes a version of Node ready in the cache, once; later calls only look.
 * @param {string} version
 * @returns {Promise<string>} its program
 */
export async function setUpNode(version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const modules = await installOnce(`node-${version}`, `node@npm:${name}@${version}`);
  return path.join(modules, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
