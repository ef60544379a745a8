import type { PromptError } from '../core/model/promptError.js';
import type { Reference } from '../core/model/reference.js';
import type { PromptLanguage } from '../language/index.js';
import type { CommandLineHost } from './commandLineHost.js';
import { printError } from './print.js';
import { printDamage, printErrors } from './printErrors.js';
import type { PromptFolder } from './promptFolder.js';
import { whereBelow } from './rootsBelow.js';

/** Tells why a version is not rendered: with the errors of the files that stop it, and where else it is. */
export function printRefusedRender(
  error: PromptError,
  { id, semver }: Reference,
  { folder, language }: { readonly folder: PromptFolder; readonly language: PromptLanguage },
  host: CommandLineHost,
): void {
  const where = error.code === 'unknown_bundle' ? whereBelow(folder, id, semver) : '';
  printError(host, `${error.message}${where}`);
  for (const file of error.origins) {
    const parsed = folder.get(file);
    if (parsed) printErrors(file, parsed.source, language.obstacles(file), host);
  }
  printDamage(folder, host, error.origins);
}
