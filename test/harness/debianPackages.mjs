import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram, runProgram } from './runProgram.mjs';

/** True where packages of Debian can be installed: by root, in a container of CI most often. */
export function canInstallDebianPackages() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** @param {readonly string[]} packages */
export async function installDebianPackages(packages) {
  const started = performance.now();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Steps that run side by side wait for each other: apt-get itself gives up where another holds its lists.
  const alone = path.join(tmpdir(), 'prompt-bundles-apt.lock');
  await runProgram('flock', [alone, 'apt-get', 'update', '-q'], { env });
  const install = ['apt-get', 'install', '-q', '-y', '--no-install-recommends', ...packages];
  await runProgram('flock', [alone, ...install], { env });
  console.log(`Installed ${packages.join(', ')} in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}
