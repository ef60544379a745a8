import { closeSync, mkdirSync, openSync, ftruncateSync } from 'node:fs';
import path from 'node:path';
import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import { findProgram, runProgram } from './runProgram.mjs';

// A file system as memory cards have it, and in what matters here as Windows does: names that differ in case alone are one, and
// there are neither hard links nor symbolic ones.

const SIZE = 32_000_000;
const PACKAGES = ['exfat-fuse', 'exfatprogs'];

/**
 * Mounts one in a folder, of a file beside it. Gives where, and what takes it away again; `undefined` where that cannot be done.
 * @param {string} folder
 * @returns {Promise<{ place: string, remove: () => Promise<void> } | undefined>}
 */
export async function mountFoldingDisk(folder) {
  if (findProgram('mount.exfat-fuse') === undefined || findProgram('mkfs.exfat') === undefined) {
    if (!canInstallDebianPackages()) return undefined;
    await installDebianPackages(PACKAGES);
  }
  const image = path.join(folder, 'exfat.img');
  const place = path.join(folder, 'exfat');
  const descriptor = openSync(image, 'w');
  ftruncateSync(descriptor, SIZE);
  closeSync(descriptor);
  mkdirSync(place);
  await runProgram('mkfs.exfat', [image]);
  try {
    const device = (await runProgram('losetup', ['--find', '--show', image])).trim();
    try {
      await runProgram('mount.exfat-fuse', [device, place]);
    } catch {
      await runProgram('losetup', ['--detach', device]);
      return undefined;
    }
    return {
      place,
      remove: async () => {
        await runProgram('umount', [place]);
        await runProgram('losetup', ['--detach', device]);
      },
    };
  } catch {
    // Containers may be allowed no devices.
    return undefined;
  }
}
