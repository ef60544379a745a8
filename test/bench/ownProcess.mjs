import { fork } from 'node:child_process';
import path from 'node:path';
import { benchFolder } from './places.mjs';

/**
 * A contender in a process of its own, as a product has one engine: what compilers know of shared code from one contender makes others
 * slower. `end` ends the process.
 * @param {string} module the file name of a module of `contenders`, whose default export makes a contender of a name
 * @param {string} name
 * @returns {import('./measure.mjs').Contender & { end: () => void }}
 */
export function inOwnProcess(module, name) {
  const child = fork(path.join(benchFolder, 'runContender.mjs'), [
    path.join(benchFolder, 'contenders', module),
    name,
  ]);
  const ask = (question) =>
    new Promise((resolve, reject) => {
      child.removeAllListeners();
      child.once('message', resolve);
      child.once('close', () => reject(new Error(`${name} ended.`)));
      child.send(question);
    });
  return { name, result: () => ask({}), time: (runs) => ask({ runs }), end: () => child.disconnect() };
}
