import { existsSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_MAX_FILE_BYTES } from '../../core/documents/unreadableFile.js';
import { CONFIGURATION_FILE, NO_CONFIGURATION, writeConfiguration } from '../../language/index.js';
import { createFile } from '../../node/createFile.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { parseCommand } from '../options/parseCommand.js';
import { UsageError } from '../options/usageError.js';
import { printError, printLine } from '../print.js';
import { rootFolder } from '../rootFolder.js';
import { fileOptions } from '../usage.js';

/** Where the schema is once the package is installed for a folder. */
const SCHEMA = ['node_modules', 'prompt-bundles', 'dist', 'schemas', 'configuration.schema.json'] as const;

/** `init`: writes the configuration of a root, which says what holds there without it. One that is there is never touched. */
export async function initCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('init', args);
  if (positionals.length > 0) throw new UsageError('Name the folder by --root.');
  const root = rootFolder(values.root, host.cwd);
  const { exclude = [], useGitignore = true, maxFileBytes = DEFAULT_MAX_FILE_BYTES } = fileOptions(values);
  const schema = existsSync(path.join(root, SCHEMA.join(path.sep))) ? `../${SCHEMA.join('/')}` : undefined;
  const text = writeConfiguration({ ...NO_CONFIGURATION, exclude, useGitignore, maxFileBytes }, schema);
  const file = path.join(root, CONFIGURATION_FILE.join(path.sep));
  const creation = await createFile(root, file, text, host.newId());
  const shown = path.relative(host.cwd, file).replaceAll(path.sep, '/');
  if (creation !== 'created') {
    printError(host, `${shown} is there already. Nothing was changed.`);
    return 1;
  }
  printLine(host, `Wrote ${shown}.`);
  return 0;
}
