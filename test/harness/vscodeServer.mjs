import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onExit } from './lifetime.mjs';
import { runProgram } from './runProgram.mjs';
import { setUpVscode } from './setUpVscode.mjs';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 3_000;
const endWithParent = pathToFileURL(path.join(import.meta.dirname, 'endWithParent.mjs')).href;

/** VS Code's server as a process of ours: the workbench it serves, and the Node extension host. */
export class VscodeServer {
  #child;
  #dataFolder;
  #log = '';
  #port = 0;
  #forgetExit;

  /**
   * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
   * @param {string} dataFolder
   */
  constructor(child, dataFolder) {
    this.#child = child;
    this.#dataFolder = dataFolder;
    this.#forgetExit = onExit(() => this.#kill());
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (this.#log += chunk));
  }

  /**
   * Starts a server on a free port of this machine alone.
   * @param {{ dataFolder: string, settings: Readonly<Record<string, unknown>> }} options `dataFolder` receives all that
   *   the server and its user keep: settings, state, logs, sockets.
   */
  static async start({ dataFolder, settings }) {
    writeSettings(dataFolder, 'User', settings);
    const args = [
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--server-data-dir',
      dataFolder,
      '--without-connection-token',
    ];
    args.push('--accept-server-license-terms', '--telemetry-level', 'off');
    const { program, server: main } = await setUpVscode();
    const child = spawn(program, ['--import', endWithParent, main, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a process group of its own, to be killed as one
      env: { ...process.env, TMPDIR: dataFolder, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    });
    const server = new VscodeServer(child, dataFolder);
    await server.#listening();
    return server;
  }

  /** `http://127.0.0.1:port` */
  get origin() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What it printed so far. */
  get log() {
    return this.#log;
  }

  /**
   * Sets what overrides the user's settings; an open workbench follows by itself.
   * @param {Readonly<Record<string, unknown>>} settings
   */
  overrideSettings(settings) {
    writeSettings(this.#dataFolder, 'Machine', settings); // not the user's, which the workbench reads only once
  }

  /** Lets the server end by itself, if it does so in good time, and then whatever it has left running. */
  async stop() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    const timer = setTimeout(() => this.#kill(), STOP_TIMEOUT_MS);
    if (this.#child.exitCode === null && this.#child.kill('SIGTERM')) await ended;
    clearTimeout(timer);
    this.#kill();
    this.#forgetExit();
  }

  /** Kills the server with its extension hosts and file watchers: it leads a process group of its own. */
  #kill() {
    try {
      if (this.#child.pid) process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  }

  /** @returns {Promise<void>} */
  #listening() {
    return new Promise((resolve, reject) => {
      /** @param {string} why */
      const fail = (why) => reject(new Error(`VS Code's server ${why}:\n${this.#log}`));
      const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
      this.#child.once('error', (error) => fail(error.message));
      this.#child.once('exit', (code) => fail(`ended with code ${code}`));
      this.#child.stdout.on('data', () => {
        const port = /Extension host agent listening on (\d+)/.exec(this.#log)?.[1];
        if (!port) return;
        clearTimeout(timer);
        this.#port = Number(port);
        resolve();
      });
    });
  }
}

/**
 * Installs an extension for a server that is started later, as `code --install-extension` does.
 * @param {string} vsix the packaged extension, as an absolute path
 * @param {string} dataFolder the server's
 */
export async function installExtension(vsix, dataFolder) {
  const args = [
    '--install-extension',
    vsix,
    '--server-data-dir',
    dataFolder,
    '--accept-server-license-terms',
  ];
  const { program, server } = await setUpVscode();
  await runProgram(program, [server, ...args], {});
}

/**
 * @param {string} dataFolder
 * @param {'User' | 'Machine'} kind
 * @param {Readonly<Record<string, unknown>>} settings
 */
function writeSettings(dataFolder, kind, settings) {
  const folder = path.join(dataFolder, 'data', kind);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
}
