import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from './postgres.mjs';

// What stands in for a server of PostgreSQL where none can be had: PostgreSQL itself as WebAssembly, in this process, behind a
// socket. It has one session that all connections take turns in: no timeouts, passwords, TLS, restarts or cancelled statements.

const folder = path.join(import.meta.dirname, '../registry/pglite');
/** How many clients may be connected at once. */
const MAX_CONNECTIONS = 60;

/**
 * Starts it, installed first where it is not yet.
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>} its port on loopback, and how it ends
 */
export async function startPglite() {
  if (!existsSync(path.join(folder, 'node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  const { PGlite } = await load('@electric-sql/pglite');
  const { PGLiteSocketServer } = await load('@electric-sql/pglite-socket');
  const port = await freePort();
  const db = await PGlite.create();
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port, maxConnections: MAX_CONNECTIONS });
  await server.start();
  return {
    port,
    stop: async () => {
      await server.stop();
      await db.close();
    },
  };
}

/** @param {string} name a package of the stand-in's own folder */
function load(name) {
  const file = createRequire(path.join(folder, 'package.json')).resolve(name);
  return import(pathToFileURL(file).href);
}
