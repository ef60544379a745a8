import { spawn } from 'node:child_process';
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import { onExit } from './lifetime.mjs';
import { freePort, ownerOfServer, PASSWORD, SUPERUSER } from './postgres.mjs';
import { findProgram } from './runProgram.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

const endWithParent = pathToFileURL(path.join(import.meta.dirname, 'endWithParent.mjs')).href;
const START_TIMEOUT_MS = 20_000;

/**
 * Finds PgBouncer, or installs Debian's where that is allowed.
 * @returns {Promise<string | undefined>}
 */
async function providePgBouncer() {
  if (!findProgram('pgbouncer') && canInstallDebianPackages())
    await installDebianPackages(['pgbouncer']).catch(() => undefined);
  return findProgram('pgbouncer');
}

/**
 * Starts PgBouncer before a server, in transaction pooling: each transaction may have another connection.
 * @param {number} serverPort
 * @returns {Promise<number | undefined>} its port; `undefined` where it is not to be had
 */
export async function startPooler(serverPort) {
  const program = await providePgBouncer();
  if (!program) return undefined;
  const folder = temporaryFolder().path;
  const owner = ownerOfServer();
  chmodSync(folder, 0o755);
  const port = await freePort();
  const quoted = `"${PASSWORD.replaceAll('"', '""')}"`;
  /** @type {Record<string, string>} */
  const files = {
    'users.txt': `"${SUPERUSER}" ${quoted}\n`,
    'pgbouncer.ini': [
      '[databases]',
      `* = host=127.0.0.1 port=${serverPort}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${path.join(folder, 'users.txt')}`,
      'pool_mode = transaction',
      // Fewer than the tests use at once.
      'default_pool_size = 6',
      'max_client_conn = 200',
      '',
    ].join('\n'),
  };
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (owner) chownSync(file, owner.uid, owner.gid);
  }
  const { uid = '', gid = '' } = owner ?? {};
  const supervisor = path.join(import.meta.dirname, 'supervise.mjs');
  const child = spawn(
    process.execPath,
    [
      '--import',
      endWithParent,
      supervisor,
      String(uid),
      String(gid),
      program,
      path.join(folder, 'pgbouncer.ini'),
    ],
    { env: { PATH: process.env['PATH'] ?? '' }, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  onExit(() => child.kill('SIGTERM'));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (log += text));
  child.unref();
  if ('unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref();
  const end = performance.now() + START_TIMEOUT_MS;
  while (!log.includes('process up')) {
    if (child.exitCode !== null || performance.now() > end)
      throw new Error(`PgBouncer did not start:\n${log}`);
    await pause(20);
  }
  return port;
}
