import { spawn } from 'node:child_process';
import { onExit } from './lifetime.mjs';

/**
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {string} output all it printed, in the order it came, and why it was stopped
 */

/**
 * Runs one command of a test step to its end, or until it has taken too long.
 * @param {readonly [program: string, ...args: string[]]} command
 * @param {{ cwd: string, timeoutMs: number }} options
 * @returns {Promise<Outcome>}
 */
export function runStep([program, ...args], { cwd, timeoutMs }) {
  return new Promise((resolve) => {
    // A process group of its own, so that all it started ends with it.
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    /** @param {NodeJS.Signals} signal */
    const kill = (signal) => child.pid && child.exitCode === null && process.kill(-child.pid, signal);
    const forget = onExit(() => kill('SIGTERM'));

    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const timer = setTimeout(() => {
      output += `\nStopped: it took more than ${timeoutMs / 1000} s.\n`;
      kill('SIGTERM');
      setTimeout(() => kill('SIGKILL'), 5_000).unref();
    }, timeoutMs);

    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      forget();
      resolve({ ok: code === 0, output });
    });
  });
}
