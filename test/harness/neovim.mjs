import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import { findProgram } from './runProgram.mjs';

/** The program of Neovim, installed where that can be done; `undefined` where there is none, which is said. */
export async function findNeovim() {
  if (findProgram('nvim') === undefined && canInstallDebianPackages())
    await installDebianPackages(['neovim']);
  const found = findProgram('nvim');
  if (found === undefined)
    console.log('Skipped: there is no nvim, and only root can install it, by apt-get.');
  return found;
}
