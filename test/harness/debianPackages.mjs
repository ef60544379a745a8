import { findProgram, runProgram } from './runProgram.mjs';

/** True where packages of Debian can be installed: by root, in a container of CI most often. */
export function canInstallDebianPackages() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** @param {readonly string[]} packages */
export async function installDebianPackages(packages) {
  const started = performance.now();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-q'], { env });
  await runProgram('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], { env });
  console.log(`Installed ${packages.join(', ')} in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}
