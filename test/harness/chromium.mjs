import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import { findProgram } from './runProgram.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
// Without fonts the screenshots have boxes for letters.
const DEBIAN_PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];

/**
 * Finds Chromium, or installs Debian's where that is allowed.
 * @returns {Promise<string>} its executable
 */
export async function provideChromium() {
  const found = findChromium();
  if (found) return found;
  const advice = 'Run `npx playwright-core install --with-deps chromium`, or name your Chromium in CHROMIUM.';
  if (!canInstallDebianPackages()) throw new Error(`The tests need Chromium. ${advice}`);
  try {
    await installDebianPackages(DEBIAN_PACKAGES);
  } catch (cause) {
    throw new Error(`Chromium could not be installed. ${advice}`, { cause });
  }
  const installed = findChromium();
  if (!installed) throw new Error(`Chromium was installed, but is not on the PATH. ${advice}`);
  return installed;
}

/** @returns {string | undefined} */
function findChromium() {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, which is not there.`);
    return named;
  }
  const onPath = NAMES.map(findProgram).find((file) => file !== undefined);
  const ofPlaywright = chromium.executablePath();
  return onPath ?? (existsSync(ofPlaywright) ? ofPlaywright : undefined);
}
