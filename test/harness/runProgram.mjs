import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * Runs a program to its end, silently.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>} its standard output
 * @throws with all that it printed, when it fails
 */
export function runProgram(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { ...options, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(new Error(`${[program, ...args].join(' ')} failed:\n${stdout}${stderr || error.message}`));
    });
    child.stdin?.end();
  });
}

/**
 * @param {string} name of a program
 * @returns {string | undefined} where it is on the PATH
 */
export function findProgram(name) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
