import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import { onExit } from './lifetime.mjs';
import { findProgram } from './runProgram.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

/** Where Debian has the programs of each version; the server is not on the PATH there. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';
/** What the tests run of it. */
const PROGRAMS = ['initdb', 'postgres', 'pg_basebackup'];
const START_TIMEOUT_MS = 60_000;
const endWithParent = pathToFileURL(path.join(import.meta.dirname, 'endWithParent.mjs')).href;

/** The user that owns the server, and its password. */
export const SUPERUSER = 'owner';
export const PASSWORD = 'a "password" with spaces';

/**
 * Finds PostgreSQL's programs, or installs Debian's where that is allowed.
 * @returns {Promise<string>} their folder
 */
export async function providePostgres() {
  const found = findPostgres();
  if (found) return found;
  const advice = 'Install PostgreSQL, or name a server in DATABASE_URL.';
  if (!canInstallDebianPackages()) throw new Error(`The tests of the registry need PostgreSQL. ${advice}`);
  try {
    await installDebianPackages(['postgresql']);
  } catch (cause) {
    throw new Error(`PostgreSQL could not be installed. ${advice}`, { cause });
  }
  const installed = findPostgres();
  if (!installed) throw new Error(`PostgreSQL was installed, but its programs are not there. ${advice}`);
  return installed;
}

/** @returns {string | undefined} */
function findPostgres() {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN_FOLDER, version, 'bin'));
  const onPath = findProgram('initdb');
  if (onPath !== undefined) folders.unshift(path.dirname(onPath));
  return folders.find((folder) => PROGRAMS.every((name) => existsSync(path.join(folder, name))));
}

/** A server of PostgreSQL of the tests' own, on a free port of this machine alone. Its log holds every statement. */
export class PostgresServer {
  /** What the server said since it was started first. */
  log = '';
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #owner = ownerOfServer();

  /**
   * @param {string} programs their folder
   * @param {string} folder what the server keeps, and nothing else
   * @param {number} port
   */
  constructor(programs, folder, port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
    onExit(() => this.#child?.kill('SIGTERM'));
  }

  /** Makes a new server and starts it. */
  static async start() {
    const programs = await providePostgres();
    const folder = temporaryFolder();
    const server = new PostgresServer(programs, path.join(folder.path, 'data'), await freePort());
    server.#initialise(folder.path);
    await server.start();
    return server;
  }

  /** Starts a copy of it that follows what is written to it, and cannot be written to. */
  async startReplica() {
    const folder = temporaryFolder();
    const replica = new PostgresServer(this.programs, path.join(folder.path, 'data'), await freePort());
    chmodSync(folder.path, 0o755);
    const owner = this.#owner;
    mkdirSync(replica.folder, { mode: 0o700 });
    if (owner) chownSync(replica.folder, owner.uid, owner.gid);
    const args = ['--pgdata', replica.folder, '--write-recovery-conf', '--checkpoint=fast', '--no-sync'];
    args.push('--host', '127.0.0.1', '--port', String(this.port), '--username', SUPERUSER);
    const env = { PATH: process.env['PATH'] ?? '', PGPASSWORD: PASSWORD };
    await promisify(execFile)(path.join(this.programs, 'pg_basebackup'), args, {
      ...owner,
      env,
      cwd: folder.path,
    });
    await replica.start();
    return replica;
  }

  /** @param {string} parent */
  #initialise(parent) {
    chmodSync(parent, 0o755);
    mkdirSync(this.folder, { mode: 0o700 });
    const passwordFile = path.join(parent, 'password');
    writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
    const owner = this.#owner;
    if (owner) for (const file of [this.folder, passwordFile]) chownSync(file, owner.uid, owner.gid);
    const args = ['--pgdata', this.folder, '--username', SUPERUSER, '--pwfile', passwordFile];
    args.push('--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions');
    execFileSync(path.join(this.programs, 'initdb'), args, { ...owner, cwd: parent, stdio: 'pipe' });
    writeFileSync(path.join(this.folder, 'postgresql.auto.conf'), SETTINGS.join('\n'));
  }

  /** Starts it, and waits until it answers. What is left of one that was killed may need a moment to go. */
  async start() {
    const end = performance.now() + START_TIMEOUT_MS;
    while (!(await this.#startOnce())) {
      if (performance.now() > end) throw new Error(`PostgreSQL did not start:\n${this.log}`);
      await pause(50);
    }
  }

  /** @returns {Promise<boolean>} false when it ended at once */
  async #startOnce() {
    const from = this.log.length;
    const { uid = '', gid = '' } = this.#owner ?? {};
    const server = [path.join(this.programs, 'postgres'), '-D', this.folder, '-p', String(this.port)];
    const supervisor = path.join(import.meta.dirname, 'supervise.mjs');
    const child = spawn(
      process.execPath,
      ['--import', endWithParent, supervisor, String(uid), String(gid), ...server],
      // Of the environment nothing: it may name another server, or another language.
      { env: { PATH: process.env['PATH'] ?? '' }, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text) => (this.log += text));
    // The tests end when they are done, and the server with them.
    child.unref();
    if ('unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref();
    let isOver = false;
    child.once('close', () => (isOver = true));
    while (!isOver && !this.log.includes('database system is ready to accept', from)) await pause(20);
    return !isOver;
  }

  /** Ends it in the middle of whatever it does, as a crash would; what it has told to be done is there when it starts again. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** Ends it, and closes all connections. */
  stop() {
    return this.#end('SIGINT');
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.ref();
    process.kill(this.#pid(), signal);
    await ended;
  }

  /**
   * Offers TLS from the next reload on, with a certificate for `localhost` that it signed itself.
   * @returns {string} the certificate's file
   */
  useTls() {
    const [certificate, key] = ['server.crt', 'server.key'].map((name) => path.join(this.folder, name));
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    args.push('-addext', 'subjectAltName=DNS:localhost', '-out', certificate ?? '', '-keyout', key ?? '');
    execFileSync('openssl', args, { ...this.#owner, cwd: this.folder, stdio: 'pipe' });
    appendFileSync(path.join(this.folder, 'postgresql.auto.conf'), 'ssl = on\n');
    return certificate ?? '';
  }

  #pid() {
    return Number(readFileSync(path.join(this.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }
}

/** No server of tests need survive a failure of the machine; one that is killed loses nothing by this. */
const SETTINGS = [
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = ''",
  'fsync = off',
  'full_page_writes = off',
  'max_connections = 60',
  'autovacuum = off',
  "log_statement = 'all'",
  "log_line_prefix = '%a|%d|'",
  "log_min_messages = 'warning'",
  "log_min_error_statement = 'panic'",
  "timezone = 'Asia/Kolkata'",
  '',
];

/** Root may not run a server: who does it instead. @returns {{ uid: number, gid: number } | undefined} */
export function ownerOfServer() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user) throw new Error('No user is there to run PostgreSQL: root may not.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** @returns {Promise<number>} a port of this machine that nobody uses */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
