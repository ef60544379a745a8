import path from 'node:path';
import { installOnce } from './installOnce.mjs';

// The command line of MCP Inspector, out of npm. It is installed for its test alone: it takes 110 MB and a newer Node than ours.

const PACKAGE = '@modelcontextprotocol/inspector';
const VERSION = '2.12.0';

/**
 * Makes it ready in the cache, once; later calls only look.
 * @returns {Promise<string>} its script, for Node 22.19 or later
 */
export async function setUpInspector() {
  const modules = await installOnce(`inspector-${VERSION}`, `${PACKAGE}@${VERSION}`);
  return path.join(modules, PACKAGE, 'clients/launcher/build/index.js');
}
