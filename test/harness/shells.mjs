import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import { findProgram } from './runProgram.mjs';

/** The shells whose scripts are tried; each is a package of Debian of that name. */
const SHELLS = ['bash', 'zsh', 'fish'];

/** Installs the shells that are missing, where that can be done; else says which tests are skipped. */
export async function installShells() {
  const missing = SHELLS.filter((shell) => findProgram(shell) === undefined);
  if (missing.length === 0) return;
  if (canInstallDebianPackages()) await installDebianPackages(missing);
  else console.log(`Skipped: there is no ${missing.join(', ')}, and only root can install it, by apt-get.`);
}
